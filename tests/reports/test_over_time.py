"""What became of ratings over time: of a whole framework, and of one competence."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from competence_app.assessments.rules.answers import Answer
from competence_app.people.models import Supervision
from tests.factories import (
    AssessmentFactory,
    UserFactory,
    answer,
    finished,
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

PAGE = "/profile/listening/over-time/"
MARCH, JUNE = datetime(2025, 3, 3, 12, tzinfo=UTC), datetime(2025, 6, 3, 12, tzinfo=UTC)


def of_staff(nurse, *competence: str):
    name = "staff-life" if competence else "staff-over-time"
    return reverse(name, args=[nurse.pk, "listening", *competence])


def life(code):
    return f"{PAGE}{code}/"


def carried(nurse, first, **fields: Any):
    """Store an assessment in which nobody looked at what the first said of K1."""
    again = finished(nurse, {"K2": 3, "D1": 4}, version=first.version, previous=first, **fields)
    said = first.ratings.get(voice="self", competence__code="K1")
    return answer(again, {"K1": said.answer}, carried_from=said, is_looked_at=False)


def test_without_an_assessment_it_helps_to_start(client):
    publish()

    assertRedirects(client.get(PAGE), "/profile/listening/")


def test_a_draft_alone_has_no_pictures_and_is_listed(client, nurse):
    AssessmentFactory.create(practitioner=nurse)

    response = client.get(PAGE)

    assert "domains" not in response.context
    assert "Not finished, started" in words(response)


def test_each_assessment_has_a_bar_in_each_domain_and_what_was_carried_is_no_evidence(client, nurse, supervisor):
    first = spoken(nurse, "agreed", supervisor, finished_at=MARCH)
    carried(nurse, first, finished_at=JUNE)

    response = client.get(PAGE)

    text = words(response)
    assert "Independently: 2" in text  # agreed
    assert "Independently: 1, Carried, not looked at again: 1" in text
    knowing, doing = response.context["domains"]
    assert [len(domain.rounds) for domain in (knowing, doing)] == [2, 2]
    assert "3 June 2025: Not yet, carried." in response.content.decode()


def test_what_does_not_apply_is_not_counted_where_it_is_carried(client, nurse):
    first = finished(nurse, {"K1": Answer(off_scale="na", reason="Nights"), "K2": 1, "D1": 1})
    carried(nurse, first)

    assert "Carried, not looked at again:" not in words(client.get(PAGE))


def test_a_new_version_is_named_and_another_domain_has_no_bar(client, nurse):
    first = finished(nurse, {"K1": 1, "K2": 2, "D1": 3}, finished_at=MARCH)
    content = small_framework(version="2026")
    content["domains"][1] |= {"code": "acting"}
    finished(nurse, {"K1": 3, "K2": 2, "D1": 3}, version=publish(content), previous=first, finished_at=JUNE)

    response = client.get(PAGE)

    knowing, acting = response.context["domains"]
    assert [one.is_new_version for one in knowing.rounds] == [False, True]
    assert len(acting.rounds) == 1
    assert "3 June 2025 version 2026" in words(response)
    assert "app-timeline__version" in knowing.lives[0].picture


def test_life_says_the_words_then_and_now_every_voice_and_who_looked(client, nurse, supervisor, supervisors_client):
    first = spoken(nurse, "agreed", supervisor, {"K1": Answer(1, note="<b>Hard</b>"), "K2": 3, "D1": 4})
    domains = small_framework()["domains"]
    domains[0]["competences"][0]["text"] = "Knows why and when listening matters"
    revised = publish(small_framework(version="2026", domains=domains))
    second = finished(nurse, {"K1": 3, "K2": 3, "D1": 2}, version=revised, previous=first)
    plan_action(second, "K1", text="Ask for a quiet room")
    supervisors_client.get(reverse("staff-assessment", args=[first.pk]))

    response = client.get(life("K1"))

    text = words(response)
    assert "K1 over time Knows why and when listening matters" in text
    assert (
        "Asked then as: Knows why listening matters Agreed: Independently; target: Independently. You said Not" in text
    )
    assert "Your note: <b>Hard</b>" in text
    assert "&lt;b&gt;Hard" in response.content.decode()
    assert "Seen by Priya Nair, last on" in text
    assert "Ask for a quiet room" in text
    assert [chapter.assessment for chapter in response.context["chapters"]] == [second, first]


def test_life_of_what_stands_for_two_older_ones_shows_both(client, nurse):
    first = finished(nurse, {"K1": 1, "K2": 2, "D1": 3})
    domains = small_framework()["domains"]
    domains[0]["competences"] = [{"code": "K9", "text": "Knows all of it", "replaces": ["K1", "K2"]}]
    finished(
        nurse, {"K9": 3, "D1": 3}, version=publish(small_framework(version="2026", domains=domains)), previous=first
    )

    response = client.get(life("K9"))

    text = words(response)
    assert text.count("Asked then as:") == 2
    assert "Knows why listening matters You said Not yet" in text
    assert response.context["picture"].count("<circle") == 1  # two answers are no dot


def test_life_marks_what_was_only_carried(client, nurse):
    first = finished(nurse, {"K1": 1, "K2": 2, "D1": 3})
    carried(nurse, first)

    response = client.get(life("K1"))

    assert [chapter.is_carried for chapter in response.context["chapters"]] == [True, False]
    assert response.context["picture"].count("app-dots__before") == 1


def test_life_of_what_is_not_asked_is_not_found(client, nurse):
    assert client.get(life("K1")).status_code == HTTPStatus.NOT_FOUND
    finished(nurse, {"K1": 1})

    assert client.get(life("K1")).status_code == HTTPStatus.OK
    assert client.get(life("K7")).status_code == HTTPStatus.NOT_FOUND


def test_a_supervisor_sees_of_both_what_was_shown_and_it_is_on_record(supervisors_client, nurse, supervisor):
    shown = spoken(nurse, "agreed", supervisor)
    hidden = finished(nurse, {"K1": Answer(2, note="Between us")}, version=shown.version, previous=shown)
    plan_action(hidden, "K1", text="Ask for a quiet room")
    plan_action(hidden, "K1", text="Over", done_on=yesterday())

    pages = [supervisors_client.get(address) for address in (of_staff(nurse), of_staff(nurse, "K1"))]

    for page in pages:
        assert "Between us" not in words(page)
        assert "Amara can see that you opened this page." in words(page)
    assert "Amara said Not yet." in words(pages[1])
    assert "Seen by" not in words(pages[1])
    assert "quiet room" in words(pages[1])
    assert "Over" not in [action.text for action in pages[1].context["actions"]]
    assert looks(supervisor, nurse) == [("see over time", f"assessments.assessment {shown.pk}")]  # once a day


@pytest.mark.parametrize("state", ["draft", "finished", "submitted"])
def test_before_the_reveal_there_is_nothing_for_a_supervisor(supervisors_client, nurse, supervisor, state):
    spoken(nurse, state, supervisor)

    for address in (of_staff(nurse), of_staff(nurse, "K1")):
        assert supervisors_client.get(address).status_code == HTTPStatus.NOT_FOUND
    assert looks(supervisor, nurse) == []


def test_a_former_supervisor_finds_nothing(supervisors_client, nurse, supervisor):
    spoken(nurse, "agreed", supervisor)
    Supervision.objects.update(ended_on=yesterday())

    for address in (of_staff(nurse), of_staff(nurse, "K1")):
        assert supervisors_client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_what_is_shared_is_shown(supervisors_client, nurse, supervisor):
    share_with(spoken(nurse, "agreed", supervise(nurse, UserFactory.create(full_name="Sam Carter"))), supervisor)

    assert "Sam Carter said With support." in words(supervisors_client.get(of_staff(nurse, "K1")))


@pytest.mark.parametrize("size", [1, 30])
def test_the_number_of_queries_does_not_grow(client, nurse, supervisor, size, django_assert_num_queries):
    version = publish(framework_of(size))
    answers = dict.fromkeys((f"C{n}" for n in range(1, size + 1)), 2)
    last = None
    for _ in range(size):
        last = spoken(nurse, "agreed", supervisor, answers, answers, version=version, previous=last)
    client.get(PAGE)

    with django_assert_num_queries(4):  # who asks, assessments, all ratings, the last two beside each other
        client.get(PAGE)
    with django_assert_num_queries(5):  # who asks, assessments, ratings, actions, who looked
        client.get(life("C1"))
