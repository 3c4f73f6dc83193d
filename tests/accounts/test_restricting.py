"""An administrator records that somebody asked that what is held about them be kept and not used, and sets its end."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from competence_app.audit.models import Entry
from competence_app.people.models import Notice, Restriction
from tests.accounts.days import parts
from tests.factories import UserFactory, restrict, supervise
from tests.words import words

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-30 12:00Z", tick=False)]
TODAY = date(2026, 11, 30)


@pytest.fixture
def nurse():
    """A nurse."""
    return UserFactory.create(full_name="Amara Okafor")


@pytest.fixture
def administrator():
    """Who administers people."""
    return UserFactory.create(full_name="Sam Carter", is_people_administrator=True)


@pytest.fixture
def client(client, administrator):
    """Their browser, signed in."""
    client.force_login(administrator)
    return client


def page(person):
    return reverse("restrict", args=[person.pk])


def asked(day=TODAY, reason="By letter"):
    return parts("asked_on", day) | {"reason": reason}


def ended(day=TODAY + timedelta(7), reason="It is corrected"):
    return parts("lifted_from", day) | {"reason": reason}


def told(person):
    return list(Notice.objects.filter(person=person).values_list("subject", "path"))


def test_recording_it_is_on_record_and_told_to_her_and_her_supervisors(client, nurse, administrator):
    supervisor = supervise(nurse)

    response = client.post(page(nurse), asked(date(2026, 11, 2)), follow=True)

    found = Restriction.objects.in_force().get()
    assert (found.person, found.recorded_by) == (nurse, administrator)
    assert (found.asked_on, found.reason) == (date(2026, 11, 2), "By letter")
    assert told(nurse) == [("What is held about you is kept but not used", reverse("restriction"))]
    assert told(supervisor) == [("What is held about Amara Okafor is not used for now", reverse("supervision"))]
    assert "Sam Carter recorded that you asked for this on 2 November 2026" in Notice.objects.get(person=nurse).text
    entry = Entry.objects.about(nurse).get()
    assert (entry.verb, entry.by, entry.what) == ("restrict", administrator, f"people.user {nurse.pk}")
    assert "It is recorded: from now on what is held about Amara Okafor is kept but not used." in words(response)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (asked(TODAY + timedelta(1)), "The day must be today or in the past"),
        (asked(None), "Enter a date"),
        (asked(reason=""), "Enter the reason"),
        (asked(reason="www.example.org"), "Enter the reason in one line"),
    ],
)
def test_what_cannot_be_recorded_says_why(client, nurse, sent, says):
    response = client.post(page(nurse), sent)

    assert response.status_code == HTTPStatus.OK
    assert says in words(response)
    assert not Restriction.objects.exists()


def test_nobody_records_or_ends_their_own_here(client, administrator):
    for form in (asked(), ended()):
        text = words(client.post(page(administrator), form))
        assert "This is your own account: do it there." in text
        Restriction.objects.get_or_create(person=administrator, recorded_by=administrator)

    assert Restriction.objects.get().lifted_from is None
    assert not Entry.objects.exists()


def test_she_is_told_at_least_a_week_before_it_ends(client, nurse, administrator, time_machine):
    restrict(nurse)

    early = client.post(page(nurse), ended(TODAY + timedelta(6)))
    assert "The day must be at least 7 days from today, since they are told before" in words(early)
    assert told(nurse) == []

    assertRedirects(client.post(page(nurse), ended()), reverse("person", args=[nurse.pk]))
    found = Restriction.objects.get()
    assert (found.lifted_from, found.why_lifted, found.ended_by) == (
        date(2026, 12, 7),
        "It is corrected",
        administrator,
    )
    assert told(nurse) == [("What is held about you will be used again from 7 December 2026", reverse("restriction"))]
    assert [*Entry.objects.about(nurse).values_list("verb", "by")] == [("set end of restriction", administrator.pk)]

    time_machine.move_to("2026-12-06 23:59Z")
    assert Restriction.objects.in_force().exists()
    time_machine.move_to("2026-12-07 00:01Z")
    assert not Restriction.objects.in_force().exists()


def test_its_end_is_set_once(client, nurse):
    restrict(nurse)

    client.post(page(nurse), ended())
    text = words(client.post(page(nurse), ended(TODAY + timedelta(30))))

    assert "Its end is set. They can ask for it anew once it has ended." in text
    assert Restriction.objects.get().lifted_from == date(2026, 12, 7)


def test_a_page_that_is_behind_changes_nothing(client, nurse, monkeypatch):
    restrict(nurse)
    response = client.post(page(nurse), asked())
    assert "Enter a date" in words(response)

    Restriction.objects.update(lifted_from=TODAY, ended_by=nurse, ended_at=timezone.now())
    response = client.post(page(nurse), ended())
    assert "Enter a date" in words(response)
    assert Restriction.objects.count() == 1


def test_whose_account_is_closed_is_told_by_letter(client, nurse):
    nurse.is_active = False
    nurse.save()
    assert "Their account is closed, so the service cannot tell them" in words(client.get(page(nurse)))

    client.post(page(nurse), asked())
    assert "Their account is closed: tell them yourself, by letter." in words(client.get(page(nurse)))
    client.post(page(nurse), ended())

    assert Restriction.objects.get().lifted_from == date(2026, 12, 7)
    assert told(nurse) == []


def test_her_page_says_who_recorded_it_when_and_why(client, nurse, administrator):
    address = reverse("person", args=[nurse.pk])
    assert "Restriction What is held about them is used." in words(client.get(address))

    restrict(nurse, recorded_by=administrator, asked_on=date(2026, 11, 2), reason="By letter")
    text = words(client.get(address))
    assert "Kept, but not used, as asked for on 2 November 2026" in text
    assert "Recorded by Sam Carter on 30 November 2026: By letter" in text

    client.post(page(nurse), ended())
    assert "as asked for on 2 November 2026. Used again from 7 December 2026" in words(client.get(address))


def test_what_she_asked_for_herself_is_hers(client, nurse):
    restrict(nurse)

    assert "They asked for it themselves: no reason given" in words(client.get(reverse("person", args=[nurse.pk])))


def test_what_is_over_is_listed(client, nurse, administrator):
    over = {"lifted_from": TODAY, "ended_at": timezone.now()}
    restrict(nurse, **over, ended_by=nurse, asked_on=date(2026, 10, 1))
    restrict(nurse, **over, ended_by=administrator, asked_on=date(2026, 11, 2), why_lifted="It is corrected")

    text = words(client.get(page(nurse)))

    assert "Asked for on 1 October 2026, used again from 30 November 2026: ended by Amara Okafor" in text
    assert "30 November 2026: ended by Sam Carter, It is corrected" in text


def test_the_list_of_people_keeps_those_of_whom_nothing_is_used_and_marks_them(client, nurse):
    restrict(nurse)

    found = client.get(reverse("people"), {"state": "restricted"})

    assert [row.person for row, _ in found.context["rows"]] == [nurse]
    assert "Kept, but not used" in words(found)
    assert words(client.get(reverse("people"))).count("Kept, but not used") == 2  # what may be chosen, and her


@pytest.mark.parametrize("count", [0, 1, 30])
def test_the_page_takes_no_more_queries_for_more(client, nurse, count, django_assert_num_queries):
    over = {"lifted_from": TODAY, "ended_by": nurse, "ended_at": timezone.now()}
    for _ in range(count):
        restrict(nurse, **over)

    with django_assert_num_queries(4):  # who asks, the person, what is in force, what is over
        client.get(page(nurse))
