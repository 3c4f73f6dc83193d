"""A framework was revised: old and new words side by side, to confirm or change."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from competence_app.assessments.models import Assessment, answers
from competence_app.assessments.rules.answers import Answer, Voice
from tests.assessments.pages import open_page, page, save
from tests.factories import AssessmentFactory, answer, publish, small_framework
from tests.words import words


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

    assertContains(response, '<del lang="en-GB"> why</del>', html=True)
    assertContains(response, "<ins> when</ins>", html=True)
    assert "K1 as it was Knows why listening matters" in words(response)
    assert words(response).count("listening matters") == len(["with both", "as it was"])
    assertContains(response, "(version 2022) you answered")
    assertContains(response, '<strong lang="en-GB">With support</strong>', html=True)
    assertContains(response, "My old note")
    assertContains(response, "The words have changed since")
    assert "K1-answer" not in open_page(client, page(draft))


def test_reworded_is_confirmed_by_choosing_the_same_again(client, revise):
    draft = revise(text="Knows when listening matters")

    save(client, page(draft), open_page(client, page(draft)), K1_answer="2")

    assert answers(draft.ratings.by_code(Voice.SELF))["K1"] == Answer(2)


def test_a_level_that_looks_otherwise_is_asked_about_where_it_was_chosen(client, revise):
    draft = revise(levels={1: "Never", 2: "With a colleague at hand"})

    response = client.get(page(draft))

    assert "K1" not in answers(draft.ratings.by_code(Voice.SELF))
    shown = words(response)
    assert "What that looks like here has changed since: read it, then say whether it is still true." in shown
    assertContains(response, "<ins>With a colleague at hand</ins>", html=True)
    assert "With support as it was" not in shown
    assert open_page(client, page(draft))["K1-former"] == "2"


def test_a_level_that_looks_otherwise_is_confirmed(client, revise):
    draft = revise(levels={2: "With a colleague at hand"})

    save(client, page(draft), open_page(client, page(draft)), **{"K1-still-true": "yes"})

    assert answers(draft.ratings.by_code(Voice.SELF))["K1"] == Answer(2, note="My old note")


def test_a_level_that_nobody_chose_asks_nobody(client, revise):
    draft = revise(levels={3: "Alone"})

    assert answers(draft.ratings.by_code(Voice.SELF))["K1"] == Answer(2, note="My old note")
    assert "looks like" not in words(client.get(page(draft)))


def test_what_a_level_looked_like_is_folded_below_what_it_looks_like_now(client, nurse):
    content = small_framework()
    content["domains"][0]["competences"][0]["levels"] = {2: "With a colleague"}
    former = AssessmentFactory.create(practitioner=nurse, finished=True, version=publish(content))
    answer(former, {"K1": 2, "K2": 3, "D1": 4})
    content["version"] = "2025"
    content["domains"][0]["competences"][0]["levels"] = {2: "With a colleague\nat hand"}
    publish(content)
    client.post(reverse("start", args=["listening"]), {"job_role": nurse.job_role_id})
    draft = Assessment.objects.get(practitioner=nurse, state="draft")

    response = client.get(reverse("queue", args=[draft.pk]))

    said = "With a colleague at hand With support as it was With a colleague Still true"
    assert f"say whether it is still true. {said}" in words(response)
    assertContains(response, "<ins>at hand</ins>", html=True)


def test_what_a_level_no_longer_says_of_itself_is_folded(client, nurse):
    content = small_framework()
    content["domains"][0]["competences"][0]["levels"] = {2: "With a colleague"}
    former = AssessmentFactory.create(practitioner=nurse, finished=True, version=publish(content))
    answer(former, {"K1": 2, "K2": 3, "D1": 4})
    publish(small_framework(version="2025"))
    client.post(reverse("start", args=["listening"]), {"job_role": nurse.job_role_id})
    draft = Assessment.objects.get(practitioner=nurse, state="draft")

    shown = words(client.get(reverse("queue", args=[draft.pk])))

    assert "With support as it was With a colleague Still true" in shown
    assert shown.count("With a colleague") == 1


def test_parts_are_marked_one_by_one(client, revise):
    draft = revise(text="Knows when listening matters", parts=["at night", "in haste"])

    response = client.get(page(draft))

    assertContains(response, "<li><ins>at night</ins></li>", html=True)
    assertContains(response, "<li><ins>in haste</ins></li>", html=True)


def test_editorial_keeps_the_answer_and_shows_what_was_edited(client, revise):
    draft = revise(text="Knows why to listen", change="editorial")

    response = client.get(page(draft))

    assertContains(response, "the meaning is the same, so your answer stands")
    fields = open_page(client, page(draft))
    assert (fields["K1-former"], "K1-answer" in fields) == ("2", False)


def test_reworded_is_confirmed_by_saying_that_it_is_still_true(client, revise):
    draft = revise(text="Knows when listening matters")

    save(client, page(draft), open_page(client, page(draft)), **{"K1-still-true": "yes"})

    said = draft.ratings.by_code(Voice.SELF)["K1"]
    assert (said.answer, said.still_true) == (Answer(2, note="My old note"), "one")
    assert "K1-former" not in open_page(client, page(draft))


def test_reworded_says_nothing_while_it_is_untouched(client, revise):
    draft = revise(text="Knows when listening matters")

    save(client, page(draft), open_page(client, page(draft)), K1_note="Ask Priya")

    assert answers(draft.ratings.by_code(Voice.SELF))["K1"] == Answer(note="Ask Priya")
    assert open_page(client, page(draft))["K1-former"] == "2"


def test_what_was_rescaled_or_replaced_cannot_be_said_to_be_still_true(client, revise):
    draft = revise(code="K9", text="Knows a new thing", replaces=["K1"])

    fields = open_page(client, page(draft))

    assert "K9-former" not in fields
    save(client, page(draft), fields, **{"K9-former": "2", "K9-still-true": "yes"})
    assert draft.ratings.by_code(Voice.SELF)["K9"].still_true == ""


def test_replaced_shows_the_old_answer_to_be_answered_anew(client, revise):
    draft = revise(code="K9", text="Knows a new thing", replaces=["K1"])

    response = client.get(page(draft))

    assert "K9 Knows a new thing" in words(response)
    assert "K1 as it was Knows why listening matters" in words(response)
    assertNotContains(response, "<ins>")
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

    assertNotContains(client.get(page(draft, "doing")), "D1 as it was")
    assert "You said Leading others on" in words(client.get(page(draft, "doing")))


def test_the_old_assessment_keeps_its_words_and_answers(client, nurse, revise):
    revise(text="Knows when listening matters")
    former = nurse.assessments.get(state="finished")

    response = client.get(reverse("answers", args=[former.pk]))

    assertContains(response, "Knows why listening matters")
    assertContains(response, "My old note")
