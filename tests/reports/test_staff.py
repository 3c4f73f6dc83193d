"""What a supervisor sees of those they supervise."""

import re
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from competence_app.assessments.rules.answers import Answer
from competence_app.catalogue.queries import competence_ids
from competence_app.people.models import Supervision
from tests.factories import (
    AssessmentFactory,
    UserFactory,
    answer,
    finished,
    framework_of,
    plan_action,
    publish,
    put,
    share_with,
    small_framework,
    supervise,
    yesterday,
)
from tests.reports.voices import columns, looks, spoken
from tests.words import words

STATES = ("draft", "superseded", "finished", "submitted")


def staff(nurse):
    return reverse("staff", args=[nurse.pk])


def profile(nurse):
    return reverse("staff-profile", args=[nurse.pk, "listening"])


def past(assessment):
    return reverse("staff-assessment", args=[assessment.pk])


def test_the_only_framework_opens_at_once(supervisors_client, nurse, supervisor):
    spoken(nurse, "reviewed", supervisor)

    assertRedirects(supervisors_client.get(staff(nurse)), profile(nurse))


def test_frameworks_are_listed_with_what_may_be_known_of_them(supervisors_client, nurse, supervisor):
    spoken(nurse, "reviewed", supervisor)
    talking = publish(small_framework(code="talking", title="Talk"))
    spoken(nurse, "agreed", UserFactory.create(), version=talking)
    hidden = publish(small_framework(code="hidden", title="Never sent"))
    finished(nurse, {"K1": 1}, version=hidden)

    text = words(supervisors_client.get(staff(nurse)))

    assert "Ability to listen Finished" in text
    assert "Talk Nothing shown to you Due by" in text
    assert "Never sent" not in text


def test_somebody_who_sent_nothing_has_a_page_that_says_so(supervisors_client, nurse, supervisor):
    finished(nurse, {"K1": 1})

    text = words(supervisors_client.get(staff(nurse)))

    assert "Amara Okafor Registered nurse There is nothing to show you yet." in text
    assert "Ability to listen" not in text


@pytest.mark.parametrize("state", STATES)
def test_before_the_reveal_a_supervisors_pages_hold_nothing(supervisors_client, nurse, supervisor, state):
    assessment = spoken(nurse, state, supervisor, {"K1": Answer(1, note="Between us"), "K2": 3, "D1": 4})
    plan_action(assessment, "K1", text="Ask for a quiet room")

    response = supervisors_client.get(profile(nurse))

    text = words(response)
    assert "There is nothing to show you yet." in text
    for hidden in ("Between us", "quiet room", "Not yet", "Finished"):
        assert hidden not in text
    assert supervisors_client.get(past(assessment)).status_code == HTTPStatus.NOT_FOUND
    assert looks(supervisor, nurse) == []


def test_what_waits_for_a_rating_is_named_with_the_way_there(supervisors_client, nurse, supervisor):
    assessment = spoken(nurse, "submitted", supervisor)

    for page in (staff(nurse), profile(nurse)):
        html = supervisors_client.get(page).content.decode()
        assert reverse("review", args=[assessment.pk]) in html


@pytest.mark.parametrize("state", ["reviewed", "agreed"])
def test_what_was_sent_to_somebody_else_stays_hidden(supervisors_client, nurse, supervisor, state):
    assessment = spoken(nurse, state, supervise(nurse))

    assert "There is nothing to show you yet." in words(supervisors_client.get(profile(nurse)))
    assert supervisors_client.get(past(assessment)).status_code == HTTPStatus.NOT_FOUND
    assert looks(supervisor, nurse) == []


def test_what_is_shared_is_shown(supervisors_client, nurse, supervisor):
    assessment = spoken(nurse, "agreed", supervise(nurse, UserFactory.create(full_name="Sam Carter")))
    share_with(assessment, supervisor)

    text = words(supervisors_client.get(profile(nurse)))

    assert "Sam Carter said With support." in text
    assert "Amara said Not yet." in text


