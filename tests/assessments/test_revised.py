"""A framework was revised: old and new words side by side, to confirm or change."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from competence_app.assessments.models import Assessment, answers
from competence_app.assessments.rules.answers import Answer, Voice
from tests.assessments.pages import open_page, page, save
from tests.factories import AssessmentFactory, answer, publish, small_framework


@pytest.fixture
def revise(client, nurse):
    """Publish a revision after the nurse has finished the first version, and start her on it."""

    def revise(*, text="Knows why listening matters", version=None, **fields: Any) -> Assessment:
        former = AssessmentFactory.create(practitioner=nurse, finished=True)
        answer(former, {"K1": Answer(2, note="My old note"), "K2": 3, "D1": 4})
        content = small_framework(version="2025", **(version or {}))
        content["domains"][0]["competences"][0].update(text=text, **fields)
        publish(content)
        client.post(reverse("start", args=["listening"]), {"job_role": nurse.job_role_id})
        return Assessment.objects.get(practitioner=nurse, state="draft")

    return revise


def test_reworded_shows_old_and_new_words_and_the_old_answer_unselected(client, revise):
    draft = revise(text="Knows when listening matters")

    response = client.get(page(draft))

    assertContains(response, "<del> why</del>", html=True)
    assertContains(response, "<ins> when</ins>", html=True)
    assertContains(response, "(version 2022) you answered")
    assertContains(response, '<strong lang="en-GB">With support</strong>', html=True)
    assertContains(response, "My old note")
    assertContains(response, "The words have changed since")
    assert "K1-answer" not in open_page(client, page(draft))


def test_reworded_is_confirmed_by_choosing_the_same_again(client, revise):
    draft = revise(text="Knows when listening matters")

    save(client, page(draft), open_page(client, page(draft)), K1_answer="2")

    assert answers(draft.ratings.by_code(Voice.SELF))["K1"] == Answer(2)


def test_editorial_keeps_the_answer_and_shows_what_was_edited(client, revise):
    draft = revise(text="Knows why to listen", change="editorial")

    response = client.get(page(draft))

    assertContains(response, "the meaning is the same, so your answer stands")
    assert open_page(client, page(draft))["K1-answer"] == "2"


def test_replaced_shows_the_old_answer_to_be_answered_anew(client, revise):
    draft = revise(code="K9", text="Knows a new thing", replaces=["K1"])

    response = client.get(page(draft))

    assertContains(response, "Before (K1)")
    assertContains(response, "Now (K9)")
    assertContains(response, "read the words, then answer anew")
    assert "K9-answer" not in open_page(client, page(draft))


def test_rescaled_shows_the_old_level_by_its_old_name(client, revise):
    scale = {"levels": [{"value": 1, "label": "Novice"}, {"value": 2, "label": "Expert"}]}
    draft = revise(version={"scale": scale, "targets": {"default": 2}})

    response = client.get(page(draft))

    assertContains(response, '<strong lang="en-GB">With support</strong>', html=True)
    assertContains(response, "The levels have changed since")
    assert "K1-answer" not in open_page(client, page(draft))


def test_an_unchanged_competence_shows_no_comparison(client, revise):
    draft = revise(text="Knows when listening matters")

    assertNotContains(client.get(page(draft, "doing")), "Before (D1)")
    assertContains(client.get(page(draft, "doing")), "Carried from version 2022")


def test_the_old_assessment_keeps_its_words_and_answers(client, nurse, revise):
    revise(text="Knows when listening matters")
    former = nurse.assessments.get(state="finished")

    response = client.get(reverse("answers", args=[former.pk]))

    assertContains(response, "Knows why listening matters")
    assertContains(response, "My old note")
