"""Somebody has what is held about them kept, and not used, and ends that: on record, and told."""

from contextlib import suppress
from datetime import date
from functools import partial
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from competence_app.audit.models import Entry
from competence_app.outbox.models import Mail
from competence_app.people.actions import restricting
from competence_app.people.models import Notice, Restriction
from tests.factories import UserFactory, restrict, supervise, yesterday
from tests.meanwhile import at_once
from tests.words import words

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-30 12:00Z", tick=False)]
PAGE, LIFT = reverse("restriction"), reverse("lift-restriction")


@pytest.fixture
def nurse():
    """A nurse."""
    return UserFactory.create(full_name="Amara Okafor")


@pytest.fixture
def client(client, nurse):
    """Her browser, signed in."""
    client.force_login(nurse)
    return client


@pytest.fixture
def administrator():
    """Who administers people."""
    return UserFactory.create(is_people_administrator=True)


def told(person):
    """Return the subjects of what somebody was told at home."""
    return list(Notice.objects.filter(person=person).values_list("subject", flat=True))


def on_record(about):
    """Return what is on record about somebody, and by whom."""
    return list(Entry.objects.about(about).order_by("pk").values_list("verb", "by"))


def test_asking_takes_effect_at_once_and_is_on_record(client, nurse):
    response = client.post(PAGE, {"reason": "A level is not mine"}, follow=True)

    found = Restriction.objects.get()
    assert (found.person, found.recorded_by, found.asked_on) == (nurse, nurse, date(2026, 11, 30))
    assert found.reason == "A level is not mine"
    assert on_record(nurse) == [("restrict", nurse.pk)]
    assert "From now on what is held about you is kept but not used." in words(response)
    assert "Why A level is not mine" in words(response)


def test_asking_tells_supervisors_and_administrators_without_a_reason(client, nurse, administrator):
    supervisor, gone = supervise(nurse), supervise(nurse)
    gone.is_active = False
    gone.save()
    former = supervise(nurse, ended_on=yesterday())

    client.post(PAGE, {"reason": "My secret"})

    assert told(supervisor) == ["What is held about Amara Okafor is not used for now"]
    assert told(former) == told(gone) == told(nurse) == []
    letters = Mail.objects.order_by("pk").values_list("to", "subject", "path")
    assert list(letters) == [
        (supervisor.email, "What is held about Amara Okafor is not used for now", reverse("supervision")),
        (
            administrator.email,
            "Amara Okafor asks that nothing held about them be used",
            reverse("person", args=[nurse.pk]),
        ),
    ]
    assert not any("My secret" in mail.text + mail.subject for mail in Mail.objects.all())


def test_no_reason_is_needed_and_asking_twice_is_asking_once(client, nurse):
    for _ in range(2):
        assertRedirects(client.post(PAGE, {"reason": ""}), PAGE)

    assert Restriction.objects.get().reason == ""
    assert on_record(nurse) == [("restrict", nurse.pk)]
    assert "No reason given" in words(client.get(PAGE))


@pytest.mark.parametrize("reason", ["two\u2028lines", "www.example.org", "x" * 201])
def test_a_reason_is_one_line_that_reads_as_it_is(client, reason):
    response = client.post(PAGE, {"reason": reason})

    assert response.status_code == HTTPStatus.OK
    assert "There is a problem" in words(response)
    assert not Restriction.objects.exists()


def test_ending_it_oneself_takes_effect_at_once(client, nurse, administrator):
    restrict(nurse, recorded_by=administrator)

    response = client.post(LIFT, follow=True)

    found = Restriction.objects.get()
    assert (found.lifted_from, found.ended_by, found.ended_at) == (date(2026, 11, 30), nurse, timezone.now())
    assert not Restriction.objects.in_force().exists()
    assert on_record(nurse) == [("lift restriction", nurse.pk)]
    assert Mail.objects.get().to == administrator.email
    assert "What is held about you is used again, as before." in words(response)


def test_ending_it_twice_is_ending_it_once(client, nurse):
    restrict(nurse)

    for _ in range(2):
        assertRedirects(client.post(LIFT), PAGE)

    assert on_record(nurse) == [("lift restriction", nurse.pk)]


def test_it_can_be_asked_for_again_on_the_day_on_which_it_ended(client, nurse):
    for address in (PAGE, LIFT, PAGE):
        client.post(address, {"reason": ""})

    assert Restriction.objects.count() == 2
    assert nurse.restrictions.in_force().count() == 1


def test_ending_it_before_an_administrator_would_have_says_so(client, nurse, administrator):
    found = restrict(nurse)
    restricting.set_end(nurse, lifted_from=date(2026, 12, 7), reason="All is corrected", by=administrator)

    client.post(LIFT)

    found.refresh_from_db()
    assert (found.lifted_from, found.ended_by, found.why_lifted) == (date(2026, 11, 30), nurse, "")


def test_the_page_says_who_ends_it_when_and_why(client, nurse, administrator):
    restrict(nurse, recorded_by=administrator, asked_on=date(2026, 11, 2))
    restricting.set_end(nurse, lifted_from=date(2026, 12, 7), reason="All is corrected", by=administrator)

    text = words(client.get(PAGE))

    assert f"Asked for on 2 November 2026 Recorded by {administrator}, 30 November 2026" in text
    assert "Used again from 7 December 2026" in text
    assert f"{administrator} recorded this on 30 November 2026: All is corrected" in text


def test_home_and_account_say_that_it_is_so(client, nurse):
    link = "Have it kept, but not used"
    assert link in words(client.get(reverse("account")))
    assert "kept but not used" not in words(client.get(reverse("home")))

    restrict(nurse)

    assert "It is kept, but not used: what that means" in words(client.get(reverse("account")))
    assert "What is held about you is kept but not used." in words(client.get(reverse("home")))


@pytest.mark.parametrize("is_restricted", [False, True])
def test_the_page_takes_two_queries(client, nurse, is_restricted, django_assert_num_queries):
    if is_restricted:
        restrict(nurse)
    client.get(PAGE)

    with django_assert_num_queries(2):  # who asks, and what is in force
        client.get(PAGE)


def test_what_she_ends_is_her_own(client, nurse):
    other = restrict(UserFactory.create())

    client.post(LIFT)
    Client().post(LIFT)

    assert list(Restriction.objects.in_force()) == [other]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_asking_and_an_administrator_at_once_begin_it_once(nurse, administrator):
    asked_on = timezone.localdate()

    def record_it() -> None:
        with suppress(ValidationError):  # whoever comes second
            restricting.record_asked(nurse, asked_on=asked_on, reason="By letter", by=administrator)

    at_once(partial(restricting.ask, reason="", by=nurse), record_it)

    assert Restriction.objects.count() == 1
    assert Entry.objects.filter(verb="restrict").count() == 1
