"""One's dates as a calendar, in a file and at an address; nothing of an answer is among them."""

from datetime import date
from http import HTTPStatus
from secrets import token_urlsafe

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from icalendar import Calendar, Component
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.actions.subscribing import subscribe
from competence_app.assessments.models import Assessment, CalendarFeed
from competence_app.assessments.rules.answers import Answer
from competence_app.audit.models import Entry
from competence_app.catalogue.models import Version
from competence_app.people.models import User
from tests.factories import (
    AssessmentFactory,
    UserFactory,
    finished,
    framework_of,
    plan_action,
    publish,
    put,
    small_framework,
)
from tests.words import words

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-28 23:30Z", tick=False)]
PAGE, FILE = reverse("calendar"), reverse("calendar-file")


def agreed(nurse: User, **fields: object) -> Assessment:
    """Let the nurse have agreed an assessment just now."""
    return put(finished(nurse, {}, **fields), "agreed")


def events(response) -> list[Component]:
    calendar = Calendar.from_ical(response.content)
    return list(calendar.walk("VEVENT"))


def told(response) -> list[tuple[str, date]]:
    return [(str(event["summary"]), event.decoded("dtstart")) for event in events(response)]


def feed_of(nurse: User) -> str:
    return reverse("calendar-feed", args=[subscribe(by=nurse).token])


def test_the_file_holds_when_the_next_is_due_and_what_is_planned(client, nurse):
    plan_action(agreed(nurse), "K1", due_on=date(2026, 10, 25))

    response = client.get(FILE)

    expected = [
        ("Next self-assessment due: Ability to listen", date(2027, 3, 28)),
        ("Planned action due", date(2026, 10, 25)),  # the day on which clocks change is a day like others
    ]
    assert told(response) == expected
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="dates.ics"'


@pytest.mark.time_machine("2026-07-01 23:30Z", tick=False)
def test_a_day_is_counted_where_the_app_is(client, nurse):
    agreed(nurse)

    assert [day for _, day in told(client.get(FILE))] == [date(2027, 7, 2)]


def test_a_day_is_whole_private_and_keeps_nobody_busy(client, nurse):
    agreed(nurse)

    [event] = events(client.get(FILE))

    assert b"DTSTART;VALUE=DATE:20270328" in event.to_ical()
    assert (event["class"], event["transp"]) == ("PRIVATE", "TRANSPARENT")
    assert event.decoded("dtstamp").isoformat() == "2026-03-28T23:30:00+00:00"
    assert event["url"] == "http://localhost:8000/"


def test_long_titles_are_folded_and_come_back_whole(client, nurse):
    title = "Zuhören, fragen; und schweigen " * 10
    agreed(nurse, version=publish(small_framework(title=title.strip())))

    response = client.get(FILE)

    assert max(map(len, response.content.split(b"\r\n"))) <= 75
    assert told(response)[0][0] == f"Next self-assessment due: {title.strip()}"


def test_a_day_keeps_its_identity_while_its_date_moves(client, nurse, time_machine):
    plan = plan_action(agreed(nurse), "K1", due_on=date(2026, 5, 1))
    before = [event["uid"] for event in events(client.get(FILE))]
    time_machine.move_to("2027-01-01 12:00Z")
    client.force_login(nurse)  # the session ended long ago
    agreed(nurse, version=Version.objects.get())
    plan.due_on = date(2027, 6, 1)
    plan.save()

    response = client.get(FILE)

    assert [event["uid"] for event in events(response)] == before
    assert [day for _, day in told(response)] == [date(2028, 1, 1), date(2027, 6, 1)]
    assert len({*before}) == 2


def test_two_people_have_days_of_their_own(client, nurse):
    agreed(nurse)
    other = UserFactory.create()
    agreed(other, version=Version.objects.get())

    assert len({event["uid"] for address in (FILE, feed_of(other)) for event in events(client.get(address))}) == 2


def test_what_is_done_undated_waiting_or_out_of_use_is_not_due(client, nurse):
    waiting = agreed(nurse)
    put(finished(nurse, {"K1": 3}, version=waiting.version), "submitted")
    agreed(nurse, version=publish(small_framework(code="retired")))
    Version.objects.filter(framework__code="retired").retire()
    plan_action(waiting, "K1")
    plan_action(waiting, "K1", due_on=localdate(), done_on=localdate())

    assert told(client.get(FILE)) == []