def test_a_profile_speaks_of_its_owner_and_offers_nothing_to_change(supervisors_client, nurse, supervisor):
    own = {"K1": Answer(1, note="<b>Hard</b>"), "K2": "no", "D1": Answer(off_scale="na", reason="Nights")}
    assessment = spoken(nurse, "reviewed", supervisor, own)
    plan_action(assessment, "K1", text="Ask for a <i>quiet</i> room", due_on=yesterday())
    plan_action(assessment, "K1", text="Over", done_on=yesterday())

    response = supervisors_client.get(profile(nurse))

    text, html = words(response), response.content.decode()
    assert "Amara said Not yet; target: Independently. You said With support. Amara's note: <b>Hard</b>" in text
    assert "No opportunity yet A development need, not a low rating." in text
    assert "Not applicable to their role" in text
    assert "Amara's reason: Nights" in text
    assert "You said With support." in text
    assert "K1 Ask for a <i>quiet</i> room By" in text
    assert "Date has passed" in text
    assert "Over" not in text
    assert "&lt;b&gt;Hard" in html
    assert "&lt;i&gt;quiet" in html
    main = html.partition("<main")[2].partition("</main>")[0]
    for change in ("/actions/", 'method="post"', "Rate again", f"/assessments/{assessment.pk}/"):
        assert change not in main


def test_a_profile_without_a_target_says_whose_ratings_they_are(supervisors_client, nurse, supervisor):
    spoken(nurse, "reviewed", supervisor, version=publish(small_framework(targets={})))

    response = supervisors_client.get(profile(nurse))

    assert "Amara's ratings No level is expected of their job role in this framework." in words(response)
    assert columns(response) == ["Amara said", "Supervisor"]


def test_a_profile_shows_what_its_owner_wants_to_discuss_and_said_at_the_end(supervisors_client, nurse, supervisor):
    assessment = spoken(nurse, "agreed", supervisor)
    assessment.closing_comment = "Thank you\n<em>very</em> much"
    assessment.save()
    ids = competence_ids(assessment.version_id)
    assessment.to_discuss.set([ids["D1"], ids["K2"]])

    response = supervisors_client.get(profile(nurse))

    assert [card.statement.code for group in response.context["groups"] for card in group.cards] == ["K1", "K2", "D1"]
    assert words(response).count("To discuss") == 2 + 1  # on two cards, and as a filter
    shown = supervisors_client.get(profile(nurse), {"show": "to-discuss"})
    assert [card.statement.code for group in shown.context["groups"] for card in group.cards] == ["K2", "D1"]
    assert "Thank you<br>&lt;em&gt;very&lt;/em&gt; much" in response.content.decode()


@pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
@pytest.mark.parametrize(("agreed", "tag"), [("2025-11-21", True), ("2025-11-22", False)])
def test_a_profile_says_when_the_next_is_due_by_what_was_agreed_with_whomever(
    supervisors_client, nurse, supervisor, agreed, tag
):
    mine = spoken(nurse, "agreed", supervisor)
    other = spoken(nurse, "agreed", UserFactory.create(), version=mine.version)
    for assessment, day in ((mine, "2025-01-01"), (other, agreed)):
        assessment.agreed_at = timezone.make_aware(datetime.fromisoformat(day))
        assessment.save()

    text = words(supervisors_client.get(profile(nurse)))

    assert f"Due by {date.fromisoformat(agreed).day} November 2026" in text
    assert ("Overdue" in text) is tag


@pytest.mark.parametrize(("is_mine", "says"), [(True, "With you since 2 March 2026"), (False, "Due by 1 July 2026")])
def test_what_is_with_a_supervisor_is_not_overdue(supervisors_client, nurse, supervisor, is_mine, says):
    mine = spoken(nurse, "agreed", supervisor)
    mine.agreed_at = datetime(2025, 6, 30, 23, tzinfo=UTC)
    mine.save()
    ruth = supervise(nurse, UserFactory.create(full_name="Ruth Adeyemi"))
    waiting = spoken(nurse, "submitted", supervisor if is_mine else ruth, version=mine.version)
    waiting.submitted_at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    waiting.save()

    text = words(supervisors_client.get(profile(nurse)))

    assert f"{says} Last agreed 1 July 2025" in text
    assert "Overdue" not in text
    assert "Ruth" not in text


@pytest.mark.parametrize(
    "tag",
    [
        pytest.param(False, marks=pytest.mark.time_machine("2026-07-01 22:59:59Z", tick=False)),
        pytest.param(True, marks=pytest.mark.time_machine("2026-07-01 23:00Z", tick=False)),
    ],
)
def test_the_next_is_overdue_from_midnight_where_the_app_is(supervisors_client, nurse, supervisor, tag):
    assessment = spoken(nurse, "agreed", supervisor)
    assessment.agreed_at = datetime(2025, 6, 30, 23, tzinfo=UTC)
    assessment.save()

    text = words(supervisors_client.get(profile(nurse)))

    assert "Due by 1 July 2026" in text
    assert "Last agreed 1 July 2025" in text
    assert ("Overdue" in text) is tag


