"""The lines on the pages of a PDF, read in a process of its own: the file in, JSON out.

PDFium is a program in C++ that reads what strangers made. Its process may take so much memory and time and no more, and
where it breaks, it breaks alone.
"""

import json
import resource
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

MAX_PAGES = 500
MAX_CHARACTERS = 3_000_000
MAX_MEMORY = 1024 * 1024 * 1024  # bytes of addresses, of which a process uses few
MAX_SECONDS = 20  # of a processor
_BOLD = 600  # of 100 to 900
_BROKEN = "\ufffe"  # stands where a hyphen ended a line


class SetLine(NamedTuple):
    """A line as it is set: its page, its height above the foot of that, and the size of its letters, in points."""

    page: int
    text: str
    height: float
    size: float
    is_bold: bool


class UnreadError(Exception):
    """A file that is not read, for the reason with this code."""


def set_lines(data: bytes) -> Iterator[SetLine]:
    """Yield the lines in the order of the file, which is that of columns too; raise ``UnreadError``."""
    with _opened(data) as document:
        if len(document) > MAX_PAGES:
            raise UnreadError("too-large")
        left = MAX_CHARACTERS
        for number, page in enumerate(document, start=1):
            text = page.get_textpage()
            left -= text.count_chars()
            if left < 0:
                raise UnreadError("too-large")
            yield from _lines(number, text)


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadError("password" if error.err_code == raw.FPDF_ERR_PASSWORD else "broken") from None


def _lines(number: int, page: Any) -> Iterator[SetLine]:
    index, last = 0, page.count_chars() - 1
    for set_line in page.get_text_range().split("\r\n"):
        for text in set_line.replace(_BROKEN, "-\n").split("\n"):
            words = text.rstrip()
            if words and index <= last:
                ends = (index, min(index + len(words) - 1, last))
                is_bold = all(raw.FPDFText_GetFontWeight(page.raw, end) >= _BOLD for end in ends)
                height, size = page.get_charbox(index, loose=True)[1], raw.FPDFText_GetFontSize(page.raw, index)
                yield SetLine(number, words, round(height, 1), round(size, 1), is_bold)
            index += len(text)
        index += 2


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))


def main() -> None:
    """Write the lines, or the code of why there are none."""
    _limit()
    try:
        said: Any = list(set_lines(sys.stdin.buffer.read()))
    except (UnreadError, pypdfium2.PdfiumError, MemoryError) as error:
        said = str(error) if isinstance(error, UnreadError) else "broken"
    json.dump(said, sys.stdout)
