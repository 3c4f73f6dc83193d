from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django.asserts import assertRedirects

from competence_app.assessments.answers import Answer
from tests.factories import (
    AssessmentFactory,
    JobRoleFactory,
    UserFactory,
    answer,
    framework_of,
    plan_action,
    publish,
    small_framework,
)
from tests.words import words

PAGE = "/profile/listening/"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SPRING = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture
def nurse(db):
    """A registered nurse."""
    return UserFactory.create()


@pytest.fixture
def client(client, nurse):
    """The nurse's browser, signed in."""
    client.force_login(nurse)
    return client


def finished(nurse, answers, **fields: Any):
    """A finished assessment of the nurse; ``fields`` as for the factory."""
    return answer(AssessmentFactory.create(practitioner=nurse, finished=True, **fields), answers)


def test_profiles_without_an_assessment_help_to_start(client):
    response = client.get(reverse("profile"))

    assert "A profile shows what your ratings say" in words(response)
    assert f'href="{reverse("frameworks")}"' in response.content.decode()


def test_profiles_open_the_only_one_at_once(client, nurse):
    finished(nurse, {"K1": 2})

    assertRedirects(client.get(reverse("profile")), PAGE)


def test_profiles_list_each_framework_once(client, nurse):
    version = publish()
    finished(nurse, {"K1": 2}, version=version)
    finished(nurse, {"K1": 3}, version=version)
    AssessmentFactory.create(practitioner=nurse, version=publish(small_framework(code="talking", title="Talk")))
    finished(UserFactory.create(), {}, version=publish(small_framework(code="hidden", title="Somebody else's")))

    response = client.get(reverse("profile"))

    assert response.content.decode().count("/profile/listening/") == 1
    assert "Talk Not finished, started" in words(response)
    assert "Somebody else" not in words(response)


def test_profile_of_an_unknown_framework_is_not_found(client):
    assert client.get(PAGE).status_code == 404


def test_profile_of_a_framework_not_begun_helps_to_start(client):
    publish()

    response = client.get(PAGE)

    assert "You have not rated yourself against this framework yet" in words(response)
    assert f'href="{reverse("start", args=["listening"])}"' in response.content.decode()


@time_machine.travel(NOW, tick=False)
def test_profile_puts_what_is_below_target_first_and_the_rest_apart(client, nurse):
    assessment = AssessmentFactory.create(practitioner=nurse, finished=True)
    answer(assessment, {"K1": Answer(3, note="Fine by me")})
    answer(assessment, {"K2": Answer(1, note="<b>Hard</b>")}, rated_at=SPRING)
    answer(assessment, {"D1": Answer(off_scale="na", reason="Nights only")})

    response = client.get(PAGE)

    text = words(response)
    assert "You said Not yet; your role's target is Independently." in text
    assert "Rated 3 March 2026, 8 months ago." in text.replace("\xa0", " ")
    assert "You said Not applicable to my role. Your reason: Nights only" in text
    assert "Rated 22 November 2026, today." in text
    assert "&lt;b&gt;Hard&lt;/b&gt;" in response.content.decode()
    groups = [group.key for group in response.context["groups"]]
    assert groups == ["below-target", "on-target", "not-applicable"]
    assert "Past its review date" in text
    assert "Only you can see this" in text


def test_profile_keeps_a_development_need_apart(client, nurse):
    finished(nurse, {"K1": "no", "K2": 3, "D1": 4})

    response = client.get(PAGE)

    assert [group.key for group in response.context["groups"]] == ["no-opportunity", "on-target"]
    assert "You said No opportunity yet; your role's target is Independently." in words(response)
    assert "None of your ratings is below the target." in words(response)


def test_profile_without_a_target_says_so(client, nurse):
    finished(nurse, {"K1": 1, "K2": 2, "D1": 3}, version=publish(small_framework(targets={})))

    response = client.get(PAGE)

    assert [group.key for group in response.context["groups"]] == ["rated"]
    assert "You said Not yet." in words(response)
    assert "None of your ratings is below the target." not in words(response)


def test_profile_without_a_job_role_speaks_of_the_target_alone(client, nurse):
    finished(nurse, {"K1": 1, "K2": 2, "D1": 3}, job_role=None)

    assert "You said Not yet; the target is With support." in words(client.get(PAGE))


def test_profile_takes_the_target_of_the_assessments_job_role(client, nurse):
    finished(nurse, {"K1": 2, "K2": 2, "D1": 2}, job_role=JobRoleFactory.create(code="student-nurse"))

    text = words(client.get(PAGE))

    assert "Student nurse" in text
    assert "your role's target is With support" in text


