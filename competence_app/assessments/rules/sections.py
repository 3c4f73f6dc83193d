"""An assessment laid out to be read: its domains, their statements, what is said and how far it has come."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from math import ceil
from operator import attrgetter
from types import MappingProxyType

from competence_app.assessments.rules.answers import BLANK, Answer
from competence_app.assessments.rules.telling import telling_words
from competence_app.catalogue.rules.domains import Domain, Statement
from competence_app.catalogue.rules.scale import Scale
from competence_app.catalogue.rules.schema import Content

MOST_ON_A_PAGE = 15
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

    @property
    def next_page(self) -> int:
        """The page of its rating with the first line that is left to answer or to look at; the first where none is."""
        left = {line.statement.code for line in self.lines if line.to_look_at or not line.is_full}
        return page_with(left, pages_of([line.statement for line in self.lines]))

    @property
    def briefly(self) -> Iterable[tuple[AnswerLine, str]]:
        """Each line, with the few words that tell its statement from the others."""
        said = (line.statement for line in self.lines)
        return zip(self.lines, telling_words(tuple(f"{one.stem} {one.text}" for one in said)), strict=True)


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


def pages_of(statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], ...]:
    """Return what a domain asks page by page: few enough to go on by thumb, a sub-domain together where it fits."""
    pages: list[tuple[Statement, ...]] = []
    for _, group in groupby(statements, key=attrgetter("heading")):
        for piece in _evenly(tuple(group)):
            if pages and len(pages[-1]) + len(piece) <= MOST_ON_A_PAGE:
                pages[-1] += piece
            else:
                pages.append(piece)
    return tuple(pages)


def _evenly(group: tuple[Statement, ...]) -> Iterator[tuple[Statement, ...]]:
    size = ceil(len(group) / ceil(len(group) / MOST_ON_A_PAGE))
    return (group[start : start + size] for start in range(0, len(group), size))


def page_with(codes: Collection[str], pages: Sequence[Sequence[Statement]]) -> int:
    """Return the number of the first page with one of these statements; 1 where none has any."""
    numbered = enumerate(pages, start=1)
    return next((number for number, page in numbered if any(asked.code in codes for asked in page)), 1)


@dataclass(frozen=True, slots=True)
class RatingPlace:
    """One page of a rating: a top domain among those of its framework, and a page among those of the domain."""

    domain: Domain
    number: int  # from 1
    count: int
    next_domain: Domain | None
    pages: tuple[tuple[Statement, ...], ...]
    page: int  # from 1

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What the page asks."""
        return self.pages[self.page - 1]

    @property
    def page_numbers(self) -> range:
        """The numbers of the domain's pages."""
        return range(1, len(self.pages) + 1)

    @property
    def following(self) -> tuple[str, int] | None:
        """The code of the domain of the next page, and its number there."""
        if self.page < len(self.pages):
            return self.domain.code, self.page + 1
        return (self.next_domain.code, 1) if self.next_domain else None


def place_of(content: Content, code: str, page: str = "", asked: str = "") -> RatingPlace:
    """Return a page of the domain with this code: the one that asks what has the code ``asked``, else a numbered one.

    Raise ``ValueError`` where there is no such domain or page.
    """
    domains = content.domains
    number = [domain.code for domain in domains].index(code) + 1
    pages = pages_of(content.statements_in(code))
    shown = page_with({asked}, pages) if asked or not page else [*map(str, range(1, len(pages) + 1))].index(page) + 1
    return RatingPlace(domains[number - 1], number, len(domains), next(iter(domains[number:]), None), pages, shown)


def minutes_for(content: Content) -> int:
    """Estimate how long the answers take: three quarters of a minute each, to the nearest five minutes."""
    return 5 * max(1, round(len(content.statements) * 0.75 / 5))


def overall(laid_out: Iterable[AnswerSection]) -> Progress:
    """Return the progress over all these domains."""
    return Progress.of(line for section in laid_out for line in section.lines)
