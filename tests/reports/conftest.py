import pytest

from tests.factories import UserFactory


@pytest.fixture
def nurse(db):
    """A registered nurse."""
    return UserFactory.create()


@pytest.fixture
def client(client, nurse):
    """The nurse's browser, signed in."""
    client.force_login(nurse)
    return client
