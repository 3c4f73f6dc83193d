"""People administrators say who supervises whom, from when to when; both are told."""

from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.people.models import Notice, Supervision, User
from tests.accounts.days import parts
from tests.factories import UserFactory
from tests.post import delivered

JANUARY = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def administrator(client, db) -> User:
    """A people administrator, signed in."""
    user = UserFactory.create(is_people_administrator=True)
    client.force_login(user)
    return user


@pytest.fixture
def nurse(db) -> User:
    """Who is supervised."""
    return UserFactory.create(full_name="Amara Okafor")


@pytest.fixture
def supervisor(db) -> User:
    """Who supervises."""
    return UserFactory.create(full_name="Priya Nair")


def add(nurse: User) -> str:
    return reverse("add-supervision", args=[nurse.pk])


def end(supervision: Supervision) -> str:
    return reverse("correct-end", args=[supervision.pk])


def term(supervisor: User | int, start: date | None, last: date | None = None) -> dict[str, Any]:
    key = supervisor.pk if isinstance(supervisor, User) else supervisor
    return {"supervisor": key, **parts("started_on", start), **parts("ended_on", last)}


def test_administrators_say_who_supervises_whom(client, administrator, nurse, supervisor):
    response = client.post(add(nurse), term(supervisor, JANUARY), follow=True)

    assertRedirects(response, reverse("person", args=[nurse.pk]))
    assertContains(response, "It is saved, and both are told.")
    assert list(nurse.supervisors()) == [supervisor]
    [entry] = Entry.objects.all()
    assert (entry.verb, entry.by, entry.about) == ("add", administrator, nurse)


@pytest.mark.parametrize(
    ("start", "last", "refused"),
    [
        (JANUARY, None, True),
        (date(2026, 3, 31), date(2026, 5, 1), True),
        (JANUARY, date(2026, 2, 1), True),
        (date(2026, 4, 1), None, False),
        (JANUARY, date(2026, 1, 31), False),
    ],
)
def test_a_second_supervision_at_the_same_time_is_refused_in_words(client, nurse, supervisor, start, last, refused):
    days = {"started_on": date(2026, 2, 1), "ended_on": date(2026, 3, 31)}
    Supervision.objects.create(practitioner=nurse, supervisor=supervisor, **days)

    response = client.post(add(nurse), term(supervisor, start, last))

    why = "This person supervises them from 1 February 2026 to 31 March 2026 already."
    assert (response.status_code == HTTPStatus.OK and why in response.content.decode()) is refused
    assert Supervision.objects.count() == (1 if refused else 2)


def test_an_end_is_not_moved_into_the_next_supervision(client, nurse, supervisor):
    pair = {"practitioner": nurse, "supervisor": supervisor}
    first = Supervision.objects.create(**pair, started_on=JANUARY, ended_on=date(2026, 1, 31))
    Supervision.objects.create(**pair, started_on=date(2026, 2, 1))

    response = client.post(end(first), parts("ended_on", date(2026, 2, 1)))

    assertContains(response, "This person supervises them from 1 February 2026 already.")


def test_two_without_an_end_are_refused(client, nurse, supervisor):
    Supervision.objects.create(practitioner=nurse, supervisor=supervisor)

    response = client.post(add(nurse), term(supervisor, JANUARY))

    assertContains(response, "This person supervises them already", count=2)  # above the form and at the box
    assert Supervision.objects.count() == 1


def test_a_supervision_without_a_day_or_a_supervisor_is_asked_for_them(client, nurse):
    response = client.post(add(nurse), {"supervisor-typed": ""})

    assertContains(response, "Enter who supervises them", count=2)
    assertContains(response, "Enter a date", count=2)


def test_an_end_before_the_start_is_refused(client, nurse, supervisor):
    response = client.post(add(nurse), term(supervisor, JANUARY, date(2025, 12, 31)))

    assertContains(response, "The end must not come before the start.")


def test_nonsense_about_supervision_is_refused_in_words(client, nurse):
    response = client.post(add(nurse), term(nurse, JANUARY))

    assertContains(response, "Nobody supervises themselves: choose two people.")


