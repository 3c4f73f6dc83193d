"""Rows as a workbook's sheet has them, written and forgotten one by one."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count, islice
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name

from competence_app.ui.books.tables import BookColumn, BookTable, Cell
from competence_app.ui.cells import workbook_text

AT_ONCE = 500  # rows
LINE_HEIGHT, _HIGHEST = 15, 405  # points
_LONGEST = 32_767  # characters that a cell can hold
_DAY_0 = date(1899, 12, 30)
_CODED = re.compile("_(?=x[0-9a-fA-F]{4}_)")  # how a workbook writes characters that XML has not

Looks = Mapping[tuple[bool, bool], int]
"""The number of a cell's look: of one that holds a date or not, and wraps or not."""


class CountedRows:
    """A table's rows, counted while they are written."""

    def __init__(self, table: BookTable, looks: Looks) -> None:
        """Write them in these looks."""
        self.table, self.last = table, 0
        """The last row that was written; the header is 0."""
        self._letters = [xl_col_to_name(number) for number in range(len(table.columns))]
        self._date, self._other = (looks[is_date, table.wraps] for is_date in (True, False))

    def pieces(self) -> Iterator[bytes]:
        """Yield them, some in each."""
        rows = map(self._row, count(2), self.table.rows)
        while some := list(islice(rows, AT_ONCE)):
            self.last += len(some)
            yield "".join(some).encode()

    def _row(self, number: int, cells: Sequence[Cell]) -> str:
        high = height_of(cells, self.table.columns) if self.table.wraps else None
        tall = f' ht="{high}" customHeight="1"' if high else ""
        written = (self._cell(f"{at}{number}", cell) for at, cell in zip(self._letters, cells, strict=True))
        return f'<row r="{number}"{tall}>{"".join(written)}</row>'

    def _cell(self, at: str, cell: Cell) -> str:
        if cell is None or cell == "":
            return ""
        if isinstance(cell, str):  # as the text that it is: what begins with an equals sign is no formula here
            text = f'<is><t xml:space="preserve">{_text(cell)}</t></is>'
            return f'<c r="{at}" s="{self._other}" t="inlineStr">{text}</c>'
        if isinstance(cell, date):
            return f'<c r="{at}" s="{self._date}"><v>{(cell - _DAY_0).days}</v></c>'
        return f'<c r="{at}" s="{self._other}"><v>{cell}</v></c>'


def _text(text: str) -> str:
    return escape(_CODED.sub("_x005F_", workbook_text(text[:_LONGEST])))


def height_of(cells: Iterable[Cell], columns: Sequence[BookColumn]) -> int | None:
    """Return how high a row is that shows its longest text, which only Excel finds by itself; None: one line."""
    texts = ((cell, column.width) for cell, column in zip(cells, columns, strict=True) if isinstance(cell, str))
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(lines * LINE_HEIGHT, _HIGHEST) if lines > 1 else None


def _lines(text: str, width: int) -> int:
    """Return about how many lines a text takes in a column: words are not broken, so a few more than would fit."""
    return sum(1 + len(line) // max(width - 2, 1) for line in text.split("\n"))
