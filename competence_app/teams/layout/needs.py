"""A batch as it is laid out by need: how many a competence leaves with something to be done, and how many not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from django.utils.html import format_html
from django.utils.safestring import SafeString

from competence_app.assessments.models import Batch
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.schema import Content
from competence_app.people.rules.headcounts import SMALLEST
from competence_app.teams import wording
from competence_app.teams.rules.disclosure import DisclosedNeed, DisclosedRow, Span, need_of
from competence_app.ui.languages import OURS
from competence_app.ui.pieces import render_piece
from competence_app.ui.templatetags.ui import in_language

Counts = Mapping[str, int]  # people by choice
SHADES = 4
NOTHING = DisclosedNeed(DisclosedRow.NOTHING)
OTHERS = {
    DisclosedRow.BOTH: DisclosedRow.BOTH,
    DisclosedRow.FEW_NEEDING: DisclosedRow.FEW_MEETING,
    DisclosedRow.FEW_MEETING: DisclosedRow.FEW_NEEDING,
}
NO_LEVEL, NO_OPPORTUNITY, NO_TARGET = (
    in_language(words, OURS) for words in (wording.NO_LEVEL, wording.NO_OPPORTUNITY, wording.NO_TARGET)
)


@dataclass(frozen=True, slots=True)
class NeedsColumn:
    """One column of a side: what it is called, and the choice counted in it; empty for all that are no level."""

    label: SafeString
    choice: str = ""


@dataclass(frozen=True, slots=True)
class NeedsSides:
    """The columns of a competence, the lowest first: those that may leave something to be done, and the others.

    A level stands on both where it is enough of some job roles and not of others.
    """

    needing: tuple[NeedsColumn, ...]
    meeting: tuple[NeedsColumn, ...]


@dataclass(frozen=True, slots=True)
class NeedCell:
    """One number, or what is told in its place; ``shade`` is 0 (none) to ``SHADES``, by its share of all."""

    label: str
    words: str
    shade: int = 0
    parts: tuple[SafeString, ...] = ()  # what there is to say of parts of it


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One competence with what is expected of it, and what may be told of it in one cell or several."""

    statement: Statement
    target: SafeString
    cells: tuple[NeedCell, ...]  # none: nothing may be told
    share: float  # of the people who have something to do, as far as it is told: to sort by

    @property
    def html(self) -> SafeString:
        """The row."""
        return _row_html(self)


@lru_cache(maxsize=16384)
def _row_html(row: NeedRow) -> SafeString:
    return render_piece("teams/team/need_row.html", {"row": row})


def needs_of(content: Content, *batches: Batch) -> list[dict[str, DisclosedNeed]]:
    """Return of each batch by need, all of the same version, what may be told of each statement, by its code."""
    sides = {statement.code: sides_of(content, statement.competence) for statement in content.statements}
    return [_needs(batch, sides) for batch in batches]


def _needs(batch: Batch, sides: Mapping[str, NeedsSides]) -> dict[str, DisclosedNeed]:
    everything: Mapping[str, Counts] = batch.needing or {}

    def need(code: str) -> DisclosedNeed:
        counts, needing = batch.counts.get(code, {}), everything.get(code, {})
        meeting = {choice: people - needing.get(choice, 0) for choice, people in counts.items()}
        return need_of(_in_columns(sides[code].needing, needing), _in_columns(sides[code].meeting, meeting))

    return {code: need(code) for code in sides}


def _in_columns(columns: Sequence[NeedsColumn], people: Counts) -> list[int]:
    levels = {column.choice for column in columns}
    rest = sum(number for choice, number in people.items() if choice not in levels)
    return [people.get(column.choice, 0) if column.choice else rest for column in columns]


def sides_of(content: Content, competence: str) -> NeedsSides:
    """Return the columns of a competence, by what its framework expects of any job role."""
    targets = content.all_targets(competence)
    expected = [target for target in targets if target is not None]
    levels = [(level.value, in_language(level.label, content.language)) for level in content.scale.levels]
    below = [NeedsColumn(label, str(value)) for value, label in levels if value < max(expected, default=0)]
    enough = [NeedsColumn(label, str(value)) for value, label in levels if None in targets or value >= min(expected)]
    return NeedsSides((NeedsColumn(NO_OPPORTUNITY), *below), (NeedsColumn(NO_LEVEL), *enough))


