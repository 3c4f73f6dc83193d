import pytest
from django.test import Client

from competence_app.people.models import User
from tests.factories import UserFactory, supervise


@pytest.fixture
def nurse(db):
    """A registered nurse."""
    return UserFactory.create(full_name="Amara Okafor")


@pytest.fixture
def client(client, nurse):
    """The nurse's browser, signed in."""
    client.force_login(nurse)
    return client


@pytest.fixture
def supervisor(nurse: User) -> User:
    """Who supervises the nurse."""
    return supervise(nurse, UserFactory.create(full_name="Priya Nair"))


@pytest.fixture
def supervisors_client(supervisor: User) -> Client:
    """The supervisor's browser, signed in."""
    browser = Client()
    browser.force_login(supervisor)
    return browser