@pytest.mark.time_machine("2026-02-03 12:00Z", tick=False)
def test_a_supervision_keeps_its_people_and_its_end_can_be_corrected(client, nurse, supervisor):
    other = UserFactory.create()
    supervision = Supervision.objects.create(
        practitioner=nurse, supervisor=supervisor, ended_on=date(2026, 2, 5), successor=other
    )
    assertContains(client.get(end(supervision)), 'value="2026"')

    client.post(end(supervision), {"practitioner": other.pk, **parts("ended_on", date(2026, 2, 8))})
    supervision.refresh_from_db()
    assert (supervision.practitioner, supervision.ended_on, supervision.successor) == (nurse, date(2026, 2, 8), other)

    client.post(end(supervision), {"ended_on_day": ""})
    supervision.refresh_from_db()
    assert (supervision.ended_on, supervision.successor) == (None, None)


def test_a_supervision_is_ended_where_what_is_in_hand_stands(client, nurse, supervisor):
    supervision = Supervision.objects.create(practitioner=nurse, supervisor=supervisor)
    link = f"{reverse('end-supervision', args=[supervisor.pk])}?person={nurse.pk}"

    for response in (client.get(end(supervision)), client.post(end(supervision), parts("ended_on", JANUARY))):
        assertRedirects(response, link)

    supervision.refresh_from_db()
    assert supervision.ended_on is None
    assertContains(client.get(reverse("person", args=[nurse.pk])), f'href="{link}"')


@pytest.mark.time_machine("2026-02-03 12:00Z", tick=False)
def test_both_are_told_when_a_supervision_begins_and_when_its_end_is_corrected(client, nurse, supervisor):
    client.post(add(nurse), term(supervisor, JANUARY))
    Supervision.objects.update(ended_on=date(2026, 2, 5))
    client.post(end(Supervision.objects.get()), parts("ended_on", date(2026, 2, 3)))

    assert [(message.to, message.subject) for message in delivered()] == [
        ([nurse.email], "Your supervision by Priya Nair"),
        ([supervisor.email], "Your supervision of Amara Okafor"),
    ] * 2
    texts = [notice.text.partition(": ")[0].partition("recorded that ")[2] for notice in Notice.objects.order_by("pk")]
    assert texts == [
        "Priya Nair supervises you from 1 January 2026",
        "you supervise Amara Okafor from 1 January 2026",
        "Priya Nair supervises you from 1 January 2026 to 3 February 2026",
        "you supervise Amara Okafor from 1 January 2026 to 3 February 2026",
    ]


@pytest.mark.time_machine("2026-02-04 12:00Z", tick=False)
@pytest.mark.parametrize(
    ("days", "subjects", "texts"),
    [
        (
            (JANUARY, date(2026, 2, 3)),
            ["Your supervision by Priya Nair is over", "Your supervision of Amara Okafor is over"],
            [
                "Priya Nair supervised you until 3 February 2026",
                "you supervised Amara Okafor until 3 February 2026",
            ],
        ),
        (
            (date(2026, 2, 5),),
            ["Your supervision by Priya Nair", "Your supervision of Amara Okafor"],
            [
                "Priya Nair will supervise you from 5 February 2026",
                "you will supervise Amara Okafor from 5 February 2026",
            ],
        ),
    ],
    ids=["over", "to come"],
)
def test_a_supervision_that_is_not_now_is_not_spoken_of_as_if_it_were(client, nurse, supervisor, days, subjects, texts):
    client.post(add(nurse), term(supervisor, *days))

    told = Notice.objects.order_by("pk")
    assert [notice.subject for notice in told] == subjects
    assert [notice.text.partition("recorded that ")[2].partition(":")[0] for notice in told] == texts


def test_the_same_end_again_writes_and_tells_nothing(client, nurse, supervisor):
    supervision = Supervision.objects.create(practitioner=nurse, supervisor=supervisor, ended_on=date(2999, 1, 1))
    day = parts("ended_on", supervision.started_on)

    client.post(end(supervision), day)
    client.post(end(supervision), day)

    assert (Entry.objects.count(), Notice.objects.count()) == (1, 2)
