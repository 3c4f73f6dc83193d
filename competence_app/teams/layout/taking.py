"""The counts of all teams to take along: the same cells as on their pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.html import strip_tags

from competence_app.teams import wording
from competence_app.teams.layout.books import about_lines
from competence_app.teams.layout.needs import NeedCell, NeedRow, rows_by_need
from competence_app.teams.layout.organisation import Everywhere
from competence_app.teams.layout.sheet import said
from competence_app.ui.books.tables import Book, BookColumn, BookTable, dated

WIDTHS = (9, 70, 26)  # of the code, the statement and the target, in characters
CELL = 18


def everywhere_book(everywhere: Everywhere, *, whose: str, by: str) -> Book:
    """Return all teams' sums and quarters, then team beside team, those of most need first."""
    words, content = wording.EVERYWHERE_FILE, everywhere.content
    tables = [
        _table(words["sums"], everywhere.sum_columns, everywhere.summed_rows()),
        _table(words["teams"], everywhere.team_columns, everywhere.team_rows()),
    ]
    about = about_lines(content, what=words["what"], by=by, people=whose, private=words["nature"])
    name, title = words["name"].format(code=content.code), words["title"].format(framework=content.title)
    return Book(dated(name), title, about, tables, nature=words["nature"], footer=words["footer"])


def _table(title: str, names: Iterable[str], rows: Iterable[NeedRow]) -> BookTable:
    heads = [BookColumn(name, width) for name, width in zip(wording.EVERYWHERE_COLUMNS, WIDTHS, strict=True)]
    heads += [BookColumn(name, CELL) for name in names]
    return BookTable(title, heads, [list(_cells(row)) for row in rows_by_need(rows)], fixed=1)


def _cells(row: NeedRow) -> Iterator[str]:
    yield from (row.statement.code, row.statement.in_full, strip_tags(row.target))
    yield from (_words(cell) for cell in row.cells)


def _words(cell: NeedCell) -> str:
    return ", ".join([cell.words, *map(strip_tags, cell.parts)])


def everywhere_values(everywhere: Everywhere, *, whose: str, by: str, on: date) -> Mapping[str, object]:
    """Return the sums as plain values for paper."""
    content, words, day = everywhere.content, wording.EVERYWHERE_FILE, date_format(on, "j F Y")
    told: Sequence[tuple[str, str]] = [("by", by), ("people", whose)]
    cover = {
        "title": said(content.title, content.language),
        "kind": words["kind"],
        "subtitle": f"{words['kind']}: {day}",
        "person": by,
        "day": day,
        "facts": [{"name": wording.ABOUT[name], "value": [said(text)]} for name, text in told],
        "left_out": words["what"],
    }
    return {"cover": cover, "rows": [_values(row, content.language) for row in rows_by_need(everywhere.summed_rows())]}


def _values(row: NeedRow, language: str) -> Mapping[str, object]:
    statement = " ".join(row.statement.in_full.split())
    return {
        "code": row.statement.code,
        "statement": said(statement, language),
        "need": _words(row.cells[0]),
        "helps": [],
    }
