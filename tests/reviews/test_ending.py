"""Whoever administers people ends a supervisor's supervisions, and says who takes over."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.people.actions import supervising
from competence_app.people.models import Notice, Supervision, User
from tests.factories import UserFactory, finished, put, supervise
from tests.words import words

pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)

FULL = {"K1": 1, "K2": 2, "D1": 3}
PART = "Sam Carter recorded that Priya Nair"
TAKES_OVER = "Sam Carter recorded that you supervise"
TODAY = {"last_day_day": "22", "last_day_month": "11", "last_day_year": "2026"}


@pytest.fixture
def sam(client, db) -> User:
    """The people administrator, signed in."""
    person = UserFactory.create(full_name="Sam Carter", is_people_administrator=True)
    client.force_login(person)
    return person


@pytest.fixture
def omar(db) -> User:
    """Who can take over."""
    return UserFactory.create(full_name="Omar Haddad", email="omar@example.org")


@pytest.fixture
def ben(supervisor: User) -> User:
    """Another of the supervisor's people."""
    person = UserFactory.create(full_name="Ben Whitfield")
    supervise(person, supervisor)
    return person


def address(supervisor: User) -> str:
    return reverse("end-supervision", args=[supervisor.pk])


def supervisions(person: User) -> list[tuple[Any, ...]]:
    """Return who supervises somebody, from when to when, and who takes over."""
    return list(person.supervised_by.order_by("pk").values_list("supervisor", "started_on", "ended_on", "successor"))


def told() -> list[tuple[str, str]]:
    """Return who was told what, the first part of each text."""
    return [(str(one.person), one.text.partition(": ")[0]) for one in Notice.objects.order_by("pk")]


def test_the_page_says_what_is_in_hand(client, nurse, ben, supervisor, sam):
    put(finished(nurse, FULL), "submitted", supervisor)
    put(finished(ben, FULL), "reviewed", supervisor)

    response = client.get(address(supervisor))

    assert "Priya Nair supervises 2 people. 2 assessments are with them: 1 to rate, 1 to agree." in words(response)
    assert "Registered nurse" in words(response)
    assertContains(response, f'value="{nurse.pk}"')


def test_who_else_supervises_somebody_and_what_ends_already_stands_beside_the_name(
    client, nurse, ben, supervisor, sam, omar
):
    supervise(nurse, omar)
    supervise(nurse, UserFactory.create(is_active=False))
    ben.supervised_by.update(ended_on=date(2026, 11, 30), successor=omar)

    shown = words(client.get(address(supervisor)))

    assert "Amara Okafor Registered nurse. Also supervised by Omar Haddad Ben" in shown
    assert "Ben Whitfield Registered nurse. Until 30 November 2026, then Omar Haddad" in shown


def test_where_nothing_is_in_hand_the_page_says_so(client, sam, omar):
    shown = words(client.get(address(omar)))

    assert "Omar Haddad supervises nobody: nothing is in hand." in shown


def test_one_is_ticked_where_one_is_asked_for(client, nurse, ben, supervisor, sam):
    response = client.get(address(supervisor), {"person": ben.pk})

    assert response.context["form"]["people"].value() == [ben.pk]


def test_what_it_means_is_said_before_it_is_done(client, nurse, ben, supervisor, sam, omar):
    put(finished(nurse, FULL), "submitted", supervisor)
    chosen = {**TODAY, "people": [nurse.pk, ben.pk], "successor-typed": "omar@example.org"}

    shown = words(client.get(address(supervisor), chosen))

    assert "End 2 supervisions by Priya Nair?" in shown
    assert "The last day is 22 November 2026. Then Omar Haddad supervises them." in shown
    assert "1 assessment is with them: 1 to rate. This goes to nobody by itself" in shown
    assert "Amara Okafor Supervised by Omar Haddad" in shown
    assert supervisions(nurse) == [(supervisor.pk, date(2020, 1, 1), None, None)]


