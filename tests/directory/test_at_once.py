"""A directory that says the same twice at the same moment, as after a connection that broke."""

from functools import partial

import pytest
from django.db import connection

from competence_app.directory.actions.tokens import make_token
from competence_app.outbox.models import Mail
from competence_app.people.models import Team, User
from tests.directory.calls import Directory, group, operation, user
from tests.meanwhile import at_once

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
    pytest.mark.django_db(transaction=True),
]


def test_nobody_is_made_or_moved_twice():
    directory = Directory(make_token("HR systems"))
    said: list[int] = []

    at_once(*(partial(_say, directory, "/Users", user("new@example.org"), said) for _ in range(3)))
    at_once(*(partial(_say, directory, "/Groups", group("Willow ward"), said) for _ in range(3)))

    assert sorted(said) == [201, 201, 409, 409, 409, 409]
    person, team = User.objects.get(), Team.objects.get()
    joins = operation("add", "members", [{"value": str(person.pk)}])
    at_once(*(partial(directory.patch, f"/Groups/{team.pk}", joins) for _ in range(3)))
    assert list(team.members.all()) == [person]
    assert Mail.objects.count() == 2  # the invitation, and where she works


def _say(directory: Directory, address: str, body: dict[str, object], said: list[int]) -> None:
    said.append(directory.post(address, body).status_code)
