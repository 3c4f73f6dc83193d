"""A framework editor with her browser, and somebody who edits nothing."""

import pytest
from django.test import Client

from competence_app.people.models import User
from tests.factories import UserFactory


@pytest.fixture
def editor(db) -> User:
    """A framework editor."""
    return UserFactory.create(full_name="Ruth Adeyemi", is_framework_editor=True)


@pytest.fixture
def client(client: Client, editor: User) -> Client:
    """The editor's browser, signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def reader(db) -> Client:
    """The browser of a nurse who edits nothing."""
    browser = Client()
    browser.force_login(UserFactory.create())
    return browser
