"""``passport_key`` and ``verify_passport``."""

import json
import socket
import stat
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from competence_app.passports.actions.issuing import revoke
from competence_app.passports.queries import own_keys, published_keys, signing_key
from competence_app.passports.rules.keys import thumbprint_of
from competence_app.passports.rules.verifying import Reason
from competence_app.passports.wording import FAULTS
from tests.passports.issued import key_of, keys_file
from tests.passports.issued import passport as issued_elsewhere

NOW = pytest.mark.time_machine("2026-05-02 12:00Z", tick=False)


def run(*arguments: object) -> str:
    out = StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


def fault(*arguments: object) -> str:
    with pytest.raises(CommandError) as error:
        run(*arguments)
    return str(error.value)


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    """A folder for keys that is not there yet."""
    keys: Path = tmp_path / "keys"
    settings.PASSPORT_KEYS = str(keys)
    return keys


@pytest.fixture
def elsewhere(tmp_path) -> tuple[Path, Path]:
    """A passport from elsewhere, and the file of its issuer's keys."""
    key = key_of()
    token, keys = tmp_path / "passport.jwt", tmp_path / "jwks.json"
    token.write_text(issued_elsewhere(key) + "\n")
    keys.write_text(keys_file(key))
    return token, keys


def test_a_key_is_made_for_the_services_own_account_alone(folder):
    made = run("passport_key", "new")

    key = signing_key()
    assert key
    [file] = folder.iterdir()
    assert made == f"Made {file.stem}.\n"
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(folder.stat().st_mode)) == (0o600, 0o700)
    assert key["kid"] == f"http://localhost:8000/passports/keys/{file.stem}/"


@NOW
def test_the_newest_key_signs_and_the_others_verify(folder, time_machine):
    run("passport_key", "new")
    time_machine.shift(60)
    run("passport_key", "new")

    newest, oldest = (thumbprint_of(key["kid"]) for key in own_keys())

    assert run("passport_key", "list") == (f"{newest}  made 2026-05-02  signs\n{oldest}  made 2026-05-02  could sign\n")
    assert len(published_keys()["keys"]) == 2


@NOW
def test_a_retired_key_signs_no_more_and_stays_published(folder):
    run("passport_key", "new")
    name = thumbprint_of(own_keys()[0]["kid"])

    assert run("passport_key", "retire", name) == f"Retired {name}.\n"

    assert signing_key() is None
    assert "d" not in json.loads((folder / f"{name}.json").read_text())
    assert run("passport_key", "list") == f"{name}  made 2026-05-02  retired\n"
    assert len(published_keys()["keys"]) == 1


def test_a_key_that_is_not_there_is_named(folder):
    assert fault("passport_key", "retire", "x") == "There is no key x: list prints those there are."


def test_a_demo_keeps_the_key_it_has(folder):
    assert run("passport_key", "new", "--if-none").startswith("Made ")
    assert run("passport_key", "new", "--if-none") == ""


@NOW
def test_a_passport_is_checked_by_a_file_of_keys_without_database_and_network(elsewhere, folder, monkeypatch):
    def refuse(*_args: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    token, keys = elsewhere

    told = run("verify_passport", token, "--keys", keys)

    assert told == (
        "This passport is genuine, and it holds until 2027-04-02.\n"
        "Amara Okafor: Ability to listen, version 2022\n"
        "Agreed 2026-04-01, issued by Elm NHS Trust\n"
        "  K1: 3 Independently\n  K2: Not applicable to my role\n  D1: -\n"
    )


@NOW
def test_a_list_of_the_revoked_is_heeded(elsewhere, tmp_path):
    token, keys = elsewhere
    revoked = tmp_path / "revoked.json"
    revoked.write_text(json.dumps({"revokedCredential": [{"id": "urn:uuid:5b0c1f0a-1c1e-4b52-8f0e-0a4b52d3a001"}]}))

    assert fault("verify_passport", token, "--keys", keys, "--revoked", revoked).startswith(FAULTS[Reason.REVOKED])
    revoked.write_text("{}")
    assert "is no list of what was revoked" in fault("verify_passport", token, "--keys", keys, "--revoked", revoked)


def test_files_that_cannot_be_read_are_named(elsewhere, tmp_path):
    token, _ = elsewhere

    assert "No such file" in fault("verify_passport", tmp_path / "none")
    assert fault("verify_passport", token, "--keys", token) == "This is no file of an issuer's keys."


def test_ones_own_is_checked_by_what_is_known_here(passport, nurse, tmp_path):
    file = tmp_path / "passport.jwt"
    file.write_text(passport.token)

    assert "Amara Okafor: Ability to listen" in run("verify_passport", file)
    revoke(passport, by=nurse)
    assert fault("verify_passport", file).startswith(FAULTS[Reason.REVOKED])
