"""Tables as a workbook for Excel and LibreOffice: a sheet that says what it is, then a sheet a table.

XlsxWriter makes an outline: all but the rows. These go in between, so that a workbook can be sent while it is made.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from competence_app.ui.books import wording
from competence_app.ui.books.packing import zipped
from competence_app.ui.books.rows import LINE_HEIGHT, CountedRows, Looks, height_of
from competence_app.ui.books.tables import Book, BookColumn, BookTable, Cell
from competence_app.ui.cells import workbook_text

_ABOUT = (BookColumn("", 26), BookColumn("", 90))
_HEADER = {"bold": True, "bg_color": "#D8DDE0", "bottom": 1, "text_wrap": True, "valign": "top"}
_DATE = {"num_format": "d mmm yyyy"}
_PAGE_WIDTH = 250  # characters that can be read on A4
_A4 = 9
_ARROW = 3  # characters that the button takes which filters a column
_WHOLE = "xl/workbook.xml"  # knows how many rows each sheet has
_ROWS_END = b"</sheetData>"
_SIZE = re.compile(rb"<dimension[^>]*/>")  # of a sheet, before its rows, which nobody has counted there

Lengths = Mapping[str, int]
"""The last row of sheets, by their titles."""


def workbook_pieces(book: Book) -> Iterator[bytes]:
    """Yield a workbook piece by piece, as its rows are read: what it takes of memory does not grow with it."""
    return zipped(_parts(book))


def _parts(book: Book) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the files that a workbook is, first what has no rows, then the sheets from the last to the first."""
    outline, lengths = _outline(book, {}), dict[str, int]()
    sheets = {f"xl/worksheets/sheet{number}.xml": table for number, table in enumerate(book.tables, 2)}
    for name in (name for name in outline.parts if name not in {*sheets, _WHOLE}):
        yield name, iter([outline.parts[name]])
    for name, table in reversed(sheets.items()):
        yield name, _sheet(book, name, table, lengths)
    yield _WHOLE, iter([_outline(book, lengths).parts[_WHOLE]])


def _sheet(book: Book, name: str, table: BookTable, lengths: dict[str, int]) -> Iterator[bytes]:
    outline = _outline(book, lengths)
    rows = CountedRows(table, outline.looks)
    yield _SIZE.sub(b"", outline.parts[name].partition(_ROWS_END)[0])
    yield from rows.pieces()
    lengths[table.title] = rows.last
    yield _ROWS_END + _outline(book, lengths).parts[name].partition(_ROWS_END)[2]


@dataclass(frozen=True, slots=True)
class _Outline:
    """A workbook without its rows, as the files that it is."""

    parts: Mapping[str, bytes]
    looks: Looks


def _outline(book: Book, lengths: Lengths) -> _Outline:
    """Return the outline of a workbook whose sheets have so many rows."""
    with BytesIO() as file:
        with Workbook(file, {"in_memory": True}) as written:
            written.set_properties({"title": book.title, "comments": book.nature})
            first = _Sheet(written, wording.ABOUT_SHEET, book.footer)
            first.explain(book)
            looks = first.numbered()
            for table in book.tables:
                _Sheet(written, table.title, book.footer).head(table, lengths.get(table.title, 0))
        with ZipFile(file) as made:
            return _Outline({name: made.read(name) for name in made.namelist()}, looks)


class _Sheet:
    """One sheet of an outline, with its header."""

    def __init__(self, book: Workbook, title: str, footer: str) -> None:
        self.sheet: Worksheet = book.add_worksheet(title)
        self.footer = footer
        self.title, self.header = (book.add_format(look) for look in ({"bold": True, "font_size": 16}, _HEADER))
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.looks = {
            (is_date, wraps): book.add_format(
                {"valign": "top", "align": "left", "text_wrap": wraps} | (_DATE if is_date else {})
            )
            for is_date in (False, True)
            for wraps in (False, True)
        }

    def numbered(self) -> Looks:
        """Return the looks of cells, each by the number that rows name it by."""
        return {key: look._get_xf_index() for key, look in self.looks.items()}  # noqa: SLF001 - it has no other name

    def explain(self, book: Book) -> None:
        """Say what the book is, and what its columns hold."""
        self._widths(_ABOUT)
        self.sheet.hide_gridlines(2)
        self.sheet.write_string(0, 0, workbook_text(book.title), self.title)
        for row, (name, said) in enumerate(_explained(book), 2):
            self.sheet.set_row(row, height_of(("", said), _ABOUT))
            self.sheet.write_string(row, 0, workbook_text(name), self.bold)
            self._said(row, said)
        self._to_be_printed(_ABOUT)

    def _said(self, row: int, said: Cell) -> None:
        if isinstance(said, date):
            self.sheet.write_datetime(row, 1, said, self.looks[True, True])
        elif said not in (None, ""):
            self.sheet.write_string(row, 1, workbook_text(str(said)), self.looks[False, True])

    def head(self, table: BookTable, last: int) -> None:
        """Write the header under which a table of so many rows is scrolled and filtered."""
        self._widths(table.columns)
        in_one_line = all(len(column.header) + _ARROW <= column.width for column in table.columns)
        self.sheet.set_row(0, LINE_HEIGHT * (1 if in_one_line else 2))
        for column, of_it in enumerate(table.columns):
            self.sheet.write_string(0, column, workbook_text(of_it.header), self.header)
        self.sheet.freeze_panes(1, table.fixed)
        self.sheet.autofilter(0, 0, last, len(table.columns) - 1)
        self.sheet.repeat_rows(0)
        if table.fixed:
            self.sheet.repeat_columns(0, table.fixed - 1)
        self.sheet.set_landscape()
        self._to_be_printed(table.columns)

    def _widths(self, columns: Sequence[BookColumn]) -> None:
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, column.width)

    def _to_be_printed(self, columns: Sequence[BookColumn]) -> None:
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(-(-sum(column.width for column in columns) // _PAGE_WIDTH), 0)
        self.sheet.set_footer(f"&L{self.footer}&R&P / &N")


def _explained(book: Book) -> Iterator[tuple[str, Cell]]:
    yield from book.about
    for table in book.tables:
        yield "", ""
        yield wording.COLUMNS_OF.format(sheet=table.title), ""
        yield from ((column.header, column.note) for column in table.columns if column.note)
