"""Files that somebody took along, read as their programs read them."""

import csv
from io import BytesIO, StringIO
from typing import Any

from django.http import HttpResponse
from openpyxl import load_workbook


def bytes_of(response: HttpResponse) -> bytes:
    """Return what was downloaded."""
    parts: Any = response.streaming_content  # type: ignore[attr-defined]  # a download streams
    return b"".join(parts)


def workbook_of(response: HttpResponse) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of a workbook's sheets by their titles."""
    book = load_workbook(BytesIO(bytes_of(response)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def rows_of(table: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Return a sheet's rows, each by its columns' headers."""
    header, *rows = table
    return [dict(zip(header, row, strict=True)) for row in rows]


def csv_of(response: HttpResponse) -> list[dict[str, str]]:
    """Return a CSV file's rows, each by its columns' headers."""
    return list(csv.DictReader(StringIO(bytes_of(response).decode("utf-8-sig"), newline="")))
