"""What tests of a supervisor's people may use."""

import pytest
from django.test import Client

from competence_app.people.models import User
from tests.factories import UserFactory


@pytest.fixture
def lee(db) -> User:
    """A supervisor."""
    return UserFactory.create(full_name="Lee Chan")


@pytest.fixture
def lees(lee: User) -> Client:
    """The supervisor's browser, signed in."""
    browser = Client()
    browser.force_login(lee)
    return browser
