"""A document that is a PDF: its lines, with room between paragraphs and headings by the size of their letters."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from competence_app.catalogue.formats.document.joining import joined, without_furniture
from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.pages import SetLine
from competence_app.catalogue.formats.document.paragraphs import DocumentPlace, Line, Paragraph
from competence_app.catalogue.formats.document.wording import document_words
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.places import PACKAGE

_READER = "competence_app.catalogue.formats.document.pages"
_SECONDS = 30
_LARGER = 1.08  # than most letters: a heading's
_ROOM = 1.25  # of the usual distance of lines: room between paragraphs
_BOLD = 10  # the level of a line in bold letters, where none are larger
_LONGEST_BOLD = 120  # characters


def pdf_paragraphs(data: bytes, notes: list[Note]) -> list[Paragraph]:
    """Return the paragraphs; raise ``UnreadableError`` where there are none, or too much of them."""
    lines = _read(data)
    if not lines:
        raise UnreadableError.whole(document_words("scanned"))
    return joined(without_furniture(list(_spaced(lines, _levels(lines))), notes), notes)


def _read(data: bytes) -> list[SetLine]:
    """Return what the reader says in its own process."""
    command = [sys.executable, "-c", f"from {_READER} import main; main()"]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, cwd=PACKAGE.parent, timeout=_SECONDS, check=True
        )
        said = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        said = "too-long-to-read"
    except (subprocess.CalledProcessError, ValueError):
        said = "broken"
    if isinstance(said, str):
        raise UnreadableError.whole(document_words(said))
    return [SetLine(*line) for line in said]


def _levels(lines: Sequence[SetLine]) -> Mapping[float, int]:
    """Return which level of headings has letters of which size, the largest first."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    [(usual, _)] = sizes.most_common(1)
    larger = sorted((size for size in sizes if size > usual * _LARGER), reverse=True)
    return {size: level for level, size in enumerate(larger, start=1)}


def _spaced(lines: Sequence[SetLine], levels: Mapping[float, int]) -> Iterator[Line]:
    """Yield the lines, and an empty one where there is room."""
    steps = [0.0, *(_step(above, below) for above, below in pairwise(lines))]
    usual = median([step for step in steps if step > 0] or [0])
    counts = Counter[int]()
    for line, step in zip(lines, steps, strict=True):
        counts[line.page] += 1
        place = DocumentPlace(counts[line.page], line.page)
        if step > usual * _ROOM:
            yield Line("", place, page=line.page)
        yield Line(line.text, place, _level(line, levels), line.page)


def _step(above: SetLine, below: SetLine) -> float:
    """Return how far apart two lines are, in heights of letters; below 0 where another column or page begins."""
    if above.page != below.page:
        return -1
    return (above.height - below.height) / max(above.size, below.size, 1)


def _level(line: SetLine, levels: Mapping[float, int]) -> int:
    is_bold = line.is_bold and len(levels) <= 1 and len(line.text) <= _LONGEST_BOLD
    return levels.get(line.size, _BOLD if is_bold else 0)
