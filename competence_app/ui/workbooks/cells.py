"""From an uploaded file's bytes to the texts in its cells; nothing is evaluated."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from zipfile import BadZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.constants import SHARED_STRINGS

from competence_app.ui.workbooks.markup import FORMULA, WrittenCell, read_sheet, shared_texts
from competence_app.ui.workbooks.unpacking import MAX_COLUMNS, MAX_FILLED, MAX_ROW, WorkbookError, unpacked

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # a UTF-16 unit, as the format writes what XML cannot hold
_BREAKS = str.maketrans({"\r": "", "\v": " ", "\f": " "})  # that word processors leave in a line
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_NO_PLACEHOLDER = re.compile(r'\[[^]]*]|"[^"]*"|\\.')  # what a number format says about colours, languages and words


class Cell(NamedTuple):
    """What a cell says; or the code of why it cannot be taken for a text, with what stands there instead."""

    text: str
    fault: str = ""
    value: str | float = ""
    date: str = ""  # of a cell that the program took for a date: as much of it as it shows, such as 2022-04


class SheetRow(NamedTuple):
    """A row that is not empty: its number as people see it, and its cells by column, counted from 0."""

    number: int
    cells: dict[int, Cell]


class ChosenSheets(NamedTuple):
    """The rows of each sheet that was chosen, by its title, and the titles of all."""

    rows: dict[str, list[SheetRow]]
    titles: list[str]


class TooManyRowsError(WorkbookError):
    """A sheet goes on below the last row that is read."""

    def __init__(self, title: str, row: int) -> None:
        super().__init__("too-many-rows")
        self.title = title
        self.row = row


_EMPTY = Cell("")


def read_sheets(data: bytes, choose: Callable[[list[str]], Iterable[str]]) -> ChosenSheets:
    """Return what is in the cells of the sheets that ``choose`` chooses from the titles of all.

    Raises ``WorkbookError`` where the file is none that can be read, or is far too large.
    """
    try:
        book = _WrittenBook(ExcelReader(unpacked(data), read_only=True, keep_links=False))
        titles = list(book.parts)
        return ChosenSheets({title: book.rows(title) for title in choose(titles)}, titles)
    except WorkbookError:
        raise
    except Exception:  # noqa: BLE001 - of a file that is not as it should be, zipfile, expat and openpyxl may raise anything
        raise WorkbookError("broken") from None


def each_row(data: bytes, choose: Callable[[list[str]], str]) -> Iterator[SheetRow]:
    """Yield the rows of one sheet as they come; raise as ``read_sheets`` does, perhaps after some of them."""
    try:
        book = _WrittenBook(ExcelReader(unpacked(data), read_only=True, keep_links=False))
        yield from book.each_row(choose(list(book.parts)))
    except WorkbookError:
        raise
    except Exception:  # noqa: BLE001 - as above
        raise WorkbookError("broken") from None


class _WrittenBook:
    """What the package says of its sheets, and what their cells refer to: shared texts, and formats of dates."""

    def __init__(self, reader: ExcelReader) -> None:
        reader.read_manifest()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        self._archive = reader.archive
        self._styles: Any = reader.wb
        self.parts = _parts(reader)
        self._filled = 0  # rows, of all sheets
        self._texts = self._shared(reader)

    def rows(self, title: str) -> list[SheetRow]:
        """Return the rows of a sheet that are not empty."""
        rows: defaultdict[int, dict[int, Cell]] = defaultdict(dict)
        for row, column, cell in self._filled_cells(title):
            rows[row][column] = cell
        return [SheetRow(number, rows[number]) for number in sorted(rows)]

    def each_row(self, title: str) -> Iterator[SheetRow]:
        """Yield the same as they come; refuse a sheet whose rows come in another order, as no program writes them."""
        last = 0
        for number, cells in groupby(self._filled_cells(title), key=itemgetter(0)):
            if number <= last:
                raise BadZipFile
            yield SheetRow(number, {column: cell for _, column, cell in cells})
            last = number

    def _filled_cells(self, title: str) -> Iterator[tuple[int, int, Cell]]:
        last = 0
        with self._archive.open(self.parts[title]) as source:
            for row, column, written in read_sheet(source):
                if column <= MAX_COLUMNS and (cell := self._cell(written)) != _EMPTY:
                    if row != last:
                        self._count(title, row)
                    yield row, column - 1, cell
                    last = row

    def _count(self, title: str, row: int) -> None:
        if row > MAX_ROW:
            raise TooManyRowsError(title, row)
        self._filled += 1
        if self._filled > MAX_FILLED:
            raise WorkbookError("too-large")

    def _shared(self, reader: ExcelReader) -> list[str]:
        part: Any = reader.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call] # openpyxl's
        if part:
            with self._archive.open(part.PartName[1:]) as source:
                return shared_texts(source)
        return []

    def _cell(self, written: WrittenCell) -> Cell:
        if written.kind == "s":
            return text_cell(self._texts[int(written.value)])
        if written.kind in {"str", "inlineStr"}:
            return text_cell(written.value)
        if written.kind == "n":
            return self._number(written)
        return _no_text(written)

    def _number(self, written: WrittenCell) -> Cell:
        value = float(written.value)
        if written.style not in self._styles._date_formats:  # noqa: SLF001 - openpyxl has no other name for them
            return number_cell(value)
        is_span = written.style in self._styles._timedelta_formats  # noqa: SLF001
        try:
            moment = from_excel(value, self._styles.epoch, timedelta=is_span)
        except (OverflowError, ValueError):
            return Cell("", "error", "#VALUE!")
        return Cell("", "date", date=_date(moment, self._number_format(written.style)))

    def _number_format(self, style: int) -> str:
        number: int = self._styles._cell_styles[style].numFmtId  # noqa: SLF001
        own = self._styles._number_formats  # noqa: SLF001
        return own[number - BUILTIN_FORMATS_MAX_SIZE] if number >= BUILTIN_FORMATS_MAX_SIZE else BUILTIN_FORMATS[number]


def _parts(reader: ExcelReader) -> dict[str, str]:
    """Return by its title the part that each sheet is; refuse sheets that are one and the same: each is read anew."""
    parts = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets()}
    if len(set(parts.values())) < len(parts):
        raise BadZipFile
    return parts


def text_cell(written: str) -> Cell:
    """Return the cell of a text; what holds a control character cannot be kept."""
    text = _unescaped(written).translate(_BREAKS).strip()
    if not text.isprintable() and (found := _CONTROL.search(text)):
        return Cell("", "control-character", ord(found[0]))
    return Cell(text) if text else _EMPTY


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    units = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text).encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", errors="replace")


def _no_text(written: WrittenCell) -> Cell:
    if written.kind == FORMULA:
        return Cell("", "formula")
    if written.kind == "e":
        return Cell("", "error", written.value)
    if written.kind == "b":
        return Cell("", "truth", str(bool(int(written.value))).upper())
    if written.kind == "d":
        moment = from_ISO8601(written.value)  # type: ignore[no-untyped-call] # openpyxl's
        return Cell("", "date", date=_date(moment, "yyyy-mm-dd"))
    raise BadZipFile


def number_cell(value: float) -> Cell:
    """Return the cell of a number: a whole one is the text that it looks like."""
    if not value.is_integer():
        return Cell("", "number", value)
    return Cell(str(int(value)))


def _date(value: Any, number_format: str) -> str:
    if not isinstance(value, dt.date):
        return ""
    shown = _NO_PLACEHOLDER.sub("", number_format).lower()
    return value.isoformat()[: 10 if "d" in shown else 7 if "m" in shown else 4]