def test_of_a_closed_account_nothing_is_due(supervisors_client, nurse, supervisor):
    spoken(nurse, "agreed", supervisor)
    nurse.is_active = False
    nurse.save()

    text = words(supervisors_client.get(profile(nurse)))

    assert "Last agreed" in text
    assert "Due by" not in text


def test_changes_are_told_among_what_was_shown_alone(supervisors_client, nurse, supervisor):
    version = publish()
    first = spoken(nurse, "agreed", supervisor, {"K1": 1, "K2": 3, "D1": 4}, version=version)
    between = finished(nurse, {"K1": 4, "K2": 4, "D1": 4}, version=version, previous=first)
    spoken(nurse, "reviewed", supervisor, {"K1": 2, "K2": 3, "D1": 4}, version=version, previous=between)

    response = supervisors_client.get(profile(nurse))

    assert response.context["reading"].previous == first
    response = supervisors_client.get(reverse("staff-over-time", args=[nurse.pk, "listening"]))
    assert [heading for heading, _ in response.context["changes"]] == ["Moved up the scale"]
    assert "from Not yet to With support" in words(response)
    history = response.content.decode().partition('id="history"')[2]
    assert re.findall(r'<a href="([^"]+)', history.partition("</ul>")[0]) == [
        reverse("staff-assessment", args=[pk]) for pk in (between.pk + 1, first.pk)
    ]


def test_nothing_is_compared_where_nothing_before_was_shown(supervisors_client, nurse, supervisor):
    version = publish()
    first = finished(nurse, {"K1": 4}, version=version)
    spoken(nurse, "reviewed", supervisor, version=version, previous=first)

    response = supervisors_client.get(profile(nurse))

    assert response.context["reading"].previous is None
    assert "Leading others Priya" not in words(response)
    assert "last time" not in words(response)


@pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
def test_a_carried_rating_tells_no_date_of_what_was_not_shown(supervisors_client, nurse, supervisor):
    spring = datetime(2026, 3, 3, tzinfo=UTC)
    first = finished(nurse, {"K1": 1}, finished_at=spring, started_at=spring)
    second = AssessmentFactory.create(practitioner=nurse, version=first.version, finished=True, previous=first)
    answer(second, {"K1": 1}, rated_at=spring, carried_from=first.ratings.get())
    put(second, "reviewed", supervisor)

    text = words(supervisors_client.get(profile(nurse)))

    assert "Carried from version 2022." in text
    assert "March" not in text


def test_a_past_assessment_is_shown_as_it_was(supervisors_client, nurse, supervisor):
    version = publish()
    first = spoken(nurse, "agreed", supervisor, version=version)
    spoken(nurse, "reviewed", supervisor, version=version, previous=first)
    plan_action(first, "K1", text="Ask for a quiet room")

    text = words(supervisors_client.get(past(first)))

    assert "Back to the latest profile" in text
    assert "quiet room" not in text
    assert looks(supervisor, nurse) == [("see profile", f"assessments.assessment {first.pk}")]


@pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
def test_the_first_look_of_each_day_is_on_record(supervisors_client, nurse, supervisor, time_machine):
    assessment = spoken(nurse, "reviewed", supervisor)
    seen = ("see profile", f"assessments.assessment {assessment.pk}")

    for address in (profile(nurse), past(assessment), profile(nurse)):
        supervisors_client.get(address)
    assert looks(supervisor, nurse) == [seen]

    time_machine.move_to("2026-11-23 00:00Z")
    supervisors_client.force_login(supervisor)
    supervisors_client.get(profile(nurse))
    assert looks(supervisor, nurse) == [seen] * 2


def test_supervision_lasts_to_the_end_of_its_last_day(supervisors_client, nurse, supervisor):
    assessment = spoken(nurse, "agreed", supervisor)
    Supervision.objects.update(ended_on=timezone.localdate())
    assert supervisors_client.get(profile(nurse)).status_code == HTTPStatus.OK

    Supervision.objects.update(ended_on=yesterday())

    for page in (staff(nurse), profile(nurse), past(assessment)):
        assert supervisors_client.get(page).status_code == HTTPStatus.NOT_FOUND
    refusals = [what for verb, what in looks(supervisor, nurse) if verb == "be refused"]
    assert refusals == [f"assessments.assessment {assessment.pk}", f"people.user {nurse.pk}"]


