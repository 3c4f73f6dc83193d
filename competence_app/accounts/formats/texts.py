"""Files that are text: how their letters are read, and tables with commas, semicolons or tabs between."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import NamedTuple

from competence_app.accounts.formats.headers import Cells, table, text_cell
from competence_app.accounts.formats.problems import UnreadableError
from competence_app.accounts.rules.importing.rows import EMPTY, MAX_ROWS, PeopleFile

_MARKED = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # as Excel writes them
_SEPARATORS = ",;\t"
MAX_COLUMNS, MAX_LINES = 64, 100_000  # lines that are empty count too


class Text(NamedTuple):
    """What a file says, and whether its letters were taken for those of Windows, since they are no UTF-8."""

    text: str
    is_guessed: bool


def text_of(data: bytes) -> Text:
    """Return the text that a file holds; raise ``UnreadableError`` where it holds none."""
    encoding = next((encoding for mark, encoding in _MARKED.items() if data.startswith(mark)), "utf-8")
    try:
        text, is_guessed = data.decode(encoding), False
    except UnicodeDecodeError:
        text, is_guessed = _of_windows(data), True
    if "\0" in text:
        raise UnreadableError("no-text")
    return Text(text, is_guessed)


def _of_windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableError("no-text") from None


def read_table(file: Text) -> PeopleFile:
    """Return what a table says whose cells have commas, semicolons or tabs between them."""
    return table(_rows(file.text), is_guessed=file.is_guessed)


def _rows(text: str) -> Iterator[tuple[int, Cells]]:
    header = text.lstrip().partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=header.count))
    try:
        for number, texts in enumerate(islice(reader, MAX_LINES), 1):
            cells = {index: text_cell(text) for index, text in enumerate(texts[:MAX_COLUMNS])}
            yield number, {index: cell for index, cell in cells.items() if cell != EMPTY}
        if next(reader, None) is not None:
            raise UnreadableError("too-many-rows", most=MAX_ROWS)
    except csv.Error:
        raise UnreadableError("broken-table") from None
