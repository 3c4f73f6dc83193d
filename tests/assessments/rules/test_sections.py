from datetime import UTC, datetime

import pytest

from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.sections import Progress, overall, sections
from competence_app.catalogue.rules.schema import Content
from tests.factories import small_framework

THEN = datetime(2025, 11, 1, tzinfo=UTC)
CONTENT = Content.model_validate(small_framework())


@pytest.mark.parametrize(
    ("answers", "begun"),
    [
        ({}, [0, 0]),
        ({"K1": Answer(1)}, [1, 0]),
        ({"K1": Answer(note="a thought")}, [1, 0]),
        ({"D1": Answer(off_scale="na")}, [0, 1]),
        ({"K1": Answer(1), "K2": Answer(off_scale="no"), "D1": Answer(2)}, [2, 1]),
    ],
)
def test_sections_say_how_far_each_domain_has_come(answers, begun):
    assert [section.progress.begun for section in sections(CONTENT, answers)] == begun


@pytest.mark.parametrize(
    ("answers", "complete"),
    [
        ({"K1": Answer(1), "D1": Answer(off_scale="na")}, [False, False]),
        ({"K1": Answer(1), "K2": Answer(off_scale="no"), "D1": Answer(2)}, [True, True]),
    ],
)
def test_a_domain_is_complete_with_a_full_answer_everywhere(answers, complete):
    assert [section.progress.is_complete for section in sections(CONTENT, answers)] == complete


def test_overall_counts_what_is_full_what_is_begun_and_all():
    progress = overall(sections(CONTENT, {"K1": Answer(1), "D1": Answer(off_scale="na")}))

    assert (progress.done, progress.begun, progress.total, progress.is_complete) == (1, 2, 3, False)


def test_what_is_not_looked_at_again_is_neither_done_nor_begun_and_is_answered():
    given = {"K1": Answer(1), "K2": Answer(off_scale="na"), "D1": Answer(2)}

    knowing, doing = sections(CONTENT, given, carried={"K1": THEN, "D1": THEN}, to_look_at={"K1", "K2"})

    assert knowing.progress == Progress(done=0, begun=0, carried=1, total=2)
    assert [line.since for line in (*knowing.lines, *doing.lines)] == [THEN, None, THEN]
    assert (knowing.progress.is_complete, knowing.progress.to_answer) == (False, 1)
    assert (doing.progress.is_complete, doing.progress.to_answer) == (True, 0)


def test_lines_are_in_the_order_of_the_text_with_the_answers_words():
    knowing, doing = sections(CONTENT, {"K2": Answer(3), "D1": Answer(4)})

    assert [(line.statement.code, line.in_words) for line in knowing.lines] == [("K1", ""), ("K2", "Independently")]
    assert [(line.statement.code, line.in_words) for line in doing.lines] == [("D1", "Leading others")]
