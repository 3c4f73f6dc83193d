"""A document that is plain text."""

from collections.abc import Iterator, Sequence

from competence_app.catalogue.formats.document.joining import joined, without_furniture
from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.paragraphs import DocumentPlace, Line, Paragraph
from competence_app.catalogue.formats.document.plain import decoded, lines_of
from competence_app.catalogue.formats.document.wording import document_words
from competence_app.catalogue.formats.problems import UnreadableError

MAX_LINES = 100_000
_TAB = 8  # columns


def text_paragraphs(data: bytes, notes: list[Note]) -> list[Paragraph]:
    """Return the paragraphs of a text; raise ``UnreadableError`` where it is none."""
    texts = lines_of(decoded(data))
    if len(texts) > MAX_LINES:
        raise UnreadableError.whole(document_words("too-large"))
    return joined(without_furniture(list(_lines(texts)), notes), notes)


def _lines(texts: Sequence[str]) -> Iterator[Line]:
    page = 0
    for number, line in enumerate(texts, start=1):
        page += line.count("\f")
        yield Line(line.replace("\f", "").expandtabs(_TAB).rstrip(), DocumentPlace(number), page=page)