def test_words_of_plans_are_in_the_file_alone_and_where_asked_for(client, nurse):
    plan_action(agreed(nurse), "K1", text="Ask Priya about K1", due_on=date(2026, 5, 1))

    with_words = events(client.get(FILE, {"words": "yes"}))

    assert [str(event.get("description", "")) for event in with_words] == ["", "Ask Priya about K1"]
    for address in (FILE, feed_of(nurse), feed_of(nurse) + "?words=yes"):
        assertNotContains(client.get(address), "Priya")


def test_no_answer_nor_statement_is_in_any_of_them(client, nurse):
    given = finished(nurse, {"K1": Answer(1, note="Unsure of it"), "D1": Answer(3)})
    plan_action(put(given, "agreed"), "K1", due_on=date(2026, 5, 1))

    for address in (FILE, FILE + "?words=yes", feed_of(nurse)):
        text = client.get(address).content.decode()
        leaks = ("Knows why", "K1", "Unsure", "Independently", "Not yet", nurse.full_name, nurse.email)
        assert [word for word in leaks if word in text] == []


def test_an_address_is_made_shown_and_taken_away(client, nurse):
    made = client.post(reverse("subscribe"), follow=True)

    feed = CalendarFeed.objects.get()
    assertRedirects(made, PAGE)
    assertContains(made, "http://localhost:8000" + reverse("calendar-feed", args=[feed.token]))
    gone = client.post(reverse("unsubscribe"), follow=True)
    assertContains(gone, "Make an address")
    assert Client().get(reverse("calendar-feed", args=[feed.token])).status_code == HTTPStatus.NOT_FOUND
    verbs = list(Entry.objects.about(nurse).values_list("verb", flat=True))
    assert verbs == ["unsubscribe", "subscribe"]


def test_a_new_address_is_another(nurse):
    first = subscribe(by=nurse).token
    CalendarFeed.objects.all().delete()

    assert subscribe(by=nurse).token != first


def test_the_token_is_not_stored(nurse):
    token = subscribe(by=nurse).token

    [row] = CalendarFeed.objects.values_list()
    assert token not in map(str, row)
    assert len(token) == 43


def test_an_address_made_with_another_secret_key_works_but_is_not_shown(client, nurse, settings):
    address = feed_of(nurse)
    settings.SECRET_KEY = "another one"
    client.force_login(nurse)

    page = words(client.get(PAGE))

    assert "cannot be shown again" in page
    assert "http://" not in page
    assert client.get(address).status_code == HTTPStatus.OK


def test_a_calendar_needs_no_session_and_gets_no_cookie(nurse, settings):
    agreed(nurse)

    response = Client().get(feed_of(nurse))

    assert [summary for summary, _ in told(response)] == ["Next self-assessment due: Ability to listen"]
    assert response.cookies == {}
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("size", [1, 20])
def test_the_feed_takes_no_more_queries_for_more(nurse, size, django_assert_num_queries):
    for number in range(size):
        plan_action(agreed(nurse, version=publish(framework_of(1, code=f"f{number}"))), "C1", due_on=localdate())
    address = feed_of(nurse)
    Client().get(address)

    with django_assert_num_queries(3):  # feed with its owner, assessments, plans
        assert len(events(Client().get(address))) == 2 * size


def test_a_wrong_address_costs_what_one_taken_away_costs(nurse, django_assert_num_queries):
    closed = feed_of(UserFactory.create())
    User.objects.filter(calendar_feed__isnull=False).update(is_active=False)
    gone = feed_of(nurse)
    CalendarFeed.objects.filter(owner=nurse).delete()
    wrong = reverse("calendar-feed", args=[token_urlsafe(32)])

    for address in (closed, gone, wrong):
        with django_assert_num_queries(1):
            assert Client().get(address).status_code == HTTPStatus.NOT_FOUND


def test_a_draft_alone_is_not_due(client, nurse):
    AssessmentFactory.create(practitioner=nurse)

    assert told(client.get(FILE)) == []


def test_the_account_leads_to_it(client):
    assertContains(client.get(reverse("account")), f'href="{PAGE}"')


def test_taking_away_what_is_not_there_is_no_deed(client, nurse):
    assertRedirects(client.post(reverse("unsubscribe")), PAGE)

    assert not Entry.objects.about(nurse).exists()


def test_a_feed_is_called_after_its_owner(nurse):
    assert str(subscribe(by=nurse)) == f"Calendar of {nurse}"