@pytest.mark.time_machine("2026-06-30 22:59:59Z", tick=False)
def test_at_midnight_where_the_app_is_sight_ends_and_refusals_are_noted(
    supervisors_client, nurse, supervisor, time_machine
):
    spoken(nurse, "agreed", supervisor)
    Supervision.objects.update(ended_on=date(2026, 6, 30))
    assert supervisors_client.get(profile(nurse)).status_code == HTTPStatus.OK

    time_machine.shift(timedelta(seconds=1))

    assert supervisors_client.get(profile(nurse)).status_code == HTTPStatus.NOT_FOUND
    assert looks(supervisor, nurse)[0] == ("be refused", f"people.user {nurse.pk}")


def test_a_former_supervisor_is_refused_what_was_never_sent_to_them(supervisors_client, nurse, supervisor):
    assessment = finished(nurse, {"K1": 1})
    Supervision.objects.update(ended_on=yesterday())

    assert supervisors_client.get(past(assessment)).status_code == HTTPStatus.NOT_FOUND
    assert looks(supervisor, nurse) == []


def test_what_was_never_theirs_costs_what_does_not_exist(
    supervisors_client, nurse, supervisor, django_assert_num_queries
):
    hers, shown = finished(nurse, {"K1": 1}), spoken(nurse, "agreed", supervise(nurse))
    Supervision.objects.update(ended_on=yesterday())

    for missing in (reverse("staff-assessment", args=[999]), past(hers), past(shown)):
        with django_assert_num_queries(3):  # the session, who asks, the door and whether it once was theirs
            assert supervisors_client.get(missing).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.time_machine("2026-06-30 22:59:59Z", tick=False)
def test_a_refusal_is_noted_once_a_day(supervisors_client, nurse, supervisor, time_machine):
    assessment = spoken(nurse, "agreed", supervisor)
    Supervision.objects.update(ended_on=yesterday())

    def click():
        for page in (past(assessment), staff(nurse), past(assessment), staff(nurse)):
            supervisors_client.get(page)

    click()
    noted = [("be refused", f"people.user {nurse.pk}"), ("be refused", f"assessments.assessment {assessment.pk}")]
    assert looks(supervisor, nurse) == noted

    time_machine.shift(timedelta(seconds=1))
    click()

    assert looks(supervisor, nurse) == noted * 2


@pytest.mark.parametrize("relation", ["stranger", "owner", "supervisor to be"])
def test_to_others_the_pages_are_not_there_and_nothing_is_noted(nurse, supervisor, relation):
    assessment = spoken(nurse, "agreed", supervisor)
    tomorrow = timezone.localdate() + timedelta(1)
    somebody = {
        "stranger": UserFactory.create(),
        "owner": nurse,
        "supervisor to be": supervise(nurse, started_on=tomorrow),
    }[relation]
    client = Client()
    client.force_login(somebody)

    for page in (staff(nurse), profile(nurse), past(assessment), reverse("staff-assessment", args=[999])):
        assert client.get(page).status_code == HTTPStatus.NOT_FOUND
    assert looks(somebody, nurse) == []


def test_an_unknown_framework_is_not_found(supervisors_client, nurse, supervisor):
    assert supervisors_client.get(profile(nurse)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("size", [1, 30])
def test_pages_take_no_more_queries_for_more(supervisors_client, nurse, supervisor, size, django_assert_num_queries):
    version = publish(framework_of(size))
    answers = dict.fromkeys((f"C{n}" for n in range(1, size + 1)), 2)
    last = None
    for _ in range(size):
        last = spoken(nurse, "agreed", supervisor, answers, answers, version=version, previous=last)
    assert last
    for code in answers:
        plan_action(last, code)
    last.to_discuss.set(competence_ids(version.pk).values())
    supervisors_client.get(profile(nurse))

    # Who asks, person, assessments, dates, actions, the entry in the record, ratings.
    with django_assert_num_queries(6):
        supervisors_client.get(profile(nurse))
    # Who asks, assessment, all of them, the entry, ratings.
    with django_assert_num_queries(5):
        supervisors_client.get(past(last))
    with django_assert_num_queries(4):
        supervisors_client.get(staff(nurse))
