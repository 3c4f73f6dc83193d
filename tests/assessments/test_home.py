"""What home says first: what is new, what waits, and what is due."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from competence_app.assessments.actions import sending
from competence_app.assessments.models import Assessment
from competence_app.assessments.queries.home import FrameworkStatus
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.catalogue.models import Framework
from competence_app.catalogue.rules.schema import Content
from competence_app.people.models import Notice, SupervisionRequest, Team, User
from competence_app.reviews.actions import reviewing
from tests import factories
from tests.factories import (
    AssessmentFactory,
    UserFactory,
    answer,
    plan_action,
    publish,
    put,
    small_framework,
    supervise,
    yesterday,
)
from tests.words import words

HOME = reverse("home")
NOON = datetime(2026, 3, 3, 12, tzinfo=timezone.get_default_timezone())
FULL: dict[str, int | str | Answer] = {"K1": 1, "K2": 2, "D1": 3}


def sent_to(supervisor: User, state: str = "submitted", days: int = 0, name: str = "Amara Okafor") -> Assessment:
    """Store an assessment that waits for the supervisor, sent so many days ago."""
    person = UserFactory.create(full_name=name)
    supervise(person, supervisor)
    assessment = put(factories.finished(person, FULL, version=publish()), state, supervisor)
    if assessment.submitted_at:
        assessment.submitted_at -= timedelta(days)
        assessment.save()
    return assessment


def agreed_on(nurse: User, day: date) -> Assessment:
    assessment = put(factories.finished(nurse, FULL, version=publish()), "agreed", supervise(nurse))
    assessment.agreed_at = datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())
    assessment.started_at = assessment.agreed_at
    assessment.save()
    return assessment


def at(moment: str) -> pytest.MarkDecorator:
    """Return the mark of a test that happens at that moment."""
    return pytest.mark.time_machine(moment, tick=False)


def waiting(response) -> list[Assessment]:
    glance = response.context["glance"]
    return [task.assessment for task in glance.tasks] if glance else []


def test_home_begins_with_who_asks_and_ends_with_what_is_new(client, nurse):
    Notice.objects.create(person=nurse, subject="Something happened", text="Here it is.", path="/assessments/")
    asker = UserFactory.create(full_name="Ben Whitfield")
    SupervisionRequest.objects.create(practitioner=asker, email=nurse.email)

    told = words(client.get(HOME))

    assert told.index("What is new, below") < told.index("Ben Whitfield asks you") < told.index("Rate yourself")
    assert told.index("Rate yourself") < told.index("Something happened")


def test_home_says_nothing_of_what_is_for_others(client):
    other = UserFactory.create()
    Notice.objects.create(person=other, subject="Something happened", text="Here it is.", path="/assessments/")
    SupervisionRequest.objects.create(practitioner=UserFactory.create(), email=other.email)

    told = words(client.get(HOME))

    assert "Something happened" not in told
    assert "asks you" not in told


def test_what_waits_longest_for_a_supervisor_comes_first(client, nurse):
    new = sent_to(nurse, days=0, name="Ben Whitfield")
    old = sent_to(nurse, "reviewed", days=9, name="Elin Hughes")
    middle = sent_to(nurse, days=1, name="Dev Patel")

    response = client.get(HOME)

    assert waiting(response) == [old, middle, new]
    told = words(response)
    assert "Agree with Elin Hughes on Ability to listen Ability to listen Sent 9 days ago" in told
    assert "Rate Dev Patel on Ability to listen Ability to listen Sent 1 day ago" in told
    assert "Rate Ben Whitfield on Ability to listen Ability to listen Sent today" in told
    assertContains(response, reverse("agree", args=[old.pk]))
    assertContains(response, reverse("review", args=[new.pk]))
    assertContains(response, reverse("supervision"))


@pytest.mark.parametrize(
    ("rated", "says"),
    [
        ({}, "Rate Ben Whitfield on"),
        ({"K1": 2}, "Continue with Ben Whitfield at 1 of 3 on"),
        ({"K1": 2, "K2": Answer(off_scale="na")}, "Continue with Ben Whitfield at 1 of 3 on"),
        ({"K1": 2, "K2": 2, "D1": "not observed"}, "Reveal to Ben Whitfield on"),
    ],
)
def test_home_says_how_far_a_rating_has_come(client, nurse, rated, says):
    answer(sent_to(nurse, name="Ben Whitfield"), rated, voice=Voice.SUPERVISOR)

    assert says in words(client.get(HOME))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        pytest.param("2026-07-13 23:00Z", "Sent today", marks=at("2026-07-14 22:59:59Z")),
        pytest.param("2026-07-14 22:59:59Z", "Sent 1 day ago", marks=at("2026-07-14 23:00Z")),
        pytest.param(
            "2027-03-27 23:59Z", "Sent 2 days ago", marks=at("2027-03-28 23:00Z")
        ),  # a day of 23 hours between
        pytest.param("2027-10-30 23:00Z", "Sent today", marks=at("2027-10-31 23:59:59Z")),  # a day of 25 hours
        pytest.param("2027-10-31 00:30Z", "Sent today", marks=at("2027-10-31 01:15Z")),  # at 01:30; it is 01:15
    ],
)
def test_days_of_waiting_are_those_of_the_calendar_where_the_app_is(client, nurse, sent, told):
    sent_to(nurse)
    Assessment.objects.update(submitted_at=sent)

    assert told in words(client.get(HOME))


def test_no_more_than_five_are_on_home(client, nurse):
    sent = [sent_to(nurse, days=days) for days in range(6)]

    response = client.get(HOME)

    assert waiting(response) == sent[:0:-1]
    assertContains(response, "1 more that wait for you")


@pytest.mark.parametrize("state", ["draft", "finished", "agreed", "superseded"])
def test_what_is_not_theirs_to_do_does_not_wait_for_a_supervisor(client, nurse, state):
    sent_to(nurse, state)

    response = client.get(HOME)

    assert waiting(response) == []
    assert "Nothing waits for you." in words(response)


def test_nothing_waits_for_who_supervises_no_longer(client, nurse):
    theirs = sent_to(nurse)
    nurse.supervises.update(ended_on=yesterday())

    response = client.get(HOME)

    assert waiting(response) == []
    assertNotContains(response, str(theirs.practitioner))
    assertNotContains(response, "Waiting for you")


def test_what_waits_for_others_is_not_on_home(client, nurse):
    supervise(sent_to(UserFactory.create()).practitioner, nurse)

    assert waiting(client.get(HOME)) == []


def test_a_team_lead_finds_the_counts(client, nurse):
    assertNotContains(client.get(HOME), "Teams you lead")

    Team.objects.create(name="Willow ward").leads.add(nurse)

    assertContains(client.get(HOME), f'href="{reverse("teams")}"')


@pytest.mark.parametrize(
    ("agreed", "told"),
    [
        (date(2025, 9, 1), "Your next one is due by 1 September 2026."),
        (date(2025, 3, 20), "Due by 20 March 2026"),
        (date(2025, 3, 3), "Due by 3 March 2026"),
        (date(2025, 3, 2), "Overdue since 2 March 2026"),
    ],
)
@pytest.mark.time_machine(NOON, tick=False)
def test_home_says_when_the_next_one_is_due(client, nurse, agreed, told):
    agreed_on(nurse, agreed)

    assert told in words(client.get(HOME))


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("Your next one is due by 1 July 2026.", marks=at("2026-05-31 22:59:59Z")),
        pytest.param("Due by 1 July 2026", marks=at("2026-05-31 23:00Z")),
        pytest.param("Due by 1 July 2026", marks=at("2026-07-01 22:59:59Z")),
        pytest.param("Overdue since 1 July 2026", marks=at("2026-07-01 23:00Z")),
    ],
)
def test_days_change_at_midnight_where_the_app_is(client, nurse, told):
    agreed_on(nurse, date(2025, 7, 1))
    Assessment.objects.update(agreed_at="2025-06-30 23:30Z")

    assert told in words(client.get(HOME))


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("Due by 28 February 2029", marks=at("2029-02-28 23:59:59Z")),
        pytest.param("Overdue since 28 February 2029", marks=at("2029-03-01 00:00Z")),
    ],
)
def test_what_was_agreed_on_29_february_is_due_on_the_28th(client, nurse, told):
    agreed_on(nurse, date(2028, 2, 29))

    assert told in words(client.get(HOME))


@pytest.mark.time_machine(NOON, tick=False)
def test_the_last_one_agreed_counts_whatever_came_since(client, nurse):
    version = agreed_on(nurse, date(2024, 1, 1)).version
    agreed_on(nurse, date(2025, 9, 1))
    AssessmentFactory.create(practitioner=nurse, version=version)

    told = words(client.get(HOME))

    assert "due by 1 September 2026" in told
    assert "0 of 3 competences answered" in told


@pytest.mark.time_machine(NOON, tick=False)
def test_a_framework_has_an_interval_of_its_own(client, nurse):
    agreed_on(nurse, date(2025, 9, 1))
    Framework.objects.update(interval_months=24)

    assert "Your next one is due by 1 September 2027." in words(client.get(HOME))


@pytest.mark.parametrize(("state", "told"), [("submitted", ""), ("reviewed", "With Priya Nair since 2 March 2026")])
@pytest.mark.time_machine(NOON, tick=False)
def test_what_is_with_a_supervisor_is_not_overdue(client, nurse, state, told):
    version = agreed_on(nurse, date(2024, 1, 1)).version
    priya = supervise(nurse, UserFactory.create(full_name="Priya Nair"))
    put(factories.finished(nurse, FULL, version=version), state, priya)
    Assessment.objects.filter(agreed_at=None).update(submitted_at="2026-03-02 12:00Z")

    text = words(client.get(HOME))

    assert text.count("With Priya Nair since 2 March 2026") == 1
    assert told in text
    assert "Overdue" not in text
    assert "due by" not in text


@pytest.mark.time_machine(NOON, tick=False)
def test_what_nobody_can_agree_any_more_is_said_to_be_with_nobody(client, nurse):
    version = agreed_on(nurse, date(2024, 1, 1)).version
    put(factories.finished(nurse, FULL, version=version), "reviewed", UserFactory.create(full_name="Priya Nair"))

    text = words(client.get(HOME))

    assert "With Priya Nair" not in text
    assert "Priya Nair no longer supervises you" in text


def numbers(response) -> dict[str, tuple[str, str]]:
    """Return what home counts of a supervisor's people, with where each number leads."""
    listed = response.content.decode().partition('class="app-numbers"')[2].partition("</ul>")[0]
    found = re.findall(r'href="([^"]+)"><strong>(\d+)</strong> ([^<]+)<', listed)
    return {" ".join(what.split()): (number, href) for href, number, what in found}


