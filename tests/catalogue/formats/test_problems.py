"""What every format says of a file that is wrong."""

import pytest

from competence_app.catalogue.formats.problems import MAX_PROBLEMS, Place, Problem, TextPlace, UnreadableError
from competence_app.catalogue.formats.workbook.layout import COMPETENCES, DOMAINS, CellPlace

WHOLE, TEXT = Place(), TextPlace(3, 5)
CELL = CellPlace(COMPETENCES, 7, COMPETENCES.column("text"))


@pytest.mark.parametrize(
    ("place", "said", "line"),
    [
        (WHOLE, "", "f: wrong"),
        (TEXT, "Line 3, column 5", "f:3:5: wrong"),
        (CELL, "Competences, row 7, Text", "f:Competences, row 7, Text: wrong"),
        (CellPlace(DOMAINS, 0), "Domains", "f:Domains: wrong"),
    ],
)
def test_place_is_said_to_people_and_on_the_command_line(place, said, line):
    assert (str(place), Problem(place, "wrong").said_of("f")) == (said, line)


def test_error_says_a_problem_a_line():
    assert str(UnreadableError.whole("wrong")) == "wrong"
    assert str(UnreadableError([Problem(TEXT, "wrong"), Problem(CELL, "wrong")])).splitlines() == [
        "Competences, row 7, Text: wrong",
        "3:5: wrong",
    ]


def test_problems_come_in_the_order_of_the_file():
    places = [
        WHOLE,
        CellPlace(DOMAINS, 9),
        CellPlace(COMPETENCES, 2, COMPETENCES.column("text")),
        CellPlace(COMPETENCES, 7),
        CellPlace(COMPETENCES, 7, COMPETENCES.column("code")),
        CELL,
        CellPlace(COMPETENCES, 10),
    ]

    error = UnreadableError(Problem(place, "wrong") for place in reversed(places))

    assert [problem.place for problem in error.problems] == places


def test_first_problems_of_the_file_are_kept():
    error = UnreadableError(Problem(TextPlace(line, 1), "wrong") for line in range(2 * MAX_PROBLEMS, 0, -1))

    assert [problem.place for problem in error.problems] == [TextPlace(line, 1) for line in range(1, MAX_PROBLEMS + 1)]
