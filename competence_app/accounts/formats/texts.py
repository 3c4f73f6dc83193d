"""Files that are text: how their letters are read, and tables with commas, semicolons or tabs between."""

import csv
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import NamedTuple

from competence_app.accounts.formats.headers import Cells, people_table, person_cell
from competence_app.accounts.formats.problems import UnreadablePeopleError
from competence_app.accounts.rules.importing.rows import EMPTY, MAX_ROWS, PeopleFile

_MARKED = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # as Excel writes them
_WINDOWS = "cp1252"
_SEPARATORS = ",;\t"
MAX_COLUMNS, MAX_LINES = 64, 100_000  # lines that are empty count too


class Text(NamedTuple):
    """A file of text, how its letters are read, and whether they were taken for those of Windows: they are no UTF-8."""

    data: bytes
    encoding: str
    is_guessed: bool

    @property
    def beginning(self) -> str:
        """The first line that is not empty, as far as it matters."""
        return next((line for line in self.lines() if line.strip()), "")

    def lines(self) -> Iterator[str]:
        """Yield the lines, each with what ends it."""
        return TextIOWrapper(BytesIO(self.data), self.encoding, newline="")


def text_of(data: bytes) -> Text:
    """Return the text that a file holds; raise ``UnreadablePeopleError`` where it holds none."""
    encoding = next((encoding for mark, encoding in _MARKED.items() if data.startswith(mark)), "utf-8")
    try:
        text, is_guessed = data.decode(encoding), False
    except UnicodeDecodeError:
        text, encoding, is_guessed = _of_windows(data), _WINDOWS, True
    if "\0" in text:
        raise UnreadablePeopleError("no-text")
    return Text(data, encoding, is_guessed)


def _of_windows(data: bytes) -> str:
    try:
        return data.decode(_WINDOWS)
    except UnicodeDecodeError:
        raise UnreadablePeopleError("no-text") from None


def read_people_table(file: Text) -> PeopleFile:
    """Return what a table says whose cells have commas, semicolons or tabs between them."""
    return people_table(_rows(file), is_guessed=file.is_guessed)


def _rows(file: Text) -> Iterator[tuple[int, Cells]]:
    reader = csv.reader(file.lines(), delimiter=max(_SEPARATORS, key=file.beginning.count))
    try:
        for number, texts in enumerate(islice(reader, MAX_LINES), 1):
            cells = {index: person_cell(text) for index, text in enumerate(texts[:MAX_COLUMNS])}
            yield number, {index: cell for index, cell in cells.items() if cell != EMPTY}
        if next(reader, None) is not None:
            raise UnreadablePeopleError("too-many-rows", most=MAX_ROWS)
    except csv.Error:
        raise UnreadablePeopleError("broken-table") from None