@pytest.mark.time_machine(NOON, tick=False)
def test_a_supervisor_finds_how_many_need_them_and_nobody_else(client, nurse):
    version = publish()

    def supervised(agreed=None, *, is_active=True):
        person = UserFactory.create(is_active=is_active)
        supervise(person, nurse)
        if agreed:
            put(AssessmentFactory.create(practitioner=person, version=version), "agreed", UserFactory.create())
            Assessment.objects.filter(practitioner=person).update(agreed_at=datetime.combine(agreed, time(12), UTC))
        return person

    for agreed in (date(2025, 3, 20), date(2025, 3, 2), date(2025, 2, 2), date(2025, 9, 1), None):
        supervised(agreed)
    for agreed in (date(2025, 1, 1), None):
        supervised(agreed, is_active=False)
    waits = supervised(date(2025, 1, 1))
    put(AssessmentFactory.create(practitioner=waits, version=version), "submitted", UserFactory.create())
    agreed_on(UserFactory.create(), date(2025, 1, 1))

    assert numbers(client.get(HOME)) == {
        "overdue": ("2", "/supervision/?due=overdue#people"),
        "due soon": ("1", "/supervision/?due=soon#people"),
        "never agreed": ("1", "/supervision/?due=never#people"),
    }


def test_the_list_behind_a_number_has_just_those_that_it_counts(client, nurse):
    back, shown = sent_to(nurse), sent_to(nurse, "agreed")
    reviewing.return_(back, comment="Once more", remarks={}, by=nurse)
    shown.ratings.update(rated_at="2020-01-01 12:00Z")
    Assessment.objects.filter(pk=shown.pk).update(agreed_at="2020-02-01 12:00Z", finished_at="2020-01-01 12:00Z")
    supervise(UserFactory.create(), nurse)

    told = numbers(client.get(HOME))

    assert {what: number for what, (number, _) in told.items()} == {
        "overdue": "1", "never agreed": "2", "with stale ratings": "1", "returned, to be sent again": "1",
    }  # fmt: skip
    for number, address in told.values():
        assert len(client.get(address.partition("#")[0]).context["page"].object_list) == int(number), address


