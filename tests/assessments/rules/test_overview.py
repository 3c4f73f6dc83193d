"""A framework's map: its domains with their competences, and how each stands."""

import pytest

from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.overview import CompetenceStatus, KnownAnswers, boxes
from competence_app.catalogue.rules.schema import Content
from tests.factories import long_framework, small_framework

CONTENT = Content.model_validate(small_framework())
OPEN, STALE, BELOW, DONE = CompetenceStatus
EXPECTED = {"K1": 3, "K2": None, "D1": 3}


def statuses(content, answers, stale, expected):
    return [entry.status for box in boxes(content, KnownAnswers(answers, stale, expected)) for entry in box.entries]


def test_each_domain_is_a_box_of_its_competences():
    knowing, doing = boxes(CONTENT, None)

    assert (knowing.domain.title, doing.domain.title) == ("Knowing", "Doing")
    assert [entry.name for entry in knowing.entries] == [
        "Knows why listening matters",
        "Knows what gets in the way, such as:",
    ]
    assert [(entry.statement, entry.page, entry.status) for entry in doing.entries] == [("D1", 1, None)]


@pytest.mark.parametrize(
    ("answer", "stale", "status"),
    [
        (None, [], OPEN),
        (Answer(off_scale="na"), [], OPEN),  # its reason is missing
        (Answer(1), [], BELOW),
        (Answer(3), [], DONE),
        (Answer(4), [], DONE),
        (Answer(off_scale="no"), [], DONE),
        (Answer(1), ["K1"], STALE),
    ],
)
def test_a_competence_stands_as_its_answer_does(answer, stale, status):
    given = {"K1": answer} if answer else {}

    assert statuses(CONTENT, given, stale, EXPECTED) == [status, OPEN, OPEN]


def test_where_nothing_is_expected_nothing_is_below():
    assert statuses(CONTENT, {"K2": Answer(1)}, (), EXPECTED) == [OPEN, DONE, OPEN]


def test_a_box_counts_what_is_left():
    knowing, doing = boxes(CONTENT, KnownAnswers({"K1": Answer(4), "D1": Answer(4)}, ["K1"], EXPECTED))

    assert (knowing.left, doing.left) == (2, 0)


@pytest.mark.parametrize(("one", "other", "status"), [(4, 4, DONE), (4, 1, BELOW), (1, None, OPEN)])
def test_what_is_rated_by_its_parts_stands_once_as_the_first_part_that_lacks_something(one, other, status):
    content = small_framework()
    content["domains"][0]["competences"][1] |= {
        "title": "Hindrances",
        "rate": "parts",
        "parts": [{"code": "K2a", "text": "noise"}, {"code": "K2b", "text": "haste"}],
    }
    given = {code: Answer(level) for code, level in {"K2a": one, "K2b": other}.items() if level}
    known = KnownAnswers(given, (), {"K2a": 3, "K2b": 3})

    entry = boxes(Content.model_validate(content), known)[0].entries[1]

    assert (entry.name, entry.statement, entry.status) == ("Hindrances", "K2a", status)


def test_an_entry_knows_the_page_that_asks_for_it():
    [box, _] = boxes(Content.model_validate(long_framework(16)), None)

    assert [entry.page for entry in box.entries] == [1] * 8 + [2] * 8
