"""OpenDocument spreadsheets of our own writing."""

from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

KIND = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(f'xmlns:{name}="{name}"' for name in ("office", "table", "text"))


def packed(content: str | bytes, kind: str = KIND) -> bytes:
    """Return the file that holds this XML."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, ZIP_STORED)
        archive.writestr("content.xml", content)
    return file.getvalue()


def spreadsheet(**sheets: str) -> bytes:
    """Return a file with these sheets, each as the XML of its rows."""
    tables = "".join(
        f'<table:table table:name="{title.replace("_", " ")}">{rows}</table:table>' for title, rows in sheets.items()
    )
    return packed(f"<office:document-content {_SPACES}>{tables}</office:document-content>")


def row(*cells: str, times: int = 1) -> str:
    """Return a row of cells."""
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(text: str = "", more: str = "") -> str:
    """Return a cell with this text."""
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n")) if text else ""
    return f"<table:table-cell {more}>{paragraphs}</table:table-cell>"


def tabled(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """Return a file with these sheets, by their titles, each a list of rows of texts."""
    return spreadsheet(
        **{title.replace(" ", "_"): "".join(row(*map(cell, texts)) for texts in rows) for title, rows in sheets.items()}
    )
