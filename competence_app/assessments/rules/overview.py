"""A framework drawn as its publishers draw it: a box a domain, with its competences' names, and how each stands."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from competence_app.assessments.rules.answers import BLANK, Answer
from competence_app.assessments.rules.sections import page_with, pages_of
from competence_app.catalogue.rules.domains import Competence, Domain, Statement
from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.rules.words import first_words

FOLDED_FROM = 40  # competences: with fewer, all are in sight


class CompetenceStatus(StrEnum):
    """How a competence stands; of several statements, the first of these that one has."""

    OPEN = "open"  # not answered
    STALE = "stale"  # answered longer ago than that holds
    BELOW = "below"  # below its target
    DONE = "done"


@dataclass(frozen=True, slots=True)
class KnownAnswers:
    """What somebody has answered, which of it holds no longer, and what is expected: by the statements' codes."""

    answers: Mapping[str, Answer]
    stale: Collection[str]
    expected: Mapping[str, int | None]

    def status(self, asked: Statement, content: Content) -> CompetenceStatus:
        """Return how the answer to one statement stands."""
        answer, target = self.answers.get(asked.code, BLANK), self.expected.get(asked.code)
        if not answer.is_full(content.scale):
            return CompetenceStatus.OPEN
        if asked.code in self.stale:
            return CompetenceStatus.STALE
        below = answer.level is not None and target is not None and answer.level < target
        return CompetenceStatus.BELOW if below else CompetenceStatus.DONE


@dataclass(frozen=True, slots=True)
class MapEntry:
    """One competence, with the statement that it begins with and the page of its domain that asks for that.

    ``status`` is None where nobody knows of any answer.
    """

    competence: Competence
    statement: str  # code
    heading: str
    page: int
    status: CompetenceStatus | None

    @property
    def name(self) -> str:
        """Its short name, else its first words."""
        return self.competence.title or first_words(self.competence.text)


@dataclass(frozen=True, slots=True)
class MapBox:
    """One top domain."""

    domain: Domain
    entries: tuple[MapEntry, ...]

    @property
    def left(self) -> int:
        """How many of its competences are not answered, or not any more."""
        return sum(entry.status in {CompetenceStatus.OPEN, CompetenceStatus.STALE} for entry in self.entries)


def boxes(content: Content, known: KnownAnswers | None) -> tuple[MapBox, ...]:
    """Return the framework's map, with how each competence stands where answers are known."""
    return tuple(MapBox(domain, tuple(_entries(domain, content, known))) for domain in content.domains)


def _entries(domain: Domain, content: Content, known: KnownAnswers | None) -> Iterator[MapEntry]:
    statements = content.statements_in(domain.code)
    pages = pages_of(statements)
    order = [*CompetenceStatus]
    for code, group in groupby(statements, key=lambda asked: asked.competence):
        asked = tuple(group)
        status = min((known.status(one, content) for one in asked), key=order.index) if known else None
        first = asked[0]
        yield MapEntry(content.competence(code), first.code, first.heading, page_with({first.code}, pages), status)