def test_profile_of_a_draft_is_marked_unfinished(client, nurse):
    draft = AssessmentFactory.create(practitioner=nurse)
    answer(draft, {"K1": 2, "K2": "na"})

    response = client.get(PAGE)

    text = words(response)
    assert "This assessment is not finished." in text
    assert [group.key for group in response.context["groups"]] == ["below-target", "unanswered"]
    assert "You chose Not applicable to my role, which needs your reason." in text
    assert "You have not answered this yet." in text


def test_profile_shows_the_latest_completed_while_a_draft_is_under_way(client, nurse):
    done = finished(nurse, {"K1": 3, "K2": 3, "D1": 3})
    draft = AssessmentFactory.create(practitioner=nurse, version=done.version)

    response = client.get(PAGE)

    assert response.context["assessment"] == done
    assert f'href="{reverse("task-list", args=[draft.pk])}"' in response.content.decode()


def test_profile_says_what_changed_since_last_time(client, nurse):
    first = finished(nurse, {"K1": 1, "K2": 4, "D1": 2})
    finished(nurse, {"K1": 3, "K2": 2, "D1": 2}, version=first.version, previous=first)

    text = words(client.get(PAGE))

    assert "Moved up the scale K1 Knows why listening matters from Not yet to Independently" in text
    assert "from Leading others to With support" in text
    assert "The same as last time: 1 competence." in text


def test_profile_compares_nothing_that_was_asked_in_other_words(client, nurse):
    first = finished(nurse, {"K1": 1, "K2": 4, "D1": "no"})
    domains = small_framework()["domains"]
    domains[0]["competences"][0]["text"] = "Knows why and when listening matters"
    domains[1]["competences"].append({"code": "D2", "text": "Listens again"})
    revised = publish(small_framework(version="2026", domains=domains))
    finished(nurse, {"K1": 3, "K2": 3, "D1": 2, "D2": 2}, version=revised, previous=first)

    response = client.get(PAGE)

    moved = {heading: [strip_tags(line).split()[0] for line in lines] for heading, lines in response.context["changes"]}
    assert moved == {
        "Moved down the scale": ["K2"],
        "Changed to or from an answer that is no level": ["D1"],
        "Asked in other words or on another scale: not compared": ["K1"],
        "New in this version": ["D2"],
    }
    assert "version 2022" in words(response)


@time_machine.travel(NOW, tick=False)
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


@time_machine.travel(NOW, tick=False)
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
    assert words(response).count("Date has passed") == 1


def test_profile_follows_actions_by_code_and_loses_none(client, nurse):
    first = finished(nurse, {"K1": 1, "K2": 1, "D1": 1})
    plan_action(first, "K2", text="Ask for a quiet room")
    plan_action(first, "D1", text="Count to ten")
    domains = small_framework()["domains"][:1]
    revised = publish(small_framework(version="2026", domains=domains))
    finished(nurse, {"K1": 1, "K2": 1}, version=revised, previous=first)

    response = client.get(PAGE)

    cards = {card.code: card for card in response.context["groups"][0].cards}
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


def test_profile_of_anothers_assessment_is_not_found(client):
    other = finished(UserFactory.create(), {"K1": 1})

    assert client.get(reverse("assessment-profile", args=[other.pk])).status_code == 404


def test_profile_of_a_framework_shows_nothing_of_others(client):
    finished(UserFactory.create(), {"K1": Answer(1, note="Between us")})

    response = client.get(PAGE)

    assert "You have not rated yourself against this framework yet" in words(response)
    assert "Between us" not in words(response)


def test_sent_profile_no_longer_claims_that_nobody_sees_it(client, nurse):
    assessment = finished(nurse, {"K1": 1})
    assessment.state = "submitted"
    assessment.save()

    assert "Only you can see this" not in words(client.get(PAGE))


@pytest.mark.parametrize(
    ("review_by", "is_past"),
    [("2026", False), ("2025", True), ("2026-11", False), ("2026-10", True), ("2026-11-21", True), ("", False)],
)
@time_machine.travel(NOW, tick=False)
def test_review_date_is_past_once_it_is_over(client, nurse, review_by, is_past):
    finished(nurse, {"K1": 1}, version=publish(small_framework(source={"review_by": review_by})))

    assert ("Past its review date" in words(client.get(PAGE))) is is_past


@pytest.mark.parametrize("size", [1, 30])
def test_profile_takes_no_more_queries_for_more(client, nurse, size, django_assert_max_num_queries):
    version = publish(framework_of(size))
    answers = {f"C{n}": Answer(1 + n % 4, note="A note") for n in range(1, size + 1)}
    last = finished(nurse, answers, version=version)
    for _ in range(size):
        last = finished(nurse, answers, version=version, previous=last)
    for n in range(1, size + 1):
        plan_action(last, f"C{n}")
    client.get(PAGE)

    with django_assert_max_num_queries(6):
        client.get(PAGE)
    with django_assert_max_num_queries(8):
        client.get(reverse("assessment-profile", args=[last.pk]))
    with django_assert_max_num_queries(3):
        client.get(reverse("profile"))
