"""The XML of a workbook's texts and sheets, read as it comes: no tree is built, whose size a file could choose."""

from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import IO, Any, NamedTuple
from xml.parsers.expat import ParserCreate, XMLParserType
from zipfile import BadZipFile

FORMULA = "f"
_PIECE = 64 * 1024  # bytes
_Placed = tuple[int, int, "WrittenCell"]  # the numbers of a cell's row and column, counted from 1, and what it holds


class WrittenCell(NamedTuple):
    """A cell as it is written: its kind is the format's word, or of any formula another."""

    kind: str
    style: int
    value: str


class _Words:
    """What a text or a value is made of, without how it is pronounced."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._listens = self._is_phonetic = False

    def begin(self, name: str, _attributes: dict[str, str]) -> None:
        if name in {"v", "t"}:
            self._listens = not self._is_phonetic
        elif name == "rPh":
            self._is_phonetic = True

    def hear(self, words: str) -> None:
        if self._listens:
            self.words.append(words)

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._listens = False
        elif name == "rPh":
            self._is_phonetic = False


class _SharedTexts(_Words):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.words.clear()
        super().begin(name, attributes)

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.texts.append("".join(self.words))


class _SheetCells(_Words):
    def __init__(self) -> None:
        super().__init__()
        self._cells: list[_Placed] = []
        self._row = self._column = 0
        self._kind, self._style = "", 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._row, self._column = int(float(attributes.get("r", self._row + 1))), 0
        elif name == FORMULA:
            self._kind = FORMULA
        super().begin(name, attributes)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column = _number(attributes["r"]) if "r" in attributes else self._column + 1
        self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
        self.words.clear()

    def end(self, name: str) -> None:
        super().end(name)
        if name == "c" and (self.words or self._kind == FORMULA):
            written = WrittenCell(self._kind, self._style, "".join(self.words))
            self._cells.append((self._row, self._column, written))

    def handed_out(self) -> list[_Placed]:
        """Return the cells that have come since this was asked last."""
        cells, self._cells = self._cells, []
        return cells


def _number(cell: str) -> int:
    """Return the number of the column in the name of a cell: 27 of AA1."""
    number = 0
    for letter in cell.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def shared_texts(source: IO[bytes]) -> list[str]:
    """Return the texts that cells of all sheets name by their numbers."""
    listener = _SharedTexts()
    _parser(listener).ParseFile(source)
    return listener.texts


def read_sheet(source: IO[bytes]) -> Iterator[_Placed]:
    """Yield each cell that holds anything as it comes."""
    listener = _SheetCells()
    parser = _parser(listener)
    for piece in chain(iter(partial(source.read, _PIECE), b""), [b""]):
        parser.Parse(piece, not piece)
        yield from listener.handed_out()


def _parser(listener: _Words) -> XMLParserType:
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse  # without one there are no entities
    parser.StartElementHandler = lambda name, attributes: listener.begin(_local(name), attributes)
    parser.CharacterDataHandler = listener.hear
    parser.EndElementHandler = lambda name: listener.end(_local(name))
    return parser


def _refuse(*_: Any) -> None:
    raise BadZipFile


def _local(name: str) -> str:
    return name[name.rfind(":") + 1 :]
