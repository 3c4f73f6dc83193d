import pytest

from competence_app.catalogue.formats.problems import Problem, TextPlace
from competence_app.revisions.rules.quoting import Quote, quotes


def pointed_at(text, line, column):
    [quoted] = quotes(text, [Problem(TextPlace(line, column), "wrong")])
    return quoted.quote, quoted.pointer


def test_a_problem_is_quoted_with_its_place_its_line_and_a_pointer():
    assert quotes("a: 1\nb: 2\n", [Problem(TextPlace(2, 4), "not 2")]) == [
        Quote("Line 2, column 4", "not 2", "b: 2", "   ^", 2, 4),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_lines_end_as_yaml_has_it(end):
    assert pointed_at(f"a{end}b{end}c", 3, 1) == ("c", "^")


def test_a_byte_order_mark_takes_no_column():
    assert pointed_at("\ufeffab", 1, 2) == ("ab", " ^")


def test_what_is_missing_at_the_end_points_behind_the_last_line():
    assert pointed_at("a: [", 2, 1) == ("a: [", "    ^")


def test_of_a_long_line_the_part_around_the_column_is_shown():
    line = "".join(chr(ord("a") + n % 26) for n in range(200))

    shown, pointer = pointed_at(line, 1, 101)

    assert shown == f"…{line[76:152]}…"
    assert shown[pointer.index("^")] == line[100]


def test_what_has_no_width_of_its_own_is_shown_as_one_space():
    assert pointed_at("\ta\x00b", 1, 4) == (" a b", "   ^")
