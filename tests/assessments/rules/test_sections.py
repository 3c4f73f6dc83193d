import pytest

from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.sections import overall, sections
from competence_app.catalogue.rules.schema import Content
from tests.factories import small_framework

CONTENT = Content.model_validate(small_framework())


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, ["Not yet started", "Not yet started"]),
        ({"K1": Answer(1)}, ["In progress", "Not yet started"]),
        ({"K1": Answer(note="a thought")}, ["In progress", "Not yet started"]),
        ({"D1": Answer(off_scale="na")}, ["Not yet started", "In progress"]),
        ({"K1": Answer(1), "K2": Answer(off_scale="no"), "D1": Answer(2)}, ["Completed", "Completed"]),
    ],
)
def test_sections_say_how_far_each_domain_has_come(answers, words):
    assert [section.progress.in_words for section in sections(CONTENT, answers)] == words


def test_overall_counts_what_is_full_what_is_begun_and_all():
    progress = overall(sections(CONTENT, {"K1": Answer(1), "D1": Answer(off_scale="na")}))

    assert (progress.done, progress.begun, progress.total, progress.is_complete) == (1, 2, 3, False)


def test_lines_are_in_the_order_of_the_text_with_the_answers_words():
    knowing, doing = sections(CONTENT, {"K2": Answer(3), "D1": Answer(4)})

    assert [(line.statement.code, line.in_words) for line in knowing.lines] == [("K1", ""), ("K2", "Independently")]
    assert [(line.statement.code, line.in_words) for line in doing.lines] == [("D1", "Leading others")]
