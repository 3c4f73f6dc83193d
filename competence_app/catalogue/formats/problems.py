"""What is wrong with a file, and where: of every format the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self

from competence_app.catalogue.formats.wording import TEXT_PLACE

MAX_BYTES = 5 * 1024 * 1024
MAX_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file. This one is the file as a whole; its ``str`` is for people."""

    def __str__(self) -> str:
        return ""

    @property
    def order(self) -> tuple[int, ...]:
        """What sorts it among the places of its file."""
        return ()

    @property
    def locator(self) -> str:
        """How it is written behind the file's name."""
        return str(self)


@dataclass(frozen=True, slots=True)
class TextPlace(Place):
    """A line and a column of a text, both counted from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return TEXT_PLACE.format(line=self.line, column=self.column)

    @property
    def order(self) -> tuple[int, ...]:
        """By lines, then by columns."""
        return self.line, self.column

    @property
    def locator(self) -> str:
        """As compilers write it, so that editors jump to it: ``3:5``."""
        return f"{self.line}:{self.column}"


class Problem(NamedTuple):
    """One thing that is wrong, and what to write instead."""

    place: Place
    message: str

    def said_of(self, *file: str) -> str:
        """Return it on one line, as ``FILE:3:5: message``; without the file's name ``3:5: message``."""
        where = ":".join(filter(None, (*file, self.place.locator)))
        return ": ".join(filter(None, (where, self.message)))


class UnreadableError(Exception):
    """A file that holds no framework: ``problems`` has the first hundred, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = first_problems(problems)
        super().__init__("\n".join(problem.said_of() for problem in self.problems))

    @classmethod
    def whole(cls, message: str) -> Self:
        """Say what is wrong with the file as a whole."""
        return cls([Problem(Place(), message)])


def first_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the first hundred, in the order of the file."""
    return tuple(sorted(problems, key=_order)[:MAX_PROBLEMS])


def _order(problem: Problem) -> tuple[tuple[int, ...], str]:
    return problem.place.order, problem.message