def test_what_was_returned_and_sent_again_is_not_counted(client, nurse):
    back = sent_to(nurse)
    reviewing.return_(back, comment="Once more", remarks={}, by=nurse)
    put(back, "submitted", nurse)

    assert "returned, to be sent again" not in numbers(client.get(HOME))


def test_whoever_supervises_nobody_reads_of_nobodys_next_one(client, nurse):
    assertNotContains(client.get(HOME), "Your people")

    supervise(UserFactory.create(), nurse)

    assertContains(client.get(HOME), "Everybody whom you supervise, who needs you most first")


@pytest.mark.time_machine(NOON, tick=False)
def test_a_hand_over_restarts_the_days(client, nurse):
    amara = UserFactory.create(full_name="Amara Okafor")
    assessment = put(factories.finished(amara, FULL), "reviewed", UserFactory.create())
    Assessment.objects.update(submitted_at="2026-01-02 12:00Z")
    supervise(amara, nurse)
    sending.hand_over(assessment, to=nurse, by=amara)

    assert "Agree with Amara Okafor on Ability to listen Ability to listen Sent today" in words(client.get(HOME))


def test_nothing_is_due_before_anything_was_agreed(client, nurse):
    put(factories.finished(nurse, FULL), "submitted", supervise(nurse))
    agreed_on(UserFactory.create(), date(2020, 1, 1))

    told = words(client.get(HOME))

    assert "due by" not in told.lower()
    assert "Overdue" not in told


