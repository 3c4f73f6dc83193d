"""One person's ratings as a table: a row a competence and voice."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.text import capfirst, slugify
from django.utils.timezone import localdate

from competence_app.assessments.layout.axis import Axis, axis_of
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.lifecycle import State
from competence_app.assessments.wording import STATES
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.schema import Content
from competence_app.reports.layout.files import wording
from competence_app.reports.queries.ratings import Heard, ToldRating
from competence_app.reports.wording import NOT_ANSWERED
from competence_app.ui.books.tables import Book, BookTable, Cell, columns, dated, day_of
from competence_app.ui.books.wording import PRIVATE_FILE


@dataclass(frozen=True, slots=True)
class RatingsFileChoice:
    """What a file of ratings has of what it could have."""

    notes: bool = False  # and reasons: what was written in words of one's own
    carried_dates: bool = True  # the days of former assessments, which not everybody may know


class RatingLine(NamedTuple):
    """What one voice says to one statement of an assessment; no ``rating``: nothing yet."""

    heard: Heard
    content: Content
    axis: Axis
    domain: str
    statement: Statement
    target: int | None
    voice: Voice
    rating: ToldRating | None
    choice: RatingsFileChoice

    @property
    def label(self) -> str:
        """What it says, in the scale's words."""
        return self.axis.words(self.rating.answer.choice if self.rating else "") or NOT_ANSWERED

    @property
    def is_dated(self) -> bool:
        """Whether its day may be told: that of a carried rating is the day of a former assessment."""
        return bool(self.rating and (self.choice.carried_dates or not self.rating.carried_version))


# What stands in each column, by its key in ``wording.RATING_COLUMNS``, with its width in characters.
COLUMNS: Mapping[str, tuple[int, Callable[[RatingLine], Cell]]] = {
    "started": (13, lambda line: day_of(line.heard.started_at)),
    "domain": (24, lambda line: line.domain),
    "code": (9, lambda line: line.statement.code),
    "statement": (60, lambda line: line.statement.in_full),
    "voice": (12, lambda line: wording.VOICES[line.voice]),
    "level": (8, lambda line: line.rating.answer.level if line.rating else None),
    "answer": (22, lambda line: line.label),
    "target": (8, lambda line: line.target),
    "target label": (18, lambda line: line.axis.words(str(line.target))),
    "reason": (36, lambda line: line.rating.answer.reason if line.rating else ""),
    "note": (48, lambda line: line.rating.answer.note if line.rating else ""),
    "rated": (13, lambda line: day_of(line.rating.at) if line.rating and line.is_dated else None),
    "carried version": (14, lambda line: line.rating.carried_version if line.rating else None),
    "carried finished": (14, lambda line: day_of(line.rating.carried_at) if line.rating else None),
    "state": (16, lambda line: state_in_words(line.heard)),
    "finished": (13, lambda line: day_of(line.heard.finished_at)),
    "sent": (13, lambda line: day_of(line.heard.submitted_at)),
    "agreed": (13, lambda line: day_of(line.heard.agreed_at)),
    "rater": (22, lambda line: line.heard.rater),
    "version": (10, lambda line: line.content.version),
    "framework": (40, lambda line: line.content.title),
}
TYPED, OTHER_DAYS = ("reason", "note"), ("carried finished",)
FIXED = 3  # to the code


def own_book(assessments: Iterable[Heard], latest: Content, *, whose: str, is_all: bool, notes: bool) -> Book:
    """Return somebody's own ratings in a framework; ``is_all``: of all on record, not only the latest."""
    words = wording.OWN_FILE
    said = {"what": words["what"], "whose": whose, "assessments": words["all" if is_all else "latest"]}
    table = ratings_table(assessments, RatingsFileChoice(notes))
    return Book(dated(f"{latest.code}-ratings"), words["title"], about_lines(said, latest, notes=notes), [table])


def staff_book(assessments: Iterable[Heard], latest: Content, *, whose: str, by: str, notes: bool) -> Book:
    """Return what was shown to a supervisor of somebody's ratings in a framework; ``latest`` is its newest text."""
    words = wording.STAFF_FILE
    said = {"what": words["what"], "whose": whose, "by": by, "assessments": words["assessments"]}
    table = ratings_table(assessments, RatingsFileChoice(notes, carried_dates=False))
    name = dated(f"{latest.code}-ratings-{slugify(whose, allow_unicode=True)}")
    return Book(name, words["title"].format(whose=whose), about_lines(said, latest, notes=notes), [table])


def ratings_table(assessments: Iterable[Heard], choice: RatingsFileChoice) -> BookTable:
    """Return all that is said in assessments; what is not chosen has no column."""
    left_out = {*(() if choice.notes else TYPED), *(() if choice.carried_dates else OTHER_DAYS)}
    kept = {key: column for key, column in COLUMNS.items() if key not in left_out}
    widths = {key: width for key, (width, _) in kept.items()}
    rows = ([of_line(line) for _, of_line in kept.values()] for line in lines(assessments, choice))
    return BookTable(wording.RATINGS_SHEET, columns(wording.RATING_COLUMNS, widths), rows, fixed=FIXED)


def about_lines(said: Mapping[str, Cell], content: Content | None, *, notes: bool) -> list[tuple[str, Cell]]:
    """Return what a file of ratings says of itself, in the order of ``wording.ABOUT``; ``content`` if of one only."""
    of_one = {"framework": content.title, "levels": answers_in_words(content)} if content else {}
    told = {**said, **of_one, "day": localdate(), "typed": wording.TYPED_TOO[notes], "private": PRIVATE_FILE}
    return [(name, told[key]) for key, name in wording.ABOUT.items() if key in told]


def answers_in_words(content: Content) -> str:
    """Return every answer that there is, a level with its number, each in a line."""
    levels = (f"{level.value}: {level.label}" for level in content.scale.levels)
    return "\n".join([*levels, *(answer.label for answer in content.scale.off_scale)])


def lines(assessments: Iterable[Heard], choice: RatingsFileChoice) -> Iterator[RatingLine]:
    """Yield what every voice says, statement by statement: the practitioner always, the others where they do."""
    for heard in assessments:
        content = heard.content
        axis, titles, expected = axis_of(content), tops(content), content.expected(heard.role)
        for asked in content.statements:
            facts = heard, content, axis, domain_in_words(titles, asked), asked, expected[asked.code]
            yield from (RatingLine(*facts, voice, rating, choice) for voice, rating in _said(heard, asked.code))


def state_in_words(heard: Heard) -> str:
    """Say where an assessment stands."""
    return str(capfirst(STATES[State(heard.state)]))


def domain_in_words(titles: Mapping[str, str], statement: Statement) -> str:
    """Return what a statement's domain and sub-domain are called; ``titles`` are those of ``tops``."""
    return " / ".join(filter(None, (titles[statement.domain], statement.heading)))


def tops(content: Content) -> dict[str, str]:
    """Return the titles of the domains that are in no other, by their codes."""
    return {domain.code: domain.title for domain in content.domains}


def _said(heard: Heard, code: str) -> Iterator[tuple[Voice, ToldRating | None]]:
    for voice in Voice:
        rating = heard.voices.get(voice, {}).get(code)
        if rating or voice is Voice.SELF:
            yield voice, rating
