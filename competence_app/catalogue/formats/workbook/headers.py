"""Which columns of a sheet are read: those whose headers are known. What is nearly one is asked about."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import NamedTuple

from competence_app.catalogue.formats.wording import any_of
from competence_app.catalogue.formats.workbook.complaints import ProblemsByPlace
from competence_app.catalogue.formats.workbook.layout import LEVELS, CellPlace, Column, Layout, plain
from competence_app.catalogue.formats.workbook.wording import sheet_words
from competence_app.ui.workbooks.cells import SheetRow

_LIKE_A_HEADER = 0.6  # “Rating” for “Rate”
_LEVEL = re.compile(r"level\W*[0-9]{1,9}")


class Label(NamedTuple):
    """A header, or what a row of fields is about."""

    text: str
    row: int


class SheetTable(NamedTuple):
    """The rows of a sheet below its headers, and by index which of its columns are read."""

    layout: Layout
    header: int  # number of the row with the headers
    columns: dict[int, Column]
    rows: list[SheetRow]
    unread: Mapping[int, Label] = MappingProxyType({})

    def at(self, field: str) -> int:
        """Return which column holds a field that must be there."""
        return next(index for index, column in self.columns.items() if column.field == field)

    def texts(self, field: str) -> list[str]:
        """Return what the rows say of a field."""
        indices = [index for index, column in self.columns.items() if column.field == field]
        return [row.cells[index].text for row in self.rows for index in indices if index in row.cells]


def sheet_table(layout: Layout, rows: list[SheetRow] | None, problems: ProblemsByPlace) -> SheetTable:
    """Return the rows below a sheet's headers (none where there is no sheet); add what is missing to the problems."""
    if not rows:
        if layout.at_least:
            problems.add(CellPlace(layout, 0), sheet_words("no-sheet" if rows is None else "empty-sheet"))
        return SheetTable(layout, 1, {}, [])
    header, *below = rows
    labels = {index: Label(cell.text, header.number) for index, cell in header.cells.items()}
    columns = sheet_columns(CellPlace(layout, header.number), labels, problems)
    found = [row for row in below if not columns.keys().isdisjoint(row.cells)]
    if len(found) < layout.at_least and columns:
        problems.add(CellPlace(layout, header.number), sheet_words("too-few-rows", least=layout.at_least))
    return SheetTable(layout, header.number, columns, found, unread(labels, columns))


def sheet_columns(header: CellPlace, labels: dict[int, Label], problems: ProblemsByPlace) -> dict[int, Column]:
    """Return by index which label is that of a known column; add what is missing or twice there to the problems."""
    known = {plain(column.header): column for column in header.layout.columns}
    found: dict[int, Column] = {}
    for index, (text, row) in labels.items():
        if column := known.get(plain(text)):
            if column in found.values():
                problems.add(CellPlace(header.layout, row, column), sheet_words("header-twice"))
            found[index] = column
    others = {plain(label.text): label for label in unread(labels, found).values()}
    for column in header.layout.columns:
        if column not in found.values():
            _note_missing(column, header, others, problems)
    return found


def unread(labels: dict[int, Label], columns: dict[int, Column]) -> dict[int, Label]:
    """Return the labels that are no column's."""
    return {index: label for index, label in labels.items() if index not in columns and label.text}


def nearest(name: str, others: Iterable[str], cutoff: float) -> str | None:
    """Return which of the others may be meant for the name: it begins alike, and has the same number in it, if any."""
    candidates = [other for other in others if other[:1] == name[:1] and _digits(other) == _digits(name)]
    return next(iter(get_close_matches(name, candidates, n=1, cutoff=cutoff)), None)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _note_missing(column: Column, header: CellPlace, others: dict[str, Label], problems: ProblemsByPlace) -> None:
    if near := nearest(plain(column.header), others, _LIKE_A_HEADER):
        text, row = others[near]
        message = sheet_words("misspelt", written=text, header=column.header)
        problems.add(CellPlace(header.layout, row, column), message)
    elif column.example:
        message = sheet_words("missing", example=column.example)
        problems.add(CellPlace(header.layout, header.row, column), message)


def refuse_levels(competences: SheetTable, problems: ProblemsByPlace) -> None:
    """Add the columns that say something of levels which the scale does not have to the problems."""
    layout = competences.layout
    choice = any_of(column.header for column in layout.columns if column.field.startswith("levels."))
    for index, (text, row) in competences.unread.items():
        if choice and _LEVEL.fullmatch(plain(text)) and any(index in below.cells for below in competences.rows):
            message = sheet_words("off-the-scale", sheet=LEVELS.title, choice=choice)
            problems.add(CellPlace(layout, row, Column("", text, "")), message)