def test_a_draft_that_was_returned_says_so(client, nurse):
    draft = answer(AssessmentFactory.create(practitioner=nurse), FULL)
    draft.returns.create(by=UserFactory.create(), comment="Once more", at=NOON)

    told = words(client.get(HOME))

    assert "Returned to you on 3 March 2026. Only you can see it until you send it again." in told
    assert "3 of 3 competences answered" in told


@pytest.mark.parametrize("count", [1, 12])
def test_queries_of_home_do_not_grow_for_whoever_is_everything(client, nurse, count, django_assert_num_queries):
    version = publish()
    for past in AssessmentFactory.create_batch(count, practitioner=nurse, version=version, finished=True):
        plan_action(answer(put(past, "agreed", supervise(nurse)), {"K1": 1}), "K1")
    answer(AssessmentFactory.create(practitioner=nurse, version=version), {"K1": 1})
    for number in range(count):
        sent_to(nurse, days=number)
        Notice.objects.create(person=nurse, subject="Something", text="happened", path="/")
        SupervisionRequest.objects.create(practitioner=UserFactory.create(), email=nurse.email)
        Team.objects.create(name=f"Ward {number}").leads.add(nurse)
    User.objects.get_queryset().update(is_framework_editor=True, is_people_administrator=True)
    client.get(HOME)  # reads the version once for the process

    # Who asks, assessments, ratings, versions, notices, requests, actions; of supervisors, whose next one is due.
    with django_assert_num_queries(8):
        response = client.get(HOME)
    assert len(waiting(response)) == min(count, 5)


def test_a_newcomers_home_asks_for_nothing_more_than_whether_there_is_anything(
    client, nurse, django_assert_num_queries
):
    publish()
    client.get(HOME)  # reads the version once for the process

    with django_assert_num_queries(2):  # who asks, frameworks with what was begun and what there is to read
        client.get(HOME)


def test_of_two_published_versions_the_newer_is_the_one_to_start(client, nurse):
    publish()
    publish(small_framework(version="2023", title="Ability to listen well"))

    [status] = client.get(HOME).context["statuses"]

    assert status.content.title == "Ability to listen well"


def test_of_a_framework_that_was_never_begun_nothing_is_due():
    status = FrameworkStatus(Content.model_validate(small_framework()))

    assert (status.is_overdue, status.is_due_soon) == (False, False)
