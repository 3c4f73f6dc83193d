from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import AssessmentFactory, answer, plan_action, publish, small_framework
from tests.words import words

HOME, HISTORY, FRAMEWORKS = reverse("home"), reverse("assessments"), reverse("frameworks")


def test_home_offers_a_framework_to_start(client):
    publish()

    assertContains(client.get(HOME), reverse("start", args=["listening"]))


def test_home_says_so_when_no_framework_is_published(client):
    assertContains(client.get(HOME), "No framework is published yet")


def test_home_offers_to_continue_a_draft_with_its_progress(client, draft):
    answer(draft, {"K1": 2})

    response = client.get(HOME)

    assertContains(response, "1 of 3 competences answered")
    assertContains(response, reverse("task-list", args=[draft.pk]))


def test_home_offers_the_profile_of_a_finished_assessment(client, nurse):
    AssessmentFactory.create(practitioner=nurse, finished=True)

    response = client.get(HOME)

    assertContains(response, reverse("framework-profile", args=["listening"]))
    assert "Rate yourself again" in words(response)


def test_home_shows_nothing_of_anybody_elses_assessment(client):
    theirs = AssessmentFactory.create()
    plan_action(theirs, "K1", text="Their own plan")

    response = client.get(HOME)

    assertNotContains(response, reverse("task-list", args=[theirs.pk]))
    assertNotContains(response, "Their own plan")
    assertContains(response, "Start")


def test_home_lists_what_is_planned_the_soonest_first_and_without_what_is_done(client, draft):
    plan_action(draft, "K1", text="Some day")
    plan_action(draft, "K1", text="Later", due_on=date(2030, 2, 1))
    plan_action(draft, "D1", text="Sooner", due_on=date(2030, 1, 1))
    plan_action(draft, "D1", text="Finished", done_on=date(2026, 1, 1))

    response = client.get(HOME)

    assert [action.text for action in response.context["actions"]] == ["Sooner", "Later", "Some day"]
    assert "by 1 January 2030" in words(response)


@pytest.mark.parametrize(
    ("role", "heading"),
    [("is_framework_editor", "Frameworks you edit"), ("is_people_administrator", "People you administer")],
)
def test_home_has_a_place_for_each_role_and_only_for_it(client, nurse, role, heading):
    assertNotContains(client.get(HOME), heading)

    setattr(nurse, role, True)
    nurse.save()

    assertContains(client.get(HOME), heading)


def test_frameworks_lists_the_current_version_of_each(client):
    publish()
    publish(small_framework(version="2025", title="Ability to listen well"))
    publish(small_framework(code="speaking", title="Ability to speak"))

    response = client.get(FRAMEWORKS)

    assert [(content.title, content.version) for _, content in response.context["listed"]] == [
        ("Ability to listen well", "2025"),
        ("Ability to speak", "2022"),
    ]


def test_frameworks_says_what_to_do_when_there_is_none(client):
    assertContains(client.get(FRAMEWORKS), "No framework is published yet")


def test_history_lists_ones_own_assessments_the_latest_first(client, nurse):
    version = publish()
    old = AssessmentFactory.create(practitioner=nurse, version=version, finished=True)
    new = AssessmentFactory.create(practitioner=nurse, version=version)
    AssessmentFactory.create(version=version)

    response = client.get(HISTORY)

    assert list(response.context["page"]) == [new, old]
    assertContains(response, reverse("task-list", args=[new.pk]))
    assertContains(response, reverse("answers", args=[old.pk]))


def test_history_helps_who_has_none(client):
    assertContains(client.get(HISTORY), "You have not rated yourself yet")


def test_history_is_paged(client, nurse):
    version = publish()
    AssessmentFactory.create_batch(21, practitioner=nurse, version=version, finished=True)

    assert len(client.get(HISTORY).context["page"]) == 20
    assertContains(client.get(f"{HISTORY}?page=2"), 'aria-label="Page 2"')
    assert len(client.get(f"{HISTORY}?page=2").context["page"]) == 1
