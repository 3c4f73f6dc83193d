"""What tests of accounts may use."""

from collections.abc import Iterator

import pytest

from competence_app.accounts.actions.single_sign_on import link
from competence_app.people.models import User
from tests.accounts.service import CLIENT, SECRET, Service, running
from tests.factories import UserFactory


@pytest.fixture
def service(settings) -> Iterator[Service]:
    """The sign-in service of Willow Trust, which says that somebody is amara-7."""
    with running() as service:
        settings.OIDC_ISSUER, settings.OIDC_NAME = service.issuer, "Willow Trust"
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        settings.SITE_URL = "http://testserver"
        yield service


@pytest.fixture
def known(db, service) -> User:
    """Amara, whose account is linked with what the service calls amara-7."""
    amara: User = UserFactory.create(email="amara@example.org", full_name="Amara Okafor")
    link(amara, "amara-7")
    return amara
