"""A repeat: what was said last time is offered as still true or changed, and never said in anybody's name."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.actions import assessing
from competence_app.assessments.models import Assessment, answers
from competence_app.assessments.rules.answers import Answer, Voice
from tests.assessments.pages import open_page, page, save
from tests.factories import AssessmentFactory, answer, put
from tests.words import words

NOW = "2026-11-22 12:00Z"
THEN = "1 November 2025"
YES, NO = {"K1-still-true": "yes"}, {"K1-still-true": "no"}
GIVEN: dict[str, int | str | Answer] = {
    "K1": 2,
    "K2": Answer(off_scale="na", reason="I only work nights", note="Ask again"),
    "D1": 4,
}


@pytest.fixture
def former(nurse, time_machine) -> Assessment:
    """What the nurse finished a year ago."""
    time_machine.move_to("2025-11-01 12:00Z", tick=False)
    past = answer(AssessmentFactory.create(practitioner=nurse, finished=True), GIVEN)
    time_machine.move_to(NOW, tick=False)
    return past


@pytest.fixture
def again(client, nurse, former) -> Assessment:
    """Her draft of today, with the former answers."""
    client.post(reverse("start", args=["listening"]), {"job_role": nurse.job_role_id})
    return Assessment.objects.get(practitioner=nurse, state="draft")


def said(assessment):
    return assessment.ratings.by_code(Voice.SELF)


def test_a_former_answer_stands_there_with_its_date_and_note_and_none_is_chosen(client, again):
    response = client.get(page(again))

    assert f"You said With support on {THEN}." in words(response)
    assert f"You said Not applicable to my role on {THEN}: I only work nights. Your note: Ask again" in words(response)
    fields = open_page(client, page(again))
    assert fields.keys() & {"K1-answer", "K1-still-true", "K2-answer", "K2-still-true"} == set()


def test_an_untouched_page_leaves_what_is_carried_as_it_is(client, again, former):
    save(client, page(again), open_page(client, page(again)))

    assert {code: rating.answer for code, rating in said(again).items()} == answers(said(former))
    assert {code: rating.carried_from for code, rating in said(again).items()} == said(former)
    assert [rating.is_looked_at for rating in said(again).values()] == [False, False, False]


def test_still_true_is_said_today(client, again, former, time_machine):
    response = save(client, page(again), open_page(client, page(again)), **YES)

    assertRedirects(response, f"{page(again)}?left-out=")  # which names K2
    told = said(again)["K1"]
    assert (told.answer, told.carried_from, told.is_looked_at, told.still_true) == (Answer(2), None, True, "one")
    assert told.rated_at > said(former)["K1"].rated_at
    assertNotContains(client.get(page(again)), 'name="K1-still-true"')
    assertContains(client.get(page(again)), 'name="K2-still-true"', count=2)


def test_still_true_keeps_the_reason_and_takes_a_new_note(client, again):
    fields = open_page(client, page(again))

    save(client, page(again), fields, **{"K2-still-true": "yes", "K2-note": "Asked"})

    told = said(again)["K2"]
    assert (told.answer, told.still_true) == (Answer(off_scale="na", reason="I only work nights", note="Asked"), "one")


def test_another_level_is_said_anew(client, again, former):
    save(client, page(again), open_page(client, page(again)), K1_answer="4", **NO)

    told = said(again)["K1"]
    assert (told.answer, told.is_looked_at, told.still_true, told.carried_from) == (Answer(4), True, "", None)
    assert said(former)["K1"].answer == Answer(2)


def test_the_same_level_chosen_again_is_said_anew(client, again):
    save(client, page(again), open_page(client, page(again)), K1_answer="2")

    told = said(again)["K1"]
    assert (told.answer, told.is_looked_at, told.still_true, told.carried_from) == (Answer(2), True, "", None)


def test_still_true_outweighs_a_level_that_the_browser_hides_meanwhile(client, again):
    save(client, page(again), open_page(client, page(again)), K1_answer="4", **YES)

    assert (said(again)["K1"].answer, said(again)["K1"].still_true) == (Answer(2), "one")


def test_changed_asks_into_what_and_stores_the_rest(client, again):
    response = save(client, page(again), open_page(client, page(again)), **NO, **{"K2-still-true": "yes"})

    assertContains(response, "K1: choose the answer that is true now")
    assert [said(again)[code].is_looked_at for code in ("K1", "K2")] == [False, True]
    assert "checked" in response.content.decode().split('id="id_K1-changed"')[1].split(">")[0]


def test_changed_may_be_put_aside_where_nothing_else_was_typed(client, again):
    fields = open_page(client, page(again))

    assertRedirects(save(client, page(again), fields, "later", **NO), reverse("task-list", args=[again.pk]))
    assertContains(save(client, page(again), fields, "later", K1_note="Much", **NO), "choose the answer that is true")
    assert not said(again)["K1"].is_looked_at


def test_pressed_twice_it_is_still_true_and_not_said_anew(client, again):
    fields = open_page(client, page(again))
    save(client, page(again), fields, **YES)

    save(client, page(again), fields, **YES)

    assert said(again)["K1"].still_true == "one"


def test_what_was_changed_on_the_same_page_before_is_no_longer_said_to_be_still_true(client, again):
    fields = open_page(client, page(again))
    save(client, page(again), fields, K1_answer="4", **NO)
    stored = said(again)["K1"].answer.fingerprint

    save(client, page(again), fields, **YES, **{"K1-base": stored})

    assert (said(again)["K1"].answer, said(again)["K1"].still_true) == (Answer(2), "")


def test_a_page_cannot_put_another_answer_as_the_former_one(client, again):
    save(client, page(again), open_page(client, page(again)), **YES, **{"K1-former": "4"})

    assert (said(again)["K1"].answer, said(again)["K1"].still_true) == (Answer(4), "")


def test_a_former_answer_that_is_not_on_the_scale_is_none(client, again):
    save(client, page(again), open_page(client, page(again)), **YES, **{"K1-former": "99"})

    assert said(again)["K1"].answer == Answer()


def test_what_was_said_comes_back_with_the_page(client, again):
    fields = open_page(client, page(again)) | {"K1-note": "a" * 2001}

    response = save(client, page(again), fields, **YES)

    assert "checked" in response.content.decode().split('id="id_K1-still-true"')[1].split(">")[0]
    assertContains(response, 'app-rating__note" open', count=1)


def test_how_it_was_confirmed_comes_along_until_it_is_looked_at(client, nurse, again, time_machine):
    save(client, page(again), open_page(client, page(again)), **YES)
    put(again, "finished")
    time_machine.move_to("2027-11-22 12:00Z", tick=False)

    third = assessing.start(version=again.version, job_role=nurse.job_role, by=nurse)

    told = said(third)["K1"]
    assert (told.still_true, told.is_looked_at, told.rated_at) == ("one", False, said(again)["K1"].rated_at)


def test_the_list_of_ones_own_says_how_much_was_rated_again(client, nurse, again, former):
    save(client, page(again), open_page(client, page(again)), **YES)
    assert "rated again" not in words(client.get(reverse("assessments")))

    assessing.finish(again, knowing=2, by=nurse)

    assert words(client.get(reverse("assessments"))).count("version 2022 1 of 3 rated again") == 1


def test_the_list_of_ones_own_says_nothing_of_what_was_all_rated_again(client, nurse, again):
    for code in GIVEN:
        again.ratings.filter(competence__code=code).update(is_looked_at=True)
    assessing.finish(again, by=nurse)

    assert "rated again" not in words(client.get(reverse("assessments")))
