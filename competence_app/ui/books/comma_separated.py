"""Tables as CSV, for programs: one table, with its header."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import chain, islice

from competence_app.ui.books.tables import Book, BookTable, Cell
from competence_app.ui.cells import csv_text

AT_ONCE = 500  # rows


def csv_pieces(book: Book) -> Iterator[bytes]:
    """Yield the book's main table; dates as 2026-11-28."""
    return pieces_of(book.main)


def pieces_of(table: BookTable) -> Iterator[bytes]:
    """Yield a table in UTF-8 with the mark by which Excel knows that it is, some rows in each piece."""
    header = [column.header for column in table.columns]
    rows, encoding = map(_guarded, chain([header], table.rows)), "utf-8-sig"
    while some := list(islice(rows, AT_ONCE)):
        text = StringIO(newline="")
        csv.writer(text).writerows(some)
        yield text.getvalue().encode(encoding)
        encoding = "utf-8"  # the mark stands at the beginning alone


def _guarded(row: Sequence[Cell]) -> Iterator[object]:
    return (csv_text(cell) if isinstance(cell, str) else cell for cell in row)
