"""Tables as a workbook for Excel and LibreOffice: a sheet that says what it is, then a sheet a table."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from tempfile import TemporaryDirectory
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from competence_app.ui.books import wording
from competence_app.ui.books.tables import Book, Cell, Column, Table
from competence_app.ui.cells import workbook_text

_ABOUT = (Column("", 26), Column("", 90))
_LINE_HEIGHT, _HIGHEST = 15, 405  # points
_HEADER = {"bold": True, "bg_color": "#D8DDE0", "bottom": 1, "text_wrap": True, "valign": "top"}
_DATE = {"num_format": "d mmm yyyy"}
_PAGE_WIDTH = 250  # characters that can be read on A4
_A4 = 9
_ARROW = 3  # characters that the button takes which filters a column

Rows = Iterable[Sequence[Cell]]


def write_workbook(book: Book, file: BinaryIO) -> None:
    """Write the book, row by row: what it takes of memory does not grow with it."""
    # What it keeps on the disk meanwhile is gone afterwards, also where it could not be made.
    with TemporaryDirectory() as folder, Workbook(file, {"constant_memory": True, "tmpdir": folder}) as written:
        written.set_properties({"title": book.title, "comments": book.nature})
        _Sheet(written, wording.ABOUT_SHEET, book.footer).explain(book)
        sheets = [_Sheet(written, table.title, book.footer) for table in book.tables]
        for sheet, table in reversed(list(zip(sheets, book.tables, strict=True))):
            sheet.fill(table)


class _Sheet:
    """One sheet that is being written, from top to bottom."""

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

    def explain(self, book: Book) -> None:
        """Say what the book is, and what its columns hold."""
        self._widths(_ABOUT)
        self.sheet.hide_gridlines(2)
        self.sheet.write_string(0, 0, workbook_text(book.title), self.title)
        for row, (name, said) in enumerate(_explained(book), 2):
            if isinstance(said, str):
                self._height(row, ("", said), _ABOUT)
            self.sheet.write_string(row, 0, workbook_text(name), self.bold)
            self._cell(row, 1, said, wraps=True)
        self._to_be_printed(_ABOUT)

    def fill(self, table: Table) -> None:
        """Write a table, to be scrolled and filtered under its header."""
        self._widths(table.columns)
        in_one_line = all(len(column.header) + _ARROW <= column.width for column in table.columns)
        self.sheet.set_row(0, _LINE_HEIGHT * (1 if in_one_line else 2))
        for column, of_it in enumerate(table.columns):
            self.sheet.write_string(0, column, workbook_text(of_it.header), self.header)
        last = 0
        for last, row in enumerate(table.rows, 1):
            if table.wraps:
                self._height(last, row, table.columns)
            for column, cell in enumerate(row):
                self._cell(last, column, cell, wraps=table.wraps)
        self.sheet.freeze_panes(1, table.fixed)
        self.sheet.autofilter(0, 0, last, len(table.columns) - 1)
        self.sheet.repeat_rows(0)
        if table.fixed:
            self.sheet.repeat_columns(0, table.fixed - 1)
        self.sheet.set_landscape()
        self._to_be_printed(table.columns)

    def _cell(self, row: int, column: int, cell: Cell, *, wraps: bool) -> None:
        look = self.looks[isinstance(cell, date), wraps]
        if isinstance(cell, str):  # as the text that it is: what begins with an equals sign is no formula here
            if cell:
                self.sheet.write_string(row, column, workbook_text(cell), look)
        elif isinstance(cell, date):
            self.sheet.write_datetime(row, column, cell, look)
        elif cell is not None:
            self.sheet.write_number(row, column, cell, look)

    def _widths(self, columns: Sequence[Column]) -> None:
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, column.width)

    def _height(self, row: int, cells: Sequence[Cell], columns: Sequence[Column]) -> None:
        """Make a row as high as its longest text: only Excel does so by itself."""
        texts = ((cell, column.width) for cell, column in zip(cells, columns, strict=True) if isinstance(cell, str))
        lines = max((_lines(text, width) for text, width in texts), default=1)
        if lines > 1:
            self.sheet.set_row(row, min(lines * _LINE_HEIGHT, _HIGHEST))

    def _to_be_printed(self, columns: Sequence[Column]) -> None:
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(-(-sum(column.width for column in columns) // _PAGE_WIDTH), 0)
        self.sheet.set_footer(f"&L{self.footer}&R&P / &N")


def _explained(book: Book) -> Iterator[tuple[str, Cell]]:
    yield from book.about
    for table in book.tables:
        yield "", ""
        yield wording.COLUMNS_OF.format(sheet=table.title), ""
        yield from ((column.header, column.note) for column in table.columns if column.note)


def _lines(text: str, width: int) -> int:
    """Return about how many lines a text takes in a column: words are not broken, so a few more than would fit."""
    return sum(1 + len(line) // max(width - 2, 1) for line in text.split("\n"))
