import pytest
from django.test import Client

from competence_app.assessments.models import Assessment
from competence_app.people.models import User
from tests.factories import UserFactory, finished, put, supervise


@pytest.fixture
def nurse(db) -> User:
    """A registered nurse."""
    return UserFactory.create(full_name="Amara Okafor")


@pytest.fixture
def supervisor(nurse: User) -> User:
    """Who supervises the nurse."""
    return supervise(nurse, UserFactory.create(full_name="Priya Nair"))


@pytest.fixture
def client(client: Client, supervisor: User) -> Client:
    """The supervisor's browser, signed in."""
    client.force_login(supervisor)
    return client


@pytest.fixture
def nurses_client(nurse: User) -> Client:
    """The nurse's browser, signed in."""
    browser = Client()
    browser.force_login(nurse)
    return browser


@pytest.fixture
def sent(nurse: User, supervisor: User) -> Assessment:
    """The nurse's assessment on the small framework, sent to the supervisor, who has rated nothing yet."""
    return put(finished(nurse, {"K1": 3, "K2": 2, "D1": 4}), "submitted", supervisor)