def target_in_words(content: Content, competence: str) -> SafeString:
    """Return which level is expected of a competence; of several, from which to which, by job role."""
    targets = content.all_targets(competence)
    found = [in_language(level.label, content.language) for level in content.scale.levels if level.value in targets]
    if not found:
        return NO_TARGET
    return format_html(wording.TARGETS[len(found) > 1], found[0], found[-1])


def divided_rows(content: Content, needs: Mapping[str, DisclosedNeed]) -> list[NeedRow]:
    """Return a row of both numbers for each statement, in the order of the text."""

    def row(statement: Statement) -> NeedRow:
        need = needs[statement.code]
        return needs_row(content, statement, _divided(need, sides_of(content, statement.competence)), need.share)

    return [row(statement) for statement in content.statements]


def rows_beside(content: Content, *columns: tuple[str, Mapping[str, DisclosedNeed]]) -> list[NeedRow]:
    """Return a row with one cell of each of the named columns; sorted by need, it is that of the first."""

    def row(statement: Statement) -> NeedRow:
        needs = [(label, needs.get(statement.code, NOTHING)) for label, needs in columns]
        cells = (needing_cell(label, need) for label, need in needs)
        return needs_row(content, statement, cells, needs[0][1].share)

    return [row(statement) for statement in content.statements]


def needs_row(content: Content, statement: Statement, cells: Iterable[NeedCell], share: float) -> NeedRow:
    """Return a statement's row, with what is expected of it."""
    return NeedRow(statement, target_in_words(content, statement.competence), tuple(cells), share)


def rows_by_need(rows: Iterable[NeedRow]) -> list[NeedRow]:
    """Sort rows by what is told of them, those that most people have something to do about first."""
    return sorted(rows, key=lambda row: -row.share)


def needing_cell(label: str, need: DisclosedNeed) -> NeedCell:
    """Return in one cell how many of how many have something to do."""
    if need.told is DisclosedRow.NOTHING:
        return NeedCell(label, wording.NOT_SHOWN)
    words = wording.SHORT[need.told].format(number=need.number, few=SMALLEST, many=need.people - SMALLEST)
    return NeedCell(label, wording.OF_ALL.format(number=words, people=need.people), shade_of(need.share))


def _divided(need: DisclosedNeed, sides: NeedsSides) -> Iterator[NeedCell]:
    if need.told is not DisclosedRow.NOTHING:
        other = replace(need, told=OTHERS[need.told], needing=need.meeting, meeting=need.needing)
        yield NeedCell(wording.NEEDING, _number(need), shade_of(need.share), _parts(sides.needing, need.needing))
        yield NeedCell(wording.MEETING, _number(other), 0, _parts(sides.meeting, need.meeting))


def _number(need: DisclosedNeed) -> str:
    """Say how many have something to do."""
    match need.told:
        case DisclosedRow.FEW_NEEDING:
            return wording.FEW
        case DisclosedRow.FEW_MEETING:
            return wording.MANY.format(people=need.people - SMALLEST)
    return str(need.number)


def shade_of(share: float) -> int:
    """Return how dark a cell is, by the share of those who have something to do."""
    return min(SHADES, 1 + int(share * SHADES)) if share > 0 else 0


def _parts(columns: Sequence[NeedsColumn], spans: Sequence[Span]) -> tuple[SafeString, ...]:
    """Return what each part of a number is called, and how many people it has; nothing where it is one alone."""
    ends = list(accumulate(span.width for span in spans))
    named = zip(spans, [0, *ends], ends, strict=False)
    said = (format_html("{}: {}", _called(columns[start:end]), span.people) for span, start, end in named)
    return tuple(said) if len(spans) > 1 else ()


def _called(columns: Sequence[NeedsColumn]) -> SafeString:
    return format_html(wording.span_in_words(len(columns)), columns[0].label, columns[-1].label)
