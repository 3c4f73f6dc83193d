"""From an uploaded file's bytes to the texts in its cells; nothing is evaluated, and what could harm is refused."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import IO, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from openpyxl import load_workbook
from openpyxl.reader.excel import ExcelReader

from competence_app.catalogue.formats.problems import MAX_BYTES, Problem, UnreadableError
from competence_app.catalogue.formats.workbook.layout import CellPlace, Layout, plain
from competence_app.catalogue.formats.workbook.wording import sheet_words

# What a file may hold so that reading it stays below 150 MB and 2 seconds, whatever it says of itself.
MAX_UNPACKED = 12 * 1024 * 1024
MAX_CELL_MARKS = 250_000  # XML elements and attributes: a filled cell has five, each up to 300 bytes and 6 µs
MAX_OTHER_MARKS = 40_000  # of what is no cell or text, such as styles: dearer, and a framework needs few
MAX_RUN = (
    512 * 1024
)  # bytes from one “<” to the next, or somewhat more: a cell of Excel's has at most 32,767 characters
MAX_PARTS = 1_000  # files inside the file
MAX_ROWS = 100_000  # the last that is read; a sheet of Excel's has ten times as many
MAX_COLUMNS = 64

_ENDLESS = 2**20  # rows in a sheet of Excel's
_CHUNK = 64 * 1024
_OTHER_ELEMENT = re.compile(rb"<(?!/|(?:\w+:)?(?:row|[crtv]|si|is)[\s/>])")  # none of cells and their texts
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # begins .xls, and any workbook with a password
_ARCHIVE = b"PK"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # a UTF-16 unit, as the format writes what XML cannot hold
_BREAKS = str.maketrans({"\r": "", "\v": " ", "\f": " "})  # that word processors leave in a line
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_NO_PLACEHOLDER = re.compile(r'\[[^]]*]|"[^"]*"|\\.')  # what a number format says about colours, languages and words


class Cell(NamedTuple):
    """What a cell says; or why it cannot be taken for a text."""

    text: str
    fault: str = ""
    date: str = ""  # of a cell that the program took for a date: as much of it as it shows, such as 2022-04


class SheetRow(NamedTuple):
    """A row that is not empty: its number as people see it, and its cells by column, counted from 0."""

    number: int
    cells: dict[int, Cell]


_EMPTY = Cell("")


class Book(NamedTuple):
    """The rows of each sheet that is read, by its layout's title, and the titles of the others."""

    rows: dict[str, list[SheetRow]]
    others: list[str]


def read_cells(data: bytes, layouts: Iterable[Layout]) -> Book:
    """Return what is in the cells of the sheets with these layouts, as far as they are there.

    Raises ``UnreadableError`` where the file is none that can be read, or is far too large.
    """
    _check_kind(data)
    wanted = {plain(layout.title): layout for layout in layouts}
    try:
        unpacked = _unpacked(data)
        _check_sheets(unpacked)
        book = load_workbook(unpacked, read_only=True, keep_links=False)
        found = {plain(sheet.title): sheet for sheet in book.worksheets}
        rows = {layout.title: list(_rows(layout, found[name])) for name, layout in wanted.items() if name in found}
        return Book(rows, [sheet.title for name, sheet in found.items() if name not in wanted])
    except UnreadableError:
        raise
    except Exception:  # noqa: BLE001 - of a file that is not as it should be, zipfile and openpyxl may raise anything
        raise _refusal("broken") from None


def _refusal(code: str) -> UnreadableError:
    return UnreadableError.whole(sheet_words(code))