def test_whoever_would_have_nobody_is_marked(client, nurse, ben, supervisor, sam, omar):
    supervise(ben, omar)

    shown = words(client.get(address(supervisor), {**TODAY, "people": [nurse.pk, ben.pk]}))

    assert "Amara Okafor Supervised by Nobody" in shown
    assert "Ben Whitfield Supervised by Omar Haddad" in shown
    assert "No assessment is with them." in shown


def test_what_was_chosen_can_be_changed(client, nurse, ben, supervisor, sam):
    chosen = f"?people={ben.pk}&last_day_day=23&last_day_month=11&last_day_year=2026"

    link = f"{chosen}&change".replace("&", "&amp;")
    assertContains(client.get(address(supervisor) + chosen), f'href="{link}"')
    response = client.get(f"{address(supervisor)}{chosen}&change")

    assertContains(response, "Whose supervision ends")
    assertContains(response, 'value="23"')
    assert response.context["form"]["people"].value() == [str(ben.pk)]


def test_it_ends_and_passes_on_and_everybody_is_told_once(client, nurse, ben, supervisor, sam, omar):
    chosen = f"{address(supervisor)}?people={nurse.pk}&people={ben.pk}&successor={omar.pk}"
    chosen += "".join(f"&{name}={value}" for name, value in TODAY.items())

    for _ in range(2):  # the button pressed twice
        response = client.post(chosen)

    assertRedirects(response, address(supervisor), fetch_redirect_response=False)
    done = "The last day of {} by Priya Nair is 22 November 2026. Everybody is told."
    assertContains(client.get(response.url), done.format("2 supervisions"))
    for person in (nurse, ben):
        assert supervisions(person) == [
            (supervisor.pk, date(2020, 1, 1), date(2026, 11, 22), omar.pk),
            (omar.pk, date(2026, 11, 23), None, None),
        ]
    ends = f"{PART} supervises you until 22 November 2026, and that Omar Haddad does from 23 November 2026"
    assert told()[:4] == [
        ("Amara Okafor", ends),
        ("Ben Whitfield", ends),
        ("Priya Nair", "Sam Carter recorded that you supervise 2 people until 22 November 2026"),
        (
            "Omar Haddad",
            f"{TAKES_OVER} 2 people in place of Priya Nair, whose last day is 22 November 2026",
        ),
    ]
    noted = Entry.objects.filter(by=sam, about=nurse).order_by("pk").values_list("verb", flat=True)
    assert list(noted)[:2] == ["change", "add"]


def test_it_can_end_at_once(client, nurse, supervisor, sam, omar):
    supervising.end(supervisor, [nurse.pk], last_day=date(2026, 11, 21), successor=omar, by=sam)

    assert supervisions(nurse) == [
        (supervisor.pk, date(2020, 1, 1), date(2026, 11, 21), omar.pk),
        (omar.pk, date(2026, 11, 22), None, None),
    ]
    assert told() == [
        (
            "Amara Okafor",
            f"{PART} supervised you until 21 November 2026, and that Omar Haddad does from 22 November 2026",
        ),
        ("Priya Nair", "Sam Carter recorded that you supervised Amara Okafor until 21 November 2026"),
        (
            "Omar Haddad",
            f"{TAKES_OVER} Amara Okafor in place of Priya Nair, whose last day was 21 November 2026",
        ),
    ]


def test_what_began_today_was_seen_today(nurse, sam, omar):
    supervise(nurse, omar, started_on=date(2026, 11, 22))

    supervising.end(omar, [nurse.pk], last_day=date(2026, 11, 21), by=sam)

    assert supervisions(nurse)[1:] == [(omar.pk, date(2026, 11, 22), date(2026, 11, 22), None)]


def test_what_would_begin_later_never_does(nurse, sam, omar):
    supervise(nurse, omar, started_on=date(2026, 12, 1), ended_on=date(2026, 12, 5))
    supervise(nurse, omar, started_on=date(2027, 1, 1))

    supervising.end(omar, [nurse.pk], last_day=date(2026, 11, 22), by=sam)

    assert [supervisor for supervisor, *_ in supervisions(nurse) if supervisor == omar.pk] == []
    assert told()[0] == ("Amara Okafor", "Sam Carter recorded that Omar Haddad will not supervise you after all")


