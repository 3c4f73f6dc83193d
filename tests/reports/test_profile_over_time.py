from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from tests.factories import AssessmentFactory, UserFactory, answer, finished, plan_action, publish, small_framework
from tests.words import words

PAGE = "/profile/listening/"
OVER_TIME = f"{PAGE}over-time/"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SPRING = datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_profile_says_what_changed_since_last_time(client, nurse):
    first = finished(nurse, {"K1": 1, "K2": 4, "D1": 2})
    finished(nurse, {"K1": 3, "K2": 2, "D1": 2}, version=first.version, previous=first)

    assert "Last time: Not yet." in words(client.get(PAGE))
    text = words(client.get(OVER_TIME))
    assert "Moved up the scale K1 Knows why listening matters from Not yet to Independently" in text
    assert "from Leading others to With support" in text
    assert "The same as last time: 1 competence." in text


def test_profile_compares_with_what_was_completed_before_the_draft_that_was_moved(client, nurse):
    first = finished(nurse, {"K1": 1, "K2": 2, "D1": 3})
    draft = answer(AssessmentFactory.create(practitioner=nurse, version=first.version, state="superseded"), {"K1": 4})
    finished(nurse, {"K1": 1, "K2": 2, "D1": 3}, version=first.version, previous=draft)

    response = client.get(OVER_TIME)

    assert response.context["reading"].previous == first
    assert "The same as last time: 3 competences." in words(response)


def test_profile_compares_nothing_that_was_asked_in_other_words(client, nurse):
    first = finished(nurse, {"K1": 1, "K2": 4, "D1": "no"})
    domains = small_framework()["domains"]
    domains[0]["competences"][0]["text"] = "Knows why and when listening matters"
    domains[1]["competences"].append({"code": "D2", "text": "Listens again"})
    revised = publish(small_framework(version="2026", domains=domains))
    finished(nurse, {"K1": 3, "K2": 3, "D1": 2, "D2": 2}, version=revised, previous=first)

    page = words(client.get(PAGE))
    assert "Asked in other words or on another scale than last time." in page
    assert "New in this version." in page
    assert "Last time: No opportunity yet." in page
    response = client.get(OVER_TIME)
    moved = {heading: [strip_tags(line).split()[0] for line in lines] for heading, lines in response.context["changes"]}
    assert moved == {
        "Moved down the scale": ["K2"],
        "Changed to or from an answer that is no level": ["D1"],
        "Asked in other words or on another scale: not compared": ["K1"],
        "New in this version": ["D2"],
    }
    assert "version 2022" in words(response)


@pytest.mark.time_machine(NOW, tick=False)
def test_profile_names_where_an_answer_was_carried_from(client, nurse):
    first = finished(nurse, {"K1": 1}, finished_at=SPRING)
    second = AssessmentFactory.create(practitioner=nurse, version=first.version, finished=True, previous=first)
    answer(second, {"K1": 1}, rated_at=SPRING, carried_from=first.ratings.get())

    assert "Carried from your assessment of 3 March 2026, version 2022." in words(client.get(PAGE))


def test_carried_from_an_assessment_that_was_reopened_names_its_version_alone(client, nurse):
    first = finished(nurse, {"K1": 1})
    second = finished(nurse, {}, version=first.version, previous=first)
    answer(second, {"K1": 1}, carried_from=first.ratings.get())
    first.state, first.finished_at = "draft", None
    first.save()

    assert "Carried from your assessment, version 2022." in words(client.get(PAGE))


@pytest.mark.time_machine(NOW, tick=False)
def test_profile_shows_actions_by_their_competence(client, nurse):
    assessment = finished(nurse, {"K1": 1, "K2": 3, "D1": 3})
    plan_action(assessment, "K1", text="Later", due_on=date(2027, 3, 27))
    plan_action(assessment, "K1", text="Some day")
    plan_action(assessment, "K1", text="Late", due_on=date(2026, 11, 21))
    plan_action(assessment, "K1", text="Over", due_on=date(2026, 1, 1), done_on=date(2026, 2, 1))

    response = client.get(PAGE)

    actions = response.context["groups"][0].cards[0].actions
    assert [(action.text, action.when, action.overdue, action.done) for action in actions] == [
        ("Late", "By 21 November 2026", True, False),
        ("Later", "By 27 March 2027", False, False),
        ("Some day", "", False, False),
        ("Over", "Done on 1 February 2026", False, True),
    ]
    assert words(response).count("Date has passed") == 2  # at the top, and on the card


def test_profile_follows_actions_by_code_and_loses_none(client, nurse):
    first = finished(nurse, {"K1": 1, "K2": 1, "D1": 1})
    plan_action(first, "K2", text="Ask for a quiet room")
    plan_action(first, "D1", text="Count to ten")
    domains = small_framework()["domains"][:1]
    revised = publish(small_framework(version="2026", domains=domains))
    finished(nurse, {"K1": 1, "K2": 1}, version=revised, previous=first)

    response = client.get(PAGE)

    cards = {card.statement.code: card for card in response.context["groups"][0].cards}
    assert [action.text for action in cards["K2"].actions] == ["Ask for a quiet room"]
    assert "Actions about earlier competences" in words(response)
    assert "D1 Listens to the end" in words(response)
    assert "Count to ten" in words(response)


def test_profile_hides_the_actions_of_others(client, nurse):
    mine = finished(nurse, {"K1": 1})
    other = finished(UserFactory.create(), {"K1": 1}, version=mine.version)
    plan_action(other, "K1", text="None of your business")

    assert "None of your business" not in words(client.get(PAGE))


def test_past_profile_shows_it_as_it_was_without_todays_actions(client, nurse):
    first = finished(nurse, {"K1": 1, "K2": 1, "D1": 1})
    plan_action(first, "K1", text="Ask for a quiet room")
    second = finished(nurse, {"K1": 4, "K2": 4, "D1": 4}, version=first.version, previous=first)

    past = client.get(reverse("assessment-profile", args=[first.pk]))
    latest = client.get(reverse("assessment-profile", args=[second.pk]))

    assert [group.key for group in past.context["groups"]] == ["below-target"]
    assert "Ask for a quiet room" not in words(past)
    assert "Ask for a quiet room" in words(latest)
    assert "Add an action" not in words(past)
