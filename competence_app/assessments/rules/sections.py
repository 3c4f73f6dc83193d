"""An assessment laid out to be read: its domains, their statements, what is said and how far it has come."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from competence_app.assessments.rules.answers import BLANK, Answer
from competence_app.catalogue.rules.domains import Domain, Statement
from competence_app.catalogue.rules.scale import Scale
from competence_app.catalogue.rules.schema import Content

NOTHING: Mapping[str, str] = MappingProxyType({})
NEVER: Mapping[str, datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One statement, what is said to it, and what a supervisor remarked on returning it.

    ``since`` is when a former answer was given that was carried over and not said anew; ``to_look_at``: nor was it
    looked at in this round.
    """

    statement: Statement
    answer: Answer
    scale: Scale
    remark: str = ""
    since: datetime | None = None
    to_look_at: bool = False

    @property
    def in_words(self) -> str:
        """The label of the answer, empty while there is none."""
        return self.answer.in_words(self.scale)

    @property
    def is_full(self) -> bool:
        """Whether it is answered, with its reason where one is required."""
        return self.answer.is_full(self.scale)


@dataclass(frozen=True, slots=True)
class Progress:
    """So many statements with a full answer that was given or looked at in this round, of so many.

    ``begun`` counts those with anything typed, ``carried`` those with a full answer that is not looked at again.
    """

    done: int
    begun: int
    carried: int
    total: int

    @classmethod
    def of(cls, lines: Iterable[AnswerLine]) -> "Progress":
        """Count the lines."""
        counted = [(line.is_full, line.answer != BLANK, line.to_look_at) for line in lines]
        return cls(
            done=sum(full and not left for full, _, left in counted),
            begun=sum(begun and not left for _, begun, left in counted),
            carried=sum(full and left for full, _, left in counted),
            total=len(counted),
        )

    @property
    def is_complete(self) -> bool:
        """Whether every statement has its full answer, looked at in this round."""
        return self.done == self.total

    @property
    def to_answer(self) -> int:
        """How many have no full answer at all."""
        return self.total - self.done - self.carried


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """One top domain with its lines."""

    domain: Domain
    lines: tuple[AnswerLine, ...]

    @property
    def progress(self) -> Progress:
        """How far this domain has come."""
        return Progress.of(self.lines)


def sections(
    content: Content,
    answers: Mapping[str, Answer],
    remarks: Mapping[str, str] = NOTHING,
    carried: Mapping[str, datetime] = NEVER,
    to_look_at: Collection[str] = (),
) -> tuple[AnswerSection, ...]:
    """Return the domains in the order of the text, each statement with its answer and the remark on it.

    Some are ``carried`` over, and have the moment at which they were given; some of those are ``to_look_at`` again.
    """

    def line(statement: Statement) -> AnswerLine:
        answer, remark = answers.get(statement.code, BLANK), remarks.get(statement.code, "")
        since, is_left = carried.get(statement.code), statement.code in to_look_at
        return AnswerLine(statement, answer, content.scale, remark, since, to_look_at=is_left)

    return tuple(
        AnswerSection(domain, tuple(map(line, content.statements_in(domain.code)))) for domain in content.domains
    )


@dataclass(frozen=True, slots=True)
class DomainPlace:
    """Where one top domain stands among those of its framework."""

    domain: Domain
    number: int  # from 1
    count: int
    following: Domain | None


def place_of(content: Content, code: str) -> DomainPlace:
    """Return the place of the domain with this code; raise ``ValueError`` where there is none."""
    domains = content.domains
    number = [domain.code for domain in domains].index(code) + 1
    return DomainPlace(domains[number - 1], number, len(domains), next(iter(domains[number:]), None))


def minutes_for(content: Content) -> int:
    """Estimate how long the answers take: three quarters of a minute each, to the nearest five minutes."""
    return 5 * max(1, round(len(content.statements) * 0.75 / 5))


def overall(laid_out: Iterable[AnswerSection]) -> Progress:
    """Return the progress over all these domains."""
    return Progress.of(line for section in laid_out for line in section.lines)
