"""The formats of tables that people take along: a new one is a module beside theirs, and a line in ``FORMATS``."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from competence_app.ui.books.comma_separated import write_csv
from competence_app.ui.books.tables import Book
from competence_app.ui.books.workbook import write_workbook
from competence_app.ui.downloads import Download


@dataclass(frozen=True, slots=True)
class TableFormat:
    """One way to write tables down."""

    suffix: str
    media_type: str
    write: Callable[[Book, BinaryIO], object]

    def download(self, book: Book) -> Download:
        """Return the book as a file."""
        return Download(partial(self.write, book), name=f"{book.name}{self.suffix}", media_type=self.media_type)


FORMATS = {
    "xlsx": TableFormat(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_workbook),
    "csv": TableFormat(".csv", "text/csv; charset=utf-8", write_csv),
}


def format_asked(key: str) -> TableFormat:
    """Return the format with this key; a workbook where there is none."""
    return FORMATS.get(key, FORMATS["xlsx"])
