"""Two who change one practitioner's supervisions at the same moment: the second finds what the first one stored."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from competence_app.people.actions import asking
from competence_app.people.models import Supervision, SupervisionRequest, User
from tests.accounts.days import parts
from tests.factories import UserFactory
from tests.meanwhile import at_once

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
    pytest.mark.django_db(transaction=True),
]
ROUNDS = 5


@pytest.fixture
def administrators() -> list[Client]:
    """Two people administrators, signed in."""
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(UserFactory.create(is_people_administrator=True))
    return browsers


def pairs() -> Iterator[tuple[User, User]]:
    """Yield practitioners with somebody to supervise them."""
    for _ in range(ROUNDS):
        nurse, supervisor = UserFactory.create_batch(2)
        yield nurse, supervisor


def add(nurse: User) -> str:
    return reverse("add-supervision", args=[nurse.pk])


def term(supervisor: User, start: date, last: date) -> dict[str, int]:
    """Return what the form sends."""
    return {"supervisor": supervisor.pk, **parts("started_on", start), **parts("ended_on", last)}


def terms(nurse: User) -> list[tuple[date, date]]:
    """Return from when to when somebody is supervised, the earliest first."""
    found = Supervision.objects.filter(practitioner=nurse).order_by("started_on")
    return [(one.started_on, one.ended_on or date.max) for one in found]


def is_free_of_overlaps(nurse: User) -> bool:
    return all(former[1] < later[0] for former, later in pairwise(terms(nurse)))


def test_of_two_overlapping_supervisions_one_is_stored(administrators):
    for nurse, supervisor in pairs():
        months = [
            term(supervisor, date(2026, 1, 1), date(2026, 3, 31)),
            term(supervisor, date(2026, 3, 1), date(2026, 6, 30)),
        ]

        at_once(*(partial(by.post, add(nurse), days) for by, days in zip(administrators, months, strict=True)))

        assert len(terms(nurse)) == 1


def test_an_end_is_not_moved_into_what_another_stores(administrators):
    for nurse, supervisor in pairs():
        days = {"started_on": date(2026, 1, 1), "ended_on": date(2026, 1, 31)}
        first = Supervision.objects.create(practitioner=nurse, supervisor=supervisor, **days)
        change = reverse("correct-end", args=[first.pk])

        at_once(
            partial(administrators[0].post, change, parts("ended_on", date(2026, 6, 30))),
            partial(administrators[1].post, add(nurse), term(supervisor, date(2026, 3, 1), date(2026, 3, 31))),
        )

        assert is_free_of_overlaps(nurse)
        assert terms(nurse) != [(days["started_on"], days["ended_on"])]  # one of the two was stored


@pytest.mark.time_machine("2026-02-04 12:00Z", tick=True)
def test_who_accepts_while_an_administrator_stores_gets_no_second_supervision(administrators):
    for nurse, supervisor in pairs():
        request = SupervisionRequest.objects.create(practitioner=nurse, email=supervisor.email)

        at_once(
            partial(asking.accept, request, by=supervisor),
            partial(administrators[0].post, add(nurse), term(supervisor, date(2026, 2, 1), date(2026, 6, 30))),
        )

        assert is_free_of_overlaps(nurse)
        assert [end for _, end in terms(nurse)][-1] == date.max  # what is accepted lasts
