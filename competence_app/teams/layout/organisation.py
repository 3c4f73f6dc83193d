"""The counts of all teams: their sums, how these went by quarter, and team beside team."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from competence_app.assessments.models import Batch
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.schema import Content
from competence_app.teams import wording
from competence_app.teams.layout.alike import needs_alike
from competence_app.teams.layout.needs import NeedCell, NeedRow, needing_cell, needs_row, shade_of
from competence_app.teams.rules.disclosure import DisclosedNeed, DisclosedRow
from competence_app.teams.rules.summing import Sum, quarter_of, sum_of

NOTHING = DisclosedNeed(DisclosedRow.NOTHING)
Needs = Mapping[str, DisclosedNeed]  # by the statements' codes


class Everywhere:
    """What all teams tell of a framework: of each team its latest counts, and of each quarter those closed in it."""

    def __init__(self, content: Content, version_id: int, batches: Sequence[Batch]) -> None:
        """Read the batches, the latest first, as the version asks what they count."""
        told = list(zip(batches, needs_alike(batches, version_id), strict=True))
        self.content = content
        self.by_team: dict[str, Needs] = {}
        for batch, needs in told:
            self.by_team.setdefault(batch.team.name, needs)
        self.by_quarter: dict[date, list[Needs]] = {
            quarter: [needs for _, needs in group]
            for quarter, group in groupby(reversed(told), key=lambda one: quarter_of(localdate(one[0].closed_at)))
        }

    @property
    def teams(self) -> list[str]:
        """The teams that have counts, by name."""
        return sorted(self.by_team, key=str.casefold)

    @property
    def sum_columns(self) -> list[str]:
        """What the columns of ``summed_rows`` are called."""
        return [wording.ALL_TEAMS, *map(quarter_in_words, self.by_quarter)]

    @property
    def team_columns(self) -> list[str]:
        """What the columns of ``team_rows`` are called."""
        return self.teams

    def summed_rows(self) -> list[NeedRow]:
        """Return a row for each statement: of all teams together now, then of those counted in each quarter."""

        def row(statement: Statement) -> NeedRow:
            now = _sum(self.by_team.values(), statement)
            then = (_sum_cell(quarter_in_words(day), _sum(all_, statement)) for day, all_ in self.by_quarter.items())
            return needs_row(self.content, statement, [_sum_cell(wording.ALL_TEAMS, now, parts=True), *then], now.share)

        return [row(statement) for statement in self.content.statements]

    def team_rows(self) -> list[NeedRow]:
        """Return a row for each statement with a cell of each team."""

        def row(statement: Statement) -> NeedRow:
            cells = (needing_cell(team, self.by_team[team].get(statement.code, NOTHING)) for team in self.teams)
            return needs_row(self.content, statement, cells, _sum(self.by_team.values(), statement).share)

        return [row(statement) for statement in self.content.statements]


def _sum(needs: Iterable[Needs], statement: Statement) -> Sum:
    return sum_of(each.get(statement.code, NOTHING) for each in needs)


def _sum_cell(label: str, told: Sum, *, parts: bool = False) -> NeedCell:
    if not told:
        return NeedCell(label, wording.NOT_SHOWN)
    unsummed = wording.UNSUMMED.get((bool(told.few), bool(told.most)), "")
    words = wording.OF_ALL.format(number=told.number, people=told.people) if told.teams else unsummed
    return NeedCell(label, words, shade_of(told.share), tuple(_teams(told)) if parts else ())


def _teams(told: Sum) -> Iterator[SafeString]:
    """Yield how many teams there are of each kind."""
    named = ((wording.TEAMS_SUMMED, told.teams), (wording.TEAMS_FEW, told.few), (wording.TEAMS_MOST, told.most))
    for (one, several), number in named:
        if number:
            yield format_html(one if number == 1 else several, number)


def quarter_in_words(first: date) -> str:
    """Return what a quarter is called, by its first day."""
    last = first.replace(month=first.month + 2)
    return wording.QUARTER.format(first=date_format(first, "M"), last=date_format(last, "M Y"))
