"""`manage.py check --deploy` ends with an error where the demo is served, or a contact leads nowhere."""

import pytest
from django.conf import settings as current
from django.core.checks import Error, run_checks


@pytest.fixture
def served(settings):
    """An installation in order."""
    settings.DEBUG = False
    settings.SECRET_KEY = "a long random text of its own"
    settings.SECURITY_CONTACT = ""
    return settings


def found(*, deployed: bool = True) -> list[str | None]:
    checks = run_checks(include_deployment_checks=deployed)
    return [check.id for check in checks if str(check.id).startswith("ui.") and isinstance(check, Error)]


def test_an_installation_in_order_has_no_error(served):
    assert found() == []


@pytest.mark.parametrize("contact", ["mailto:security@example.org", "https://example.org/report", "tel:+44-1"])
def test_a_contact_is_an_address(served, contact):
    served.SECURITY_CONTACT = contact

    assert found() == []


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("DEBUG", True, "ui.E001"),
        ("SECRET_KEY", current.DEMO_SECRET_KEY, "ui.E002"),
        ("SECURITY_CONTACT", "security@example.org", "ui.E003"),
    ],
)
def test_what_makes_it_a_demo_is_an_error(served, name, value, error):
    setattr(served, name, value)

    assert (found(), found(deployed=False)) == ([error], [])
