"""What is to become of a whole file of people: row by row, then by what rows have to do with each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from competence_app.accounts.rules.importing.addresses import addresses_of
from competence_app.accounts.rules.importing.deciding import Deciding, ImportSurroundings
from competence_app.accounts.rules.importing.plans import FieldRefusal, ImportPlan, Lines, RefusalCode, RowPlan
from competence_app.accounts.rules.importing.rows import PersonColumn, Rows

_Lost = Mapping[int, FieldRefusal]  # by the number of the row that is refused for it


def decide(rows: Rows, around: ImportSurroundings) -> ImportPlan:
    """Return what is to become of each row; nothing is taken away by a cell that is empty."""
    deciding = Deciding(around, addresses_of(rows))
    lines = Lines(line for some in rows.some() for line in deciding.lines(some))
    if lost := _lost(lines):
        lines = Lines(_without(lines, lost))
    used = {line.after(PersonColumn.TEAM) for line in lines if not line.refusals}
    return ImportPlan(lines, tuple(team for team in deciding.new_teams if team in used))


def _lost(lines: Lines) -> _Lost:
    """Return who would be supervised by somebody whose own row is refused, and so on."""
    waiting = [(line.number, line.address) for line in lines if line.refusals and line.address and not line.is_known]
    supervised = _newly_supervised(lines) if waiting else {}
    lost: dict[int, FieldRefusal] = {}
    while waiting:
        number, address = waiting.pop()
        following = supervised.pop(address, [])
        named = (address, str(number))
        lost |= {
            row: FieldRefusal(PersonColumn.SUPERVISOR, RefusalCode.REFUSED_SUPERVISOR, named) for row, _ in following
        }
        waiting += [(row, theirs) for row, theirs in following if theirs]
    return lost


def _newly_supervised(lines: Iterable[RowPlan]) -> dict[str, list[tuple[int, str]]]:
    """Return by the address of a supervisor whom they would get: of rows the number, and the address of a newcomer."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in lines:
        if not line.refusals and (supervisor := line.after(PersonColumn.SUPERVISOR)):
            found[supervisor].append((line.number, "" if line.is_known else line.address))
    return found


def _without(lines: Iterable[RowPlan], lost: _Lost) -> Iterator[RowPlan]:
    for line in lines:
        yield replace(line, refusals=(lost[line.number],)) if line.number in lost else line
