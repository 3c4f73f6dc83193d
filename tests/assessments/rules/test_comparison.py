"""How two answers compare, on scales of every make."""

from dataclasses import replace

import pytest

from competence_app.assessments.rules.answers import BLANK, Answer, Voice
from competence_app.assessments.rules.comparison import NOT_OBSERVED, Comparison, answer_pairs, compare_answers
from competence_app.assessments.wording.scales import review_scale, reviewers_scale
from competence_app.catalogue.rules.scale import Scale
from competence_app.catalogue.rules.schema import Content
from tests.factories import small_framework

CONTENT = Content.model_validate(small_framework())
SCALE = review_scale(CONTENT.scale)
UNSEEN = Answer(off_scale=NOT_OBSERVED)


def side_by_side(own, supervisor, agreed):
    voices = {Voice.SELF: own, Voice.SUPERVISOR: supervisor, Voice.AGREED: agreed}
    return answer_pairs(CONTENT.statements, (CONTENT.scale, SCALE), voices)


@pytest.mark.parametrize(
    ("own", "supervisor", "comparison"),
    [
        (Answer(2), Answer(2, note="Words make no difference"), Comparison.SAME),
        (Answer(off_scale="na", reason="Nights"), Answer(off_scale="na", reason="Other"), Comparison.SAME),
        (Answer(2), Answer(3), Comparison.ONE_APART),
        (Answer(3), Answer(2), Comparison.ONE_APART),
        (Answer(1), Answer(3), Comparison.FURTHER_APART),
        (Answer(4), Answer(1), Comparison.FURTHER_APART),
        (Answer(2), Answer(off_scale="no"), Comparison.DIFFERENT),
        (Answer(off_scale="na"), Answer(off_scale="no"), Comparison.DIFFERENT),
        (Answer(2), UNSEEN, Comparison.NOT_OBSERVED),
        (Answer(off_scale="na"), UNSEEN, Comparison.NOT_OBSERVED),
    ],
)
def test_two_answers_compare_by_the_levels_between_them(own, supervisor, comparison):
    assert compare_answers(SCALE, own, supervisor) is comparison


def test_levels_are_counted_not_subtracted():
    scale = Scale.model_validate({"levels": [{"value": value, "label": str(value)} for value in (10, 20, 50)]})

    assert compare_answers(scale, Answer(20), Answer(50)) is Comparison.ONE_APART
    assert compare_answers(scale, Answer(10), Answer(50)) is Comparison.FURTHER_APART


def test_a_review_has_one_answer_more_than_its_framework():
    assert [answer.code for answer in SCALE.off_scale] == ["na", "no", "not observed"]
    assert len(CONTENT.scale.off_scale) == 2


@pytest.mark.parametrize(
    ("supervisor", "agreed", "settled"),
    [
        (Answer(2), BLANK, True),
        (Answer(3), BLANK, False),
        (Answer(3), Answer(3), True),
        (Answer(3), Answer(note="No level"), False),
        (Answer(3), Answer(off_scale="na", note="Said why"), False),
        (Answer(3), Answer(off_scale="na", reason="Nights"), True),
        (Answer(4), BLANK, False),
        (Answer(4), Answer(4), False),
        (Answer(4), Answer(3, note="Said why"), True),
        (Answer(4), Answer(off_scale="na", reason="Nights"), True),
        (Answer(4), Answer(off_scale="no"), False),
        (Answer(off_scale="no"), Answer(2), False),
        (Answer(off_scale="no"), Answer(off_scale="no"), False),
        (Answer(off_scale="no"), Answer(2, note="Said why"), True),
        (UNSEEN, BLANK, False),
        (UNSEEN, Answer(3), True),
        (UNSEEN, UNSEEN, True),
    ],
)
def test_what_differs_is_settled_by_a_level_and_from_two_apart_by_a_comment(supervisor, agreed, settled):
    others = {"K2": Answer(1), "D1": Answer(1)}

    pairs = side_by_side({"K1": Answer(2)} | others, {"K1": supervisor} | others, {"K1": agreed})

    assert [pair.statement.code for pair in pairs if not pair.is_settled] == ([] if settled else ["K1"])


@pytest.mark.parametrize(
    ("supervisor", "agreed", "read", "unread"),
    [
        (Answer(3), Answer(3, note="Why"), {"K1": Answer(3, note="Why")}, False),
        (Answer(3), Answer(3, note="Why"), {"K1": Answer(3, note="Other")}, True),
        (Answer(3), Answer(3, note="Why"), {"K1": BLANK}, True),
        (Answer(3), Answer(3, note="Why"), {}, False),  # nobody read any page
        (Answer(3), BLANK, {"K1": Answer(3)}, False),  # it is not settled
        (Answer(2), Answer(2), {"K1": Answer(3)}, False),  # both said so
    ],
)
def test_what_is_settled_otherwise_than_it_was_read_is_unread(supervisor, agreed, read, unread):
    others = {"K2": Answer(1), "D1": Answer(1)}

    pairs = side_by_side({"K1": Answer(2)} | others, {"K1": supervisor} | others, {"K1": agreed})

    assert [pair.statement.code for pair in pairs if pair.is_unread(read)] == (["K1"] if unread else [])


@pytest.mark.parametrize(
    ("own", "supervisor", "agreed", "reason"),
    [
        (Answer(off_scale="na", reason="Nights"), Answer(3), Answer(off_scale="na"), "Nights"),
        (Answer(3), Answer(off_scale="na", reason="No ward"), Answer(off_scale="na"), "No ward"),
        (Answer(off_scale="na", reason="Nights"), Answer(3), Answer(off_scale="na", reason="Ours"), "Ours"),
        (Answer(off_scale="na", reason="Nights"), Answer(3), Answer(off_scale="no"), ""),
        (Answer(off_scale="na", reason="Nights"), Answer(3), Answer(3), ""),
        (Answer(2), Answer(3), BLANK, ""),
    ],
)
def test_an_answer_is_taken_over_with_its_reason(own, supervisor, agreed, reason):
    others = {"K2": Answer(1), "D1": Answer(1)}

    [first, *_] = side_by_side({"K1": own} | others, {"K1": supervisor} | others, {})

    assert first.taken_over(agreed) == replace(agreed, reason=reason)


def test_a_review_speaks_of_somebody_else_and_they_of_themselves():
    said = answer_pairs(
        CONTENT.statements,
        (CONTENT.scale, reviewers_scale(CONTENT.scale)),
        {voice: {"K1": Answer(off_scale="na")} for voice in Voice},
    )[0].in_words

    theirs = "Not applicable to their role"
    assert said == {"own": "Not applicable to my role", "supervisor": theirs, "agreed": theirs}


def test_only_the_label_that_the_template_proposes_is_turned():
    other = {"code": "other", "label": "Nothing that I do"}
    scale = CONTENT.scale.model_validate(CONTENT.scale.model_dump() | {"off_scale": [other]})

    assert [answer.label for answer in reviewers_scale(scale).off_scale] == ["Nothing that I do", "Not observed"]


def test_each_side_is_put_into_words():
    [first, *_] = side_by_side({"K1": Answer(1)}, {"K1": UNSEEN}, {})

    assert first.in_words == {"own": "Not yet", "supervisor": "Not observed", "agreed": ""}
