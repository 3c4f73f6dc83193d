"""`manage.py check --deploy` says whose eyes keys are open to."""

from pathlib import Path

from django.core.checks import registry
from django.core.management import call_command

from competence_app.passports.checks import keys_are_secret


def test_a_key_that_others_can_read_is_an_error(keys_of_its_own, settings):
    call_command("passport_key", "new", "--if-none")
    assert keys_are_secret() == []
    [file] = Path(settings.PASSPORT_KEYS).iterdir()
    file.chmod(0o640)

    assert [error.msg for error in keys_are_secret()] == [f"Others can read {file}."]


def test_no_keys_are_no_error(no_keys):
    assert keys_are_secret() == []


def test_check_deploy_asks(db):
    assert keys_are_secret in registry.registry.get_checks(include_deployment_checks=True)
