"""Files of people as bytes, in each format."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

HEADERS = ("Full name", "Email address", "Job role", "Team", "Supervisor's email address", "Roles")


def csv_file(*rows: Sequence[str], headers: Sequence[str] = HEADERS, between: str = ",") -> bytes:
    """Return a table as CSV; cells hold none of what is ``between``."""
    return "\r\n".join(between.join(row) for row in (headers, *rows)).encode()


def workbook(*rows: Sequence[Any], headers: Sequence[Any] = HEADERS, sheets: Sequence[str] = ("People",)) -> bytes:
    """Return a workbook with the rows on its last sheet, as a spreadsheet program leaves it."""
    book = Workbook()
    book.active.title = sheets[0]  # type: ignore[union-attr]  # of a new book
    for title in sheets[1:]:
        book.create_sheet(title)
    for row in (headers, *rows):
        book.worksheets[-1].append(list(row))
    book.save(file := BytesIO())
    return file.getvalue()
