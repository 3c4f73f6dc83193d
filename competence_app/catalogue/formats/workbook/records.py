"""From a sheet's cells to records: columns found by their headers, cells by field, and each knows where it stands."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

from competence_app.catalogue.formats.problems import MAX_PROBLEMS, Problem, UnreadableError
from competence_app.catalogue.formats.workbook.cells import Cell, SheetRow
from competence_app.catalogue.formats.workbook.layout import FIELDS, CellPlace, Column, Layout, plain
from competence_app.catalogue.formats.workbook.wording import sheet_words
from competence_app.catalogue.rules.misfits import Path

_DATES = {"source.published", "source.review_by"}
_EMPTY = Cell("")
_LIKE_A_HEADER = 0.6  # “Rating” for “Rate”


class ProblemsByPlace(dict[CellPlace, Problem]):
    """What is wrong, one thing at a place: what follows from it there is not told."""

    def add(self, place: CellPlace, message: str) -> None:
        """Add a problem unless the place has one; raise ``UnreadableError`` when it is enough of them."""
        self.setdefault(place, Problem(place, message))
        if len(self) == MAX_PROBLEMS:
            raise UnreadableError(self.values())


class Label(NamedTuple):
    """A header, or what a row of fields is about."""

    text: str
    row: int


class Table(NamedTuple):
    """The rows of a sheet below its headers, and by index which of its columns are read."""

    layout: Layout
    header: int  # number of the row with the headers
    columns: dict[int, Column]
    rows: list[SheetRow]


class Record(dict[str, Any]):
    """What the schema calls a node: its fields, and the row that they stand in (``at``: those elsewhere)."""

    __slots__ = ("at", "layout", "row")

    def __init__(self, layout: Layout, row: int, at: dict[str, CellPlace] | None = None) -> None:
        self.layout = layout
        self.row = row
        self.at = at or {}

    def place(self, *path: str | int) -> CellPlace:
        """Return where a field stands, or what is below it; without a path, the row."""
        for field in (".".join(map(str, path[:2])), *map(str, path[:1])):
            if field in self.at:
                return self.at[field]
            if column := self.layout.column(field):
                return CellPlace(self.layout, self.row, column)
        return CellPlace(self.layout, self.row)


def place(root: Record, path: Path) -> CellPlace:
    """Return where in the workbook stands what is at the path, or what is nearest to it."""
    node: Any = root
    found = root.place(*path)
    for index, step in enumerate(path, start=1):
        try:
            node = node[step]
        except (IndexError, KeyError, TypeError):
            break
        if isinstance(node, Record):
            found = node.place(*path[index:])
    return found


def table(layout: Layout, rows: list[SheetRow] | None, problems: ProblemsByPlace) -> Table:
    """Return the rows below a sheet's headers (none where there is no sheet); add what is missing to the problems."""
    if not rows:
        if layout.at_least:
            problems.add(CellPlace(layout, 0), sheet_words("no-sheet" if rows is None else "empty-sheet"))
        return Table(layout, 1, {}, [])
    header, *below = rows
    labels = {index: Label(cell.text, header.number) for index, cell in header.cells.items()}
    columns = _columns(CellPlace(layout, header.number), labels, problems)
    found = [row for row in below if not columns.keys().isdisjoint(row.cells)]
    if len(found) < layout.at_least and columns:
        problems.add(CellPlace(layout, header.number), sheet_words("too-few-rows", least=layout.at_least))
    return Table(layout, header.number, columns, found)


def records(rows: Table, problems: ProblemsByPlace) -> Iterator[Record]:
    """Yield a record for each row; add what no text can be had of to the problems."""
    for row in rows.rows:
        record = Record(rows.layout, row.number)
        for index, column in rows.columns.items():
            if cell := row.cells.get(index):
                _put(record, column, cell, problems)
        yield record


def fields(rows: Table, problems: ProblemsByPlace) -> Record:
    """Return one record from the sheet that has a field in each row."""
    at_field, at_value = (_index(rows, field) for field in ("field", "value"))
    labels = {index: Label(row.cells.get(at_field, _EMPTY).text, row.number) for index, row in enumerate(rows.rows)}
    columns = _columns(CellPlace(FIELDS, rows.header), labels, problems)
    at = {column.field: CellPlace(FIELDS, labels[index].row, column) for index, column in columns.items()}
    record = Record(FIELDS, rows.header, at)
    for index, column in columns.items():
        if cell := rows.rows[index].cells.get(at_value):
            _put(record, column, cell, problems)
    return record


def _index(rows: Table, field: str) -> int:
    return next(index for index, column in rows.columns.items() if column.field == field)


def _columns(header: CellPlace, labels: dict[int, Label], problems: ProblemsByPlace) -> dict[int, Column]:
    """Return by index which label is that of a known column."""
    known = {plain(column.header): column for column in header.layout.columns}
    found: dict[int, Column] = {}
    for index, (text, row) in labels.items():
        if column := known.get(plain(text)):
            if column in found.values():
                problems.add(CellPlace(header.layout, row, column), sheet_words("header-twice"))
            found[index] = column
    others = {plain(label.text): label for index, label in labels.items() if index not in found}
    for column in header.layout.columns:
        if column not in found.values():
            _note_missing(column, header, others, problems)
    return found


def _note_missing(column: Column, header: CellPlace, others: dict[str, Label], problems: ProblemsByPlace) -> None:
    if near := get_close_matches(plain(column.header), others, n=1, cutoff=_LIKE_A_HEADER):
        text, row = others[near[0]]
        message = sheet_words("misspelt", written=text, header=column.header)
        problems.add(CellPlace(header.layout, row, column), message)
    elif column.example:
        message = sheet_words("missing", example=column.example)
        problems.add(CellPlace(header.layout, header.row, column), message)


def _put(record: Record, column: Column, cell: Cell, problems: ProblemsByPlace) -> None:
    text = cell.date or cell.text if column.field in _DATES else cell.text
    if not text:
        problems.add(record.place(column.field), cell.fault)
        return
    value = text.lower() if column.choices else _codes(text) if column.field == "replaces" else text
    head, _, tail = column.field.partition(".")
    if tail:
        record.setdefault(head, {})[tail] = value
    else:
        record[head] = value


def _codes(text: str) -> list[str]:
    return [code for code in re.split(r"[\s,;]+", text) if code]
