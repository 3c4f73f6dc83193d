"""What is wrong with an uploaded text, shown where it is: the line, with a pointer under the column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from competence_app.catalogue.formats.problems import Problem, TextPlace

_LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as YAML counts lines
_BEFORE, _SHOWN = 24, 76  # characters of a line: before the column at most, and in all


@dataclass(frozen=True, slots=True)
class Quote:
    """One thing that is wrong: where, what to write instead and, of a text, the line above a pointer."""

    place: str
    message: str
    quote: str = ""
    pointer: str = ""
    line: int = 0  # 0 where there is none
    column: int = 0


def quotes(text: str, problems: Iterable[Problem]) -> list[Quote]:
    """Return the problems of the text, each with its line; what is missing at the end points behind the last one."""
    lines = _LINE_ENDS.split(text.removeprefix("\ufeff"))
    return [_quote(lines, problem) for problem in problems]


def _quote(lines: list[str], problem: Problem) -> Quote:
    place = problem.place
    if not isinstance(place, TextPlace):
        return Quote(str(place), problem.message)
    pointed_at = _pointed_at(*_spot(lines, place))
    return Quote(str(place), problem.message, *pointed_at, place.line, place.column)


def _spot(lines: list[str], place: TextPlace) -> tuple[str, int]:
    return (lines[place.line - 1], place.column) if place.line <= len(lines) else (lines[-1], len(lines[-1]) + 1)


def _pointed_at(line: str, column: int) -> tuple[str, str]:
    """Return as much of the line as fits, and a pointer to stand below it, under the column."""
    start = max(0, column - 1 - _BEFORE)
    before = "…" if start else ""
    after = "…" if len(line) > start + _SHOWN else ""
    shown = "".join(letter if letter.isprintable() else " " for letter in line[start : start + _SHOWN])
    return f"{before}{shown}{after}", "^".rjust(len(before) + column - start)
