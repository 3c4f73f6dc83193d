import pytest
from django.test import Client

from competence_app.assessments.models import Assessment
from competence_app.people.models import User
from tests.factories import AssessmentFactory, UserFactory, supervise


@pytest.fixture
def nurse(db) -> User:
    """A registered nurse."""
    return UserFactory.create()


@pytest.fixture
def client(client: Client, nurse: User) -> Client:
    """The nurse's browser, signed in."""
    client.force_login(nurse)
    return client


@pytest.fixture
def draft(nurse: User) -> Assessment:
    """The nurse's draft on the small framework, nothing answered."""
    return AssessmentFactory.create(practitioner=nurse)


@pytest.fixture
def priya(nurse: User) -> User:
    """Priya Nair, who supervises the nurse."""
    return supervise(nurse, UserFactory.create(full_name="Priya Nair"))


@pytest.fixture
def omar(nurse: User) -> User:
    """Omar Haddad, who supervises the nurse too."""
    return supervise(nurse, UserFactory.create(full_name="Omar Haddad"))
