from dataclasses import replace

import pytest

from competence_app.assessments.rules.again import TypedRow, sent_answer
from competence_app.assessments.rules.answers import BLANK, Answer, StillTrue

SAID = Answer(2, note="Then")
ROW = {"former": "2", "note": "Then", "base": SAID.fingerprint}
BESIDE = {"former": "2", "base": BLANK.fingerprint}  # of one that was reworded, of which nothing is stored


@pytest.mark.parametrize(
    ("typed", "answer", "confirmed", "way"),
    [
        ({}, SAID, False, None),
        ({"note": "Now"}, Answer(2, note="Now"), False, None),
        ({"still_true": "yes"}, SAID, True, StillTrue.ONE),
        ({"still_true": "yes", "answer": "4"}, SAID, True, StillTrue.ONE),
        ({"still_true": "no"}, SAID, False, None),
        ({"still_true": "no", "answer": "2"}, SAID, True, None),
        ({"answer": "4"}, Answer(4, note="Then"), True, None),
        ({"former": "", "answer": "4"}, Answer(4, note="Then"), False, None),
        ({"former": "", "still_true": "yes"}, Answer(note="Then"), False, None),
    ],
)
def test_a_row_that_offers_what_is_stored_says(typed, answer, confirmed, way):
    sent = sent_answer(TypedRow(**(ROW | typed)))

    assert (sent.answer, sent.confirmed, sent.still_true) == (answer, confirmed, way)


@pytest.mark.parametrize(
    ("typed", "answer", "way"),
    [
        ({}, BLANK, None),
        ({"note": "Now"}, Answer(note="Now"), None),
        ({"still_true": "yes"}, SAID, StillTrue.ONE),
        ({"still_true": "yes", "note": "Now"}, Answer(2, note="Now"), StillTrue.ONE),
        ({"still_true": "no"}, BLANK, None),
        ({"answer": "3"}, Answer(3), None),
    ],
)
def test_a_row_that_offers_an_answer_to_other_words_says(typed, answer, way):
    sent = sent_answer(TypedRow(**(BESIDE | typed)), reworded=SAID)

    assert (sent.answer, sent.still_true) == (answer, way)


@pytest.mark.parametrize(
    ("typed", "reworded", "way"),
    [
        (ROW, None, StillTrue.SECTION),
        (ROW | {"still_true": "yes"}, None, StillTrue.ONE),
        (ROW | {"still_true": "no"}, None, None),
        (ROW | {"answer": "3"}, None, None),
        (ROW | {"former": ""}, None, None),
        (BESIDE, SAID, None),
    ],
)
def test_for_a_whole_section_only_what_is_untouched_and_in_the_same_words_is_still_true(typed, reworded, way):
    assert sent_answer(TypedRow(**typed), reworded=reworded, section=True).still_true is way


def test_the_reason_of_an_answer_to_other_words_comes_along():
    former = Answer(off_scale="na", reason="I only work nights")

    sent = sent_answer(TypedRow(former="na", still_true="yes"), reworded=former)

    assert sent.answer == former


@pytest.mark.parametrize(
    ("typed", "lacks"),
    [
        (ROW | {"still_true": "no"}, True),
        (ROW | {"still_true": "no", "answer": "2"}, False),
        (ROW | {"still_true": "yes"}, False),
        ({"still_true": "no"}, False),
    ],
)
def test_whoever_says_that_it_changed_must_say_into_what(typed, lacks):
    assert TypedRow(**typed).lacks_choice is lacks


@pytest.mark.parametrize(
    ("answer", "carried", "former", "way"),
    [
        (SAID, SAID, BLANK, "one"),
        (Answer(2, note="Now"), SAID, BLANK, "one"),
        (Answer(3), SAID, BLANK, ""),
        (SAID, BLANK, BLANK, ""),
        (SAID, BLANK, SAID, "one"),
        (BLANK, BLANK, BLANK, ""),
    ],
)
def test_only_what_was_said_before_is_recorded_as_still_true(answer, carried, former, way):
    sent = replace(sent_answer(TypedRow()), answer=answer, still_true=StillTrue.ONE, former=former)

    assert sent.way_over(carried) == way
