"""The formats of tables that people take along: a new one is a module beside theirs, and a line in ``FORMATS``."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest

from competence_app.ui.books.comma_separated import csv_pieces
from competence_app.ui.books.tables import Book
from competence_app.ui.books.workbook import workbook_pieces
from competence_app.ui.downloads import Download, Stream, sent_as_made


@dataclass(frozen=True, slots=True)
class TableFormat:
    """One way to write tables down."""

    suffix: str
    media_type: str
    pieces: Callable[[Book], Iterator[bytes]]
    is_packed: bool = False  # nothing on its way makes it smaller

    def download(self, book: Book) -> Download:
        """Return the book as a file that is whole before it is sent."""
        return Download(lambda file: file.writelines(self.pieces(book)), **self._named(book))

    def stream(self, book: Book, request: HttpRequest) -> Stream | Download:
        """Return the book as a file that is sent while it is made."""
        return sent_as_made(request, self.pieces(book), **self._named(book), is_packed=self.is_packed)

    def _named(self, book: Book) -> dict[str, str]:
        return {"name": f"{book.name}{self.suffix}", "media_type": self.media_type}


FORMATS = {
    "xlsx": TableFormat(
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook_pieces,
        is_packed=True,
    ),
    "csv": TableFormat(".csv", "text/csv; charset=utf-8", csv_pieces),
}


def format_asked(key: str) -> TableFormat:
    """Return the format with this key; a workbook where there is none."""
    return FORMATS.get(key, FORMATS["xlsx"])
