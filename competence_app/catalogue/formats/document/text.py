"""A document that is plain text."""

from collections.abc import Iterator

from competence_app.catalogue.formats.document.joining import joined, without_furniture
from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.paragraphs import DocumentPlace, Line, Paragraph
from competence_app.catalogue.formats.document.plain import decoded, lines_of

_TAB = 8  # columns


def text_paragraphs(data: bytes, notes: list[Note]) -> list[Paragraph]:
    """Return the paragraphs of a text; raise ``UnreadableError`` where it is none."""
    return joined(without_furniture(list(_lines(decoded(data))), notes), notes)


def _lines(text: str) -> Iterator[Line]:
    page = 0
    for number, line in enumerate(lines_of(text), start=1):
        page += line.count("\f")
        yield Line(line.replace("\f", "").expandtabs(_TAB).rstrip(), DocumentPlace(number), page=page)
