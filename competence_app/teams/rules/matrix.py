"""People by competences: what one cell says, and in which order people stand."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from competence_app.assessments.rules.standing import LACKING, Standing

BY_NEED, BY_NAME = "need", "name"
BY_COMPETENCE = "by-"  # before its code
LAST = 9  # of whom nothing is known
RANKS = {
    Standing.BELOW: 0,
    Standing.NEED: 1,
    Standing.NO_TARGET: 2,
    Standing.AT: 3,
    Standing.ABOVE: 4,
    Standing.EXCLUDED: 5,
    Standing.UNANSWERED: LAST,
}


class MatrixCell(NamedTuple):
    """Where one person stands with one competence as it is asked today: plain values, and nothing that they wrote."""

    standing: Standing = Standing.UNANSWERED
    choice: str = ""  # what counts: a level or an off-scale answer; empty where nothing is known
    level: int | None = None
    target: int | None = None
    distance: int = 0  # steps below the target
    is_agreed: bool = False  # else it is what they said themselves
    is_stale: bool = False
    asked_as: str = ""  # the code that it had when it was answered; empty where it was not

    @property
    def is_known(self) -> bool:
        """Whether they answered it as it is asked today."""
        return bool(self.choice)

    @property
    def is_asked_otherwise(self) -> bool:
        """Whether they answered it in other words, or on another scale."""
        return bool(self.asked_as and not self.choice)


NOTHING = MatrixCell()


class MatrixPerson(NamedTuple):
    """Whom a supervisor supervises."""

    pk: int
    name: str
    role: str  # empty without one, as is the team
    team: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person with a cell for each competence, by its code."""

    person: MatrixPerson
    cells: Mapping[str, MatrixCell]
    assessment: int | None = None  # the key of the one that says so; None: nothing was shown
    version: str = ""  # that it answers, where that is not today's

    def among(self, codes: Iterable[str]) -> Self:
        """Return the same of these competences alone."""
        return replace(self, cells={code: self.cells[code] for code in codes})

    def count(self, *wanted: Standing) -> int:
        """Return how many competences stand so."""
        return sum(cell.standing in wanted for cell in self.cells.values())


def shown_in(lines: Iterable[PersonLine]) -> list[tuple[int, int]]:
    """Return the assessments that the lines come from, each with whose it is: by their keys."""
    return [(line.assessment, line.person.pk) for line in lines if line.assessment is not None]


def in_order(lines: Iterable[PersonLine], order: str) -> list[PersonLine]:
    """Return the lines, given by name, in one of the orders: what this does not tell apart stays by name."""
    if order == BY_NAME:
        return list(lines)
    return sorted(lines, key=_by_competence(order.removeprefix(BY_COMPETENCE)) if order != BY_NEED else _by_need)


def _by_need(line: PersonLine) -> tuple[bool, int, int]:
    """Put those with most below the target first, and those of whom nothing was shown last."""
    return line.assessment is None, -line.count(Standing.BELOW), -line.count(*LACKING)


def _by_competence(code: str) -> Callable[[PersonLine], tuple[int, int, int]]:
    """Put those furthest below the target first, then whoever lacks an opportunity, then by level."""

    def key(line: PersonLine) -> tuple[int, int, int]:
        cell = line.cells.get(code, NOTHING)
        return RANKS[cell.standing], -cell.distance, cell.level or 0

    return key