def _check_kind(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise _refusal("too-long")
    if data.startswith(_OLD_EXCEL):
        raise _refusal("password")
    if data and not data.startswith(_ARCHIVE) and _is_text(data):
        raise _refusal("text")


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False


def _unpacked(data: bytes) -> BytesIO:
    """Return the archive's XML, uncompressed: whoever reads it cannot meet more than was counted here.

    An archive's directory may lie about sizes, and only reading in small steps keeps to what it says.
    """
    copy = BytesIO()
    with ZipFile(BytesIO(data)) as packed, ZipFile(copy, "w", ZIP_STORED) as unpacked:
        parts = packed.infolist()
        _check_parts(parts)
        allowance = _Allowance()
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with packed.open(part) as source, unpacked.open(part.filename, "w") as target:
                    _copy(source, target, allowance)
    return copy


class _Allowance:
    """How much more a file may hold."""

    def __init__(self) -> None:
        self._cells = MAX_CELL_MARKS
        self._others = MAX_OTHER_MARKS

    def spend(self, piece: bytes) -> None:
        """Count a piece of XML; refuse what is too much."""
        others = len(_OTHER_ELEMENT.findall(piece))
        self._others -= others
        self._cells -= piece.count(b"<") - piece.count(b"</") - others + piece.count(b"=")
        if self._cells < 0 or self._others < 0:
            raise _refusal("too-large")


def _copy(source: IO[bytes], target: IO[bytes], allowance: _Allowance) -> None:
    for piece in _pieces(source):
        allowance.spend(piece)
        target.write(_kept(piece))


def _kept(piece: bytes) -> bytes:
    """Return XML of which openpyxl keeps all: it takes out “x005F_”, be it an escape's or somebody's own."""
    return piece.replace(b"_x005F_", b"_x005f_").replace(b"x005F_", b"_x0078_005F_")


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    """Yield XML in pieces that end where a “<” follows."""
    rest = b""
    while chunk := source.read(_CHUNK):
        whole, mark, behind = (rest + chunk).rpartition(b"<")
        if len(behind) > MAX_RUN:
            raise _refusal("too-large")
        yield whole
        rest = mark + behind
    yield rest


def _check_parts(parts: list[ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _refusal("too-large")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise _refusal("macros")
    if "mimetype" in names:
        raise _refusal("open-document")
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
        raise BadZipFile


def _check_sheets(file: BytesIO) -> None:
    """Refuse sheets that are one and the same part: each would be read anew."""
    reader = ExcelReader(file, read_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    parts = [part.target for _, part in reader.parser.find_sheets()]
    if len(set(parts)) < len(parts):
        raise _refusal("broken")


def _rows(layout: Layout, sheet: Any) -> Iterator[SheetRow]:
    sheet.reset_dimensions()  # some programs write wrong ones
    former = None
    for number, cells in enumerate(islice(sheet.iter_rows(max_col=MAX_COLUMNS), _ENDLESS), start=1):
        if cells is former:  # not there, as one before it: a million such may stand before the last row
            continue
        former = cells
        said = {index: _cell(cell) for index, cell in enumerate(cells) if cell.value is not None}
        if said := {index: cell for index, cell in said.items() if cell != _EMPTY}:
            if number > MAX_ROWS:
                message = sheet_words("too-many-rows", most=MAX_ROWS)
                raise UnreadableError([Problem(CellPlace(layout, number), message)])
            yield SheetRow(number, said)


def _cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return Cell("", sheet_words("formula"))
    if cell.data_type == "e":
        return Cell("", sheet_words("error", value=value))
    if isinstance(value, str):
        return _text(_unescaped(value).translate(_BREAKS).strip())
    if isinstance(value, int | float):
        return _number(value)
    return Cell("", sheet_words("date"), _date(value, cell))


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    units = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text).encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", errors="replace")


def _text(text: str) -> Cell:
    if not text.isprintable() and (found := _CONTROL.search(text)):
        return Cell("", sheet_words("control-character", character=ord(found[0])))
    return Cell(text)


def _number(value: float) -> Cell:
    if isinstance(value, bool):
        return Cell("", sheet_words("truth", value=str(value).upper()))
    if not float(value).is_integer():
        return Cell("", sheet_words("number", value=value))
    return Cell(str(int(value)))


def _date(value: Any, cell: Any) -> str:
    if not isinstance(value, dt.date):
        return ""
    shown = _NO_PLACEHOLDER.sub("", cell.number_format).lower()
    return value.isoformat()[: 10 if "d" in shown else 7 if "m" in shown else 4]
