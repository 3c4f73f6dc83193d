"""From an uploaded file's bytes to a table: its headers, and the texts in the rows below."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import NamedTuple

from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.document.plain import decoded
from competence_app.catalogue.formats.foreign.places import RowPlace
from competence_app.catalogue.formats.foreign.wording import foreign_words
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.workbook.wording import sheet_words
from competence_app.ui.cells import text_of_csv
from competence_app.ui.workbooks.cells import Cell, SheetRow
from competence_app.ui.workbooks.open_document import read_any_sheets
from competence_app.ui.workbooks.unpacking import MAX_COLUMNS, MAX_ROW, WorkbookError

_SEPARATORS = ",;\t|"
_PACKED = b"PK"


class TableRow(NamedTuple):
    """A row that is not empty: its number in the file, and a text for each column."""

    number: int
    texts: Sequence[str]


class Table(NamedTuple):
    """A table's headers, each another, and the rows below them."""

    headers: tuple[str, ...]
    rows: tuple[TableRow, ...]


def table_in(data: bytes, notes: list[Note]) -> Table:
    """Return the table that the file holds, of several sheets the longest; raise ``UnreadableError``."""
    rows = list(_of_workbook(data, notes) if data.startswith(_PACKED) else _of_text(data))
    if not rows:
        raise UnreadableError.whole(foreign_words("no-table"))
    header, *below = rows
    width = max(len(row.texts) for row in rows)
    headers = list(_told_apart([*header.texts, *[""] * (width - len(header.texts))]))
    return Table(tuple(headers), tuple(TableRow(row.number, [*row.texts, *[""] * width][:width]) for row in below))


def is_comma_separated(head: bytes) -> bool:
    """Tell whether a file that begins like this may be a table: its first line has several cells."""
    line = head.lstrip().partition(b"\n")[0]
    return b"\0" not in line and any(line.count(mark.encode()) for mark in _SEPARATORS)


def _told_apart(headers: Sequence[str]) -> Iterator[str]:
    seen: set[str] = set()
    for number, header in enumerate(headers, start=1):
        name = " ".join(header.split()) or f"Column {number}"
        seen.add(name := name if name not in seen else f"{name} ({number})")
        yield name


def _of_text(data: bytes) -> Iterator[TableRow]:
    text = decoded(data)
    header = text.lstrip().partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=header.count))
    try:
        for number, cells in enumerate(islice(reader, MAX_ROW), start=1):
            texts = [text_of_csv(cell.strip()) for cell in cells[:MAX_COLUMNS]]
            if any(texts):
                yield TableRow(number, texts)
        if next(reader, None) is not None:
            raise UnreadableError.whole(foreign_words("too-large"))
    except csv.Error:
        raise UnreadableError.whole(foreign_words("no-table")) from None


def _of_workbook(data: bytes, notes: list[Note]) -> Iterator[TableRow]:
    try:
        book = read_any_sheets(data, lambda titles: titles)
    except WorkbookError as error:
        raise UnreadableError.whole(sheet_words(error.code, most=MAX_ROW)) from None
    longest = max(book.rows.values(), key=len, default=[])
    others = (title for title, rows in book.rows.items() if rows and rows is not longest)
    notes.extend(of_whole("left-out", "sheet", title) for title in others)
    for row in longest:
        yield TableRow(row.number, list(_texts(row, notes)))


def _texts(row: SheetRow, notes: list[Note]) -> Iterator[str]:
    for index in range(max(row.cells) + 1):
        cell = row.cells.get(index, Cell(""))
        text = cell.text or cell.date or (str(cell.value) if cell.fault in {"number", "truth"} else "")
        if cell.fault and not text:
            notes.append(Note("left-out", RowPlace(row.number), "cell", sheet_words(cell.fault, value=cell.value)))
        yield text
