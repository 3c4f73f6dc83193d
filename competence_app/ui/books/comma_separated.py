"""Tables as CSV, for programs: one table, with its header."""

import csv
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from typing import BinaryIO

from competence_app.ui.books.tables import Book, Cell, Table
from competence_app.ui.cells import csv_text


def write_csv(book: Book, file: BinaryIO) -> None:
    """Write the book's main table; dates as 2026-11-28."""
    write_table(book.main, file)


def write_table(table: Table, file: BinaryIO) -> None:
    """Write a table in UTF-8 with the mark by which Excel knows that it is."""
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(_guarded([column.header for column in table.columns]))
    writer.writerows(map(_guarded, table.rows))
    text.detach()  # which writes the rest, and leaves the file open


def _guarded(row: Sequence[Cell]) -> Iterator[object]:
    return (csv_text(cell) if isinstance(cell, str) else cell for cell in row)
