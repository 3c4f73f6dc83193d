"""OpenDocument spreadsheets (.ods) that somebody uploads, read within the bounds of workbooks: as they come, by expat.

LibreOffice says of empty rows and columns how often they are repeated, up to the last of a sheet: nothing is made of
those.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from xml.parsers.expat import ParserCreate
from zipfile import BadZipFile, ZipFile

from competence_app.ui.workbooks.cells import (
    Cell,
    ChosenSheets,
    SheetRow,
    TooManyRowsError,
    number_cell,
    read_sheets,
    text_cell,
)
from competence_app.ui.workbooks.unpacking import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_FILLED,
    MAX_ROW,
    WorkbookError,
)

_SIGN = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_AT = 30  # bytes of an archive's first entry before its name
_PART = "content.xml"
# What a file may hold so that reading it stays below 150 MB and 2 seconds. 10,000 competences whose four levels are
# described have 14 MB and 160,000 elements.
_MAX_UNPACKED = 20 * 1024 * 1024
_MAX_ELEMENTS = 500_000
_MAX_SPACES = 64  # on end
_MAX_REPEATED = 2_000_000  # spaces, of all texts, that are said to be repeated
_MAX_CELLS = 150_000  # that hold anything, repeated ones counted each
_NUMBERS = {"float", "percentage", "currency"}
_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}


def is_open_document(data: bytes) -> bool:
    """Tell whether a file is an OpenDocument spreadsheet, by how each of them begins."""
    return data[_AT : _AT + len(_SIGN)] == _SIGN


def read_any_sheets(data: bytes, choose: Callable[[list[str]], Iterable[str]]) -> ChosenSheets:
    """Return what is in the cells of the sheets that ``choose`` chooses, of a workbook of either kind."""
    return _read(data, choose) if is_open_document(data) else read_sheets(data, choose)


def _read(data: bytes, choose: Callable[[list[str]], Iterable[str]]) -> ChosenSheets:
    if len(data) > MAX_BYTES:
        raise WorkbookError("too-long")
    try:
        found = _Spreadsheet(_unpacked(data)).sheets
    except WorkbookError:
        raise
    except Exception:  # noqa: BLE001 - of a file that is not as it should be, zipfile and expat may raise anything
        raise WorkbookError("broken") from None
    titles = list(found)
    return ChosenSheets({title: found[title] for title in choose(titles)}, titles)


def _unpacked(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as archive, archive.open(_PART) as source:
        content = source.read(_MAX_UNPACKED + 1)
    if len(content) > _MAX_UNPACKED or content.count(b"<") - content.count(b"</") > _MAX_ELEMENTS:
        raise WorkbookError("too-large")
    return content


class _Spreadsheet:
    """Listens to the XML, and keeps the rows that hold anything."""

    def __init__(self, content: bytes) -> None:
        self.sheets: dict[str, list[SheetRow]] = {}
        self._title = ""
        self._row = self._column = 0
        self._rows = self._repeats = 1
        self._cells: dict[int, Cell] = {}
        self._written: dict[str, str] = {}
        self._words: list[str] = []
        self._paragraphs = self._notes = self._count = self._filled = self._spaces = 0
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse  # without one there are no entities
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._hear
        parser.Parse(content, True)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        act: Callable[[dict[str, str]], None] | None = {
            "table:table": self._begin_sheet,
            "table:table-row": self._begin_row,
            "table:table-cell": self._begin_cell,
            "table:covered-table-cell": self._begin_cell,
        }.get(name)
        if act:
            act(attributes)
        elif name == "office:annotation":
            self._notes += 1
        elif not self._notes:
            self._begin_words(name.removeprefix("text:"), attributes)

    def _begin_sheet(self, attributes: dict[str, str]) -> None:
        self._title, self._row = attributes.get("table:name", ""), 0
        if self._title in self.sheets:
            raise BadZipFile
        self.sheets[self._title] = []

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._rows, self._column, self._cells = int(attributes.get("table:number-rows-repeated", 1)), 0, {}

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._repeats = int(attributes.get("table:number-columns-repeated", 1))
        self._written, self._words, self._paragraphs = attributes, [], 0

    def _begin_words(self, name: str, attributes: dict[str, str]) -> None:
        if name == "p":
            self._words += ["\n"] if self._paragraphs else []
            self._paragraphs += 1
        elif name in _SPACES:
            count = min(int(attributes.get("text:c", 1)), _MAX_SPACES)
            self._spaces += count
            if self._spaces > _MAX_REPEATED:
                raise WorkbookError("too-large")
            self._words.append(_SPACES[name] * count)

    def _hear(self, words: str) -> None:
        if self._paragraphs and not self._notes:
            self._words.append(words)

    def _end(self, name: str) -> None:
        if name == "office:annotation":
            self._notes -= 1
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._end_cell()
        elif name == "table:table-row":
            self._end_row()

    def _end_cell(self) -> None:
        cell = _cell(self._written, "".join(self._words))
        if cell != Cell(""):
            last = min(self._column + self._repeats, MAX_COLUMNS)
            self._cells |= dict.fromkeys(range(self._column, last), cell)
        self._column += self._repeats
        self._paragraphs = 0

    def _end_row(self) -> None:
        if self._cells:
            self._refuse_many()
            numbers = range(self._row + 1, self._row + self._rows + 1)
            self.sheets[self._title] += [SheetRow(number, self._cells) for number in numbers]
        self._row += self._rows

    def _refuse_many(self) -> None:
        self._filled += self._rows
        self._count += self._rows * len(self._cells)
        if self._row + self._rows > MAX_ROW:
            raise TooManyRowsError(self._title, MAX_ROW + 1)
        if self._filled > MAX_FILLED or self._count > _MAX_CELLS:
            raise WorkbookError("too-large")


def _cell(written: dict[str, str], words: str) -> Cell:
    if "table:formula" in written:
        return Cell("", "formula")
    kind = written.get("office:value-type", "string")
    if kind in _NUMBERS:
        return number_cell(float(written["office:value"]))
    if kind == "date":
        return Cell("", "date", date=written["office:date-value"][:10])
    if kind == "boolean":
        return Cell("", "truth", written["office:boolean-value"].upper())
    return Cell("", "date") if kind == "time" else text_cell(words)


def _refuse(*_: Any) -> None:
    raise BadZipFile