def test_whoever_takes_over_and_supervises_them_already_goes_on(nurse, supervisor, sam, omar):
    supervise(nurse, omar, started_on=date(2026, 1, 1), ended_on=date(2026, 12, 31))
    omars = nurse.supervised_by.filter(supervisor=omar)
    omars.update(successor=supervisor)

    supervising.end(supervisor, [nurse.pk], last_day=date(2026, 11, 22), successor=omar, by=sam)

    assert list(omars.values_list("started_on", "ended_on", "successor")) == [(date(2026, 1, 1), None, None)]


def test_nobody_is_told_where_nothing_ends(supervisor, sam, omar):
    assert supervising.end(omar, [supervisor.pk], last_day=date(2026, 11, 22), by=sam) == []
    assert told() == []


def test_who_was_found_can_be_left_again(client, nurse, supervisor, sam, omar):
    chosen = {**TODAY, "people": [nurse.pk], "successor-typed": "Omar", "successor-sought": "Omar"}

    assertContains(client.get(address(supervisor), chosen), "Choose who is meant by “Omar”")
    assert "Then Omar Haddad supervises them." in words(
        client.get(address(supervisor), chosen | {"successor": omar.pk})
    )
    assert "Supervised by Nobody" in words(client.get(address(supervisor), chosen | {"successor": ""}))


@pytest.mark.parametrize(
    ("chosen", "error"),
    [
        ({"people": []}, "Choose whose supervision ends"),
        ({"people": ["0"]}, "Their supervision was ended meanwhile: choose again"),
        ({"last_day_day": "20"}, "Enter yesterday, today or a later day within a year"),
        ({"last_day_year": "2028"}, "Enter yesterday, today or a later day within a year"),
        ({"last_day_day": ""}, "Date must include a day"),
        ({"successor-typed": "Nobody like that"}, "Nobody is found by “Nobody like that”"),
        ({"successor-typed": "Amara"}, "Choose who is meant by “Amara”"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_chosen(client, nurse, supervisor, sam, chosen, error):
    response = client.get(address(supervisor), {**TODAY, "people": [nurse.pk]} | chosen)

    assertContains(response, error)
    assertContains(response, "Whose supervision ends")


def test_nobody_takes_over_from_themselves(client, nurse, supervisor, sam):
    chosen = {**TODAY, "people": [nurse.pk], "successor": nurse.pk}

    assertContains(client.get(address(supervisor), chosen), "Amara Okafor cannot supervise themselves")
    assertNotContains(client.get(address(supervisor), chosen | {"successor": supervisor.pk}), "supervise them.")


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_people(client, supervisor, sam, omar, count, django_assert_num_queries):
    for _ in range(count):
        supervise(person := UserFactory.create(), supervisor)
        supervise(person)
        finished(person, FULL)
    people = list(supervisor.supervises.values_list("practitioner", flat=True))

    with django_assert_num_queries(5):  # who asks, whose page, supervisions, others, what is in hand
        client.get(address(supervisor))
    with django_assert_num_queries(6):  # and who takes over, by what was typed
        client.get(address(supervisor), {**TODAY, "people": people, "successor-typed": omar.email})


def test_my_supervisors_says_until_when_and_who_then(nurses_client, nurse, supervisor, omar):
    nurse.supervised_by.update(ended_on=date(2026, 11, 30), successor=omar)

    shown = words(nurses_client.get(reverse("supervisors")))

    assert "Since 1 January 2020, until 30 November 2026, then Omar Haddad" in shown


@pytest.mark.parametrize("part", ["practitioner", "supervisor"])
def test_nobody_takes_over_from_themselves_in_the_database(supervisor, part):
    supervision = Supervision.objects.get()
    supervision.ended_on, supervision.successor = date(2026, 11, 22), getattr(supervision, part)

    with pytest.raises(IntegrityError, match="successor_is_somebody_else"):
        supervision.save()


def test_somebody_takes_over_only_where_it_ends(supervisor, omar):
    with pytest.raises(IntegrityError, match="successor_where_it_ends"):
        Supervision.objects.update(successor=omar)
