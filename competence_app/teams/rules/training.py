"""What people need to learn, competence by competence, and where few could stand in for each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from competence_app.assessments.rules.standing import LACKING, Standing, helping
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.resources import Resource
from competence_app.catalogue.rules.scale import Level
from competence_app.catalogue.rules.schema import Content
from competence_app.teams.rules.matrix import MatrixCell, MatrixPerson, PersonLine

COVERED_BY = 2  # people: with one alone, nobody stands in

Placed = tuple[MatrixPerson, MatrixCell]


@dataclass(frozen=True)
class TrainingNeed:
    """One competence, with who needs what of it; of everybody with an answer, be it to other words."""

    statement: Statement
    cover: Level  # at which somebody can be relied on
    lead: Level  # at which somebody can lead others
    resources: tuple[Resource, ...]  # that would help any of them
    placed: tuple[Placed, ...]

    def standing(self, *wanted: Standing) -> list[Placed]:
        """Return who stands so, the furthest below the target first."""
        found = (each for each in self.placed if each[1].standing in wanted)
        return sorted(found, key=lambda each: -each[1].distance)

    @cached_property
    def known(self) -> int:
        """Of how many it is known where they stand."""
        return sum(cell.is_known for _, cell in self.placed)

    @property
    def stale(self) -> list[Placed]:
        """Whose rating is older than it holds: neither low nor wrong."""
        return [each for each in self.placed if each[1].is_stale and each[1].is_known]

    @property
    def asked_otherwise(self) -> list[Placed]:
        """Who answered it in other words, which is no answer to these."""
        return [each for each in self.placed if each[1].is_asked_otherwise]

    @property
    def leading(self) -> list[Placed]:
        """Who is at the scale's highest level."""
        return self._from(self.lead)

    @property
    def covering(self) -> list[Placed]:
        """Who is at the level for cover or above it."""
        return self._from(self.cover)

    @property
    def is_at_risk(self) -> bool:
        """Whether one or nobody covers it, as far as anything is known."""
        return bool(self.known) and len(self.covering) < COVERED_BY

    @cached_property
    def rank(self) -> tuple[int, int, int]:
        """Where it stands among others by need: most below the target first, then most without opportunity."""
        return -len(self.standing(Standing.BELOW)), -len(self.standing(Standing.NEED)), len(self.covering)

    def _from(self, level: Level) -> list[Placed]:
        return [each for each in self.placed if each[1].level is not None and each[1].level >= level.value]


def training_needs(content: Content, lines: Iterable[PersonLine]) -> list[TrainingNeed]:
    """Return what these people need of each competence, in the order of the text."""
    shown = list(lines)
    return [_need(content, statement, shown) for statement in content.statements]


def by_need(needs: Iterable[TrainingNeed]) -> list[TrainingNeed]:
    """Return the greatest need first."""
    return sorted(needs, key=lambda need: need.rank)


def _need(content: Content, statement: Statement, lines: Sequence[PersonLine]) -> TrainingNeed:
    placed = tuple((line.person, line.cells[statement.code]) for line in lines)
    offered = content.competence(statement.competence).resources
    lacking = {(cell.standing, cell.level) for _, cell in placed if cell.standing in LACKING}
    helpful = tuple(one for one in offered if any(helping([one], *where) for where in lacking))
    return TrainingNeed(statement, cover_level(content, statement), content.scale.levels[-1], helpful, placed)


def cover_level(content: Content, statement: Statement) -> Level:
    """Return the level at which somebody can be relied on: what the framework expects whatever the job role.

    Where it expects nothing, that is the second highest; on a scale of two levels the highest.
    """
    levels = content.scale.levels
    expected = content.target(statement.competence, None)
    found = next((level for level in levels if level.value == expected), None)
    return found or levels[max(len(levels) - 2, 1)]
