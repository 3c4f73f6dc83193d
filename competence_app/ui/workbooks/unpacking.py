"""From an uploaded file's bytes to the XML in it; what could harm is refused."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

MAX_BYTES = 5 * 1024 * 1024
# What a file may hold so that reading it stays below 150 MB and about 2 seconds, whatever it says of itself. 10,000
# competences whose four levels are described have 620,000 marks as LibreOffice writes them.
MAX_UNPACKED = 12 * 1024 * 1024
MAX_CELL_MARKS = 750_000  # XML elements and attributes: a filled cell has five
MAX_OTHER_MARKS = 40_000  # of what is no cell or text, such as styles: dearer, and a framework needs few
MAX_RUN = (
    512 * 1024
)  # bytes from one “<” to the next, or somewhat more: a cell of Excel's has at most 32,767 characters
MAX_PARTS = 1_000  # files inside the file
MAX_FILLED = 40_000  # rows with anything in them, of all sheets together
MAX_ROW = 100_000  # the last that is read; a sheet of Excel's has ten times as many
MAX_COLUMNS = 64

_CHUNK = 64 * 1024
_OTHER_ELEMENT = re.compile(rb"<(?!/|(?:\w+:)?(?:row|[crtv]|si|is)[\s/>])")  # none of cells and their texts
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # begins .xls, and any workbook with a password
_ARCHIVE = b"PK"


class WorkbookError(Exception):
    """A file that is not read, for the reason with this ``code``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _check_kind(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise WorkbookError("too-long")
    if data.startswith(_OLD_EXCEL):
        raise WorkbookError("password")
    if data and not data.startswith(_ARCHIVE) and _is_text(data):
        raise WorkbookError("text")


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False


def unpacked(data: bytes) -> BytesIO:
    """Return the archive's XML, uncompressed: whoever reads it cannot meet more than was counted here.

    Raises ``WorkbookError`` where the file is of another kind or far too large. An archive's directory may lie about
    sizes, and only reading in small steps keeps to what it says.
    """
    _check_kind(data)
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
            raise WorkbookError("too-large")


def _copy(source: IO[bytes], target: IO[bytes], allowance: _Allowance) -> None:
    for piece in _pieces(source):
        allowance.spend(piece)
        target.write(piece)


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    """Yield XML in pieces that end where a “<” follows."""
    rest = b""
    while chunk := source.read(_CHUNK):
        whole, mark, behind = (rest + chunk).rpartition(b"<")
        if len(behind) > MAX_RUN:
            raise WorkbookError("too-large")
        yield whole
        rest = mark + behind
    yield rest


def _check_parts(parts: list[ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise WorkbookError("too-large")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise WorkbookError("macros")
    if "mimetype" in names:
        raise WorkbookError("open-document")
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
        raise BadZipFile
