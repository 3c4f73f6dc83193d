"""From a sheet's rows to records: what its cells say by field, and each knows where it stands."""

from collections.abc import Iterator
from typing import Any

from competence_app.catalogue.formats.workbook.complaints import ProblemsByPlace
from competence_app.catalogue.formats.workbook.headers import Label, SheetTable, sheet_columns
from competence_app.catalogue.formats.workbook.layout import FIELDS, CellPlace, Column, Layout
from competence_app.catalogue.formats.workbook.wording import sheet_words
from competence_app.catalogue.rules.misfits import Path
from competence_app.ui.workbooks.cells import Cell

_DATES = {"source.published", "source.review_by"}
_EMPTY = Cell("")


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


def records(rows: SheetTable, problems: ProblemsByPlace) -> Iterator[Record]:
    """Yield a record for each row; add what no text can be had of to the problems."""
    for row in rows.rows:
        record = Record(rows.layout, row.number)
        for index, column in rows.columns.items():
            if cell := row.cells.get(index):
                _put(record, column, cell, problems)
        yield record


def fields(rows: SheetTable, problems: ProblemsByPlace) -> Record:
    """Return one record from the sheet that has a field in each row."""
    at_value, labels = rows.at("value"), field_labels(rows)
    columns = sheet_columns(CellPlace(FIELDS, rows.header), labels, problems)
    at = {column.field: CellPlace(FIELDS, labels[index].row, column) for index, column in columns.items()}
    record = Record(FIELDS, rows.header, at)
    for index, column in columns.items():
        if cell := rows.rows[index].cells.get(at_value):
            _put(record, column, cell, problems)
    return record


def field_labels(rows: SheetTable) -> dict[int, Label]:
    """Return by index what each row of that sheet is about."""
    at_field = rows.at("field")
    return {index: Label(row.cells.get(at_field, _EMPTY).text, row.number) for index, row in enumerate(rows.rows)}


def _put(record: Record, column: Column, cell: Cell, problems: ProblemsByPlace) -> None:
    text = cell.date or cell.text if column.field in _DATES else cell.text
    if not text:
        problems.add(record.place(column.field), sheet_words(cell.fault, value=cell.value))
        return
    value = column.notation.read(text)
    head, _, tail = column.field.partition(".")
    if tail:
        record.setdefault(head, {})[tail] = value
    else:
        record[head] = value
