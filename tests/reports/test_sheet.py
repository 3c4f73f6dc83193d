"""The sheet for a meeting; that it fits on one page, the browser tests see."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.catalogue.queries import competence_ids
from competence_app.people.models import Supervision
from tests.factories import (
    UserFactory,
    framework_of,
    plan_action,
    publish,
    share_with,
    small_framework,
    supervise,
    yesterday,
)
from tests.reports.voices import looks, spoken
from tests.words import words


def sheet(assessment):
    return reverse("meeting-sheet", args=[assessment.pk])


def topics(response):
    return {heading: [row.statement.code for row in rows] for heading, rows in response.context["topics"]}


def test_each_competence_is_a_topic_once_under_the_first_heading_that_fits(supervisors_client, nurse, supervisor):
    own, theirs = {"K1": 1, "K2": 2, "D1": 4}, {"K1": 2, "K2": 2, "D1": 3}
    assessment = spoken(nurse, "reviewed", supervisor, own, theirs)
    assessment.to_discuss.add(competence_ids(assessment.version_id)["D1"])

    response = supervisors_client.get(sheet(assessment))

    assert topics(response) == {
        "Amara Okafor wants to discuss": ["D1"],
        "The two answers differ": ["K1"],
        "Below the target": ["K2"],
    }
    assert "D1 Listens to the end Leading others Independently" in words(response)
    assert "K2 Knows what gets in the way, such as: noise; haste With support" in words(response)


def test_what_was_agreed_stands_on_the_sheet_once_it_is(supervisors_client, nurse, supervisor):
    assessment = spoken(nurse, "agreed", supervisor)

    response = supervisors_client.get(sheet(assessment))

    [[_, rows]] = response.context["topics"]
    assert [tuple(map(strip_tags, row[2:5])) for row in rows] == [
        ("Not yet", "With support", "Independently"),
        ("Leading others", "Not observed", "Not observed"),
    ]


def test_a_draft_of_what_to_agree_stays_off_the_sheet(supervisors_client, nurse, supervisor):
    assessment = spoken(nurse, "reviewed", supervisor)

    [[_, rows]] = supervisors_client.get(sheet(assessment)).context["topics"]

    assert [row.agreed for row in rows] == ["", ""]


def test_a_sheet_without_topics_says_so(supervisors_client, nurse, supervisor):
    alike = dict.fromkeys(("K1", "K2", "D1"), 3)
    assessment = spoken(nurse, "reviewed", supervisor, alike, alike)

    text = words(supervisors_client.get(sheet(assessment)))

    assert (
        "Both said the same of every competence, nothing is below the target, and no rating is older than it holds."
        in text
    )


def test_what_was_said_too_long_ago_is_talked_about_again(supervisors_client, nurse, supervisor):
    alike = dict.fromkeys(("K1", "K2", "D1"), 3)
    assessment = spoken(nurse, "reviewed", supervisor, alike, alike)
    before = spoken(nurse, "agreed", supervise(nurse), alike, alike)
    old = Rating.objects.filter(assessment=assessment, competence__code__in=("K1", "K2"))
    old.update(rated_at=timezone.now() - timedelta(1100))
    old.filter(competence__code="K1").update(carried_from=before.ratings.first())  # never shown to her

    assert topics(supervisors_client.get(sheet(assessment))) == {"Older than it holds": ["K2"]}


def test_a_sheet_without_a_role_or_a_target_says_so(supervisors_client, nurse, supervisor):
    version = publish(small_framework(targets={}))
    assessment = spoken(nurse, "reviewed", supervisor, version=version, job_role=None)

    assert "Job role None given Target None for this job role" in words(supervisors_client.get(sheet(assessment)))


def test_what_both_wrote_stands_below_what_they_said(supervisors_client, nurse, supervisor):
    own, other = Answer(1, note="I am\nnew"), Answer(off_scale="na", reason="Only <i>nights</i>", note="Asked twice")
    assessment = spoken(nurse, "agreed", supervisor, {"K1": own}, {"K1": other})
    assessment.ratings.filter(voice=Voice.AGREED).update(note="We come back to it")

    response = supervisors_client.get(sheet(assessment))

    theirs = "Reason given by Priya Nair: Only <i>nights</i> Note by Priya Nair: Asked twice"
    assert f"{theirs} Comment on what was agreed: We come back to it" in words(response)
    assert "Note by Amara Okafor: I am" in words(response)
    assert "I am<br>new" in response.content.decode()
    assert "&lt;i&gt;nights" in response.content.decode()


@pytest.mark.time_machine("2026-11-28 12:00Z", tick=False)
def test_a_sheet_says_what_became_of_the_last_plans(supervisors_client, nurse, supervisor):
    assessment = spoken(nurse, "reviewed", supervisor)
    plan_action(assessment, "K1", text="Ask for a <i>quiet</i> room", due_on=date(2027, 1, 13), written_by=supervisor)
    plan_action(assessment, "D1", text="Count to ten")
    plan_action(assessment, "K1", text="Over", done_on=date(2025, 1, 2))

    response = supervisors_client.get(sheet(assessment))

    text = words(response)
    assert "By when K1 Ask for a <i>quiet</i> room By 13 January 2027, written by Priya Nair" in text
    assert "D1 Count to ten Open, no day chosen K1 Over Done on 2 January 2025" in text
    assert "&lt;i&gt;quiet" in response.content.decode()


@pytest.mark.time_machine("2026-11-28 12:00Z", tick=False)
def test_what_was_done_before_they_met_last_is_not_on_the_sheet(client, nurse, supervisor):
    alike = dict.fromkeys(("K1", "K2", "D1"), 3)
    first, last = (spoken(nurse, "agreed", supervisor, alike, alike) for _ in range(2))
    # The second is of the first of July, where the app is.
    for one, moment in {first.pk: "2026-03-01 00:30Z", last.pk: "2026-06-30 23:30Z"}.items():
        Assessment.objects.filter(pk=one).update(agreed_at=moment)
    for text, done_on in {"June": date(2026, 6, 30), "July": date(2026, 7, 1), "Open": None}.items():
        plan_action(last, "K1", text=text, done_on=done_on)

    def listed(assessment):
        return {plan.text for plan in client.get(sheet(assessment)).context["plans"]}

    assert listed(spoken(nurse, "reviewed", supervisor, alike, alike)) == {"July", "Open"}
    assert listed(last) == {"June", "July", "Open"}
    assert listed(first) == {"June", "July", "Open"}


def test_a_sheet_without_plans_says_so_and_has_room_on_paper(supervisors_client, nurse, supervisor):
    response = supervisors_client.get(sheet(spoken(nurse, "reviewed", supervisor)))

    assert "By when Nothing is planned." in words(response)
    assert response.content.decode().count('class="app-sheet__blank" aria-hidden="true"') == 3


def test_both_plan_from_the_sheet_and_whoever_it_is_shared_with_does_not(client, supervisors_client, nurse, supervisor):
    assessment, reader = spoken(nurse, "agreed", supervisor, {"K1": 1}), Client()
    add = reverse("add-action", args=[competence_ids(assessment.version_id)["K1"]])
    together = f"{reverse('plan', args=[assessment.pk])}?about=K1&amp;from=sheet"
    somebody = supervise(nurse)
    share_with(assessment, somebody)
    reader.force_login(somebody)

    pages = [one.get(sheet(assessment)).content.decode() for one in (client, supervisors_client, reader)]

    assert [(add in page, together in page) for page in pages] == [(True, False), (False, True), (False, False)]


def test_a_supervisors_look_is_on_record_and_ones_own_is_not(client, supervisors_client, nurse, supervisor):
    assessment = spoken(nurse, "reviewed", supervisor)

    own, theirs = client.get(sheet(assessment)), supervisors_client.get(sheet(assessment))

    assert looks(supervisor, nurse) == [("see meeting sheet", f"assessments.assessment {assessment.pk}")]
    assert looks(nurse, nurse) == []
    assert reverse("assessment-profile", args=[assessment.pk]) in own.content.decode()
    assert reverse("staff-assessment", args=[assessment.pk]) in theirs.content.decode()


@pytest.mark.parametrize("state", ["draft", "finished", "submitted", "superseded"])
def test_there_is_no_sheet_before_the_reveal(client, supervisors_client, nurse, supervisor, state):
    assessment = spoken(nurse, state, supervisor)

    for browser in (client, supervisors_client):
        assert browser.get(sheet(assessment)).status_code == HTTPStatus.NOT_FOUND
    assert looks(supervisor, nurse) == []


def test_a_shared_one_has_a_sheet_and_one_sent_to_another_has_none(supervisors_client, nurse, supervisor):
    theirs = spoken(nurse, "agreed", supervise(nurse, UserFactory.create()))
    assert supervisors_client.get(sheet(theirs)).status_code == HTTPStatus.NOT_FOUND

    share_with(theirs, supervisor)

    assert supervisors_client.get(sheet(theirs)).status_code == HTTPStatus.OK


def test_a_former_supervisor_is_refused_the_sheet(supervisors_client, nurse, supervisor):
    assessment = spoken(nurse, "agreed", supervisor)
    Supervision.objects.update(ended_on=yesterday())

    assert supervisors_client.get(sheet(assessment)).status_code == HTTPStatus.NOT_FOUND
    assert looks(supervisor, nurse) == [("be refused", f"assessments.assessment {assessment.pk}")]


@pytest.mark.parametrize("size", [1, 30])
def test_a_sheet_takes_no_more_queries_for_more(supervisors_client, nurse, supervisor, size, django_assert_num_queries):
    version = publish(framework_of(size))
    own = dict.fromkeys((f"C{n}" for n in range(1, size + 1)), 2)
    assessment = spoken(nurse, "agreed", supervisor, own, dict.fromkeys(own, 3), version=version)
    for code in own:
        plan_action(assessment, code)
    supervisors_client.get(sheet(assessment))

    with django_assert_num_queries(6):  # who asks, assessment, the entry, ratings, what to discuss, actions
        supervisors_client.get(sheet(assessment))
