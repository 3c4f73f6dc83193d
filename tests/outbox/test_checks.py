import pytest
from django.core.checks import run_checks

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def served(settings):
    """Served over HTTPS, to everybody, with all that this needs."""
    settings.SECURE_SSL_REDIRECT = True
    settings.EMAIL_BACKEND = SMTP
    settings.SITE_URL = "https://ratings.example.org"
    return settings


def found(*, deployed: bool = True) -> list[str | None]:
    checks = run_checks(include_deployment_checks=deployed)
    return [check.id for check in checks if str(check.id).startswith("outbox.")]


def test_an_installation_whose_emails_lead_to_it_is_in_order(served):
    assert found() == []


@pytest.mark.parametrize("backend", ["console", "dummy", "filebased", "locmem"])
def test_emails_that_reach_nobody_are_an_error(served, backend):
    served.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"

    assert (found(), found(deployed=False)) == (["outbox.E001"], [])


@pytest.mark.parametrize(
    "site", ["https://localhost:8000", "https://127.0.0.1", "https://[::1]", "http://ratings.example.org", "ratings"]
)
def test_links_that_lead_elsewhere_are_an_error(served, site):
    served.SITE_URL = site

    assert (found(), found(deployed=False)) == (["outbox.E002"], [])


def test_on_ones_own_machine_both_are_right(served):
    served.SECURE_SSL_REDIRECT = False
    served.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    served.SITE_URL = "http://localhost:8000"

    assert found() == []
