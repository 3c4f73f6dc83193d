"""Where in the draft each thing stands that was doubtful in the document: at the code of its competence or domain."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.problems import Place
from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.rules.words import as_seen

Start = tuple[Place, str]  # where a statement begins, with its code

_OF_NONE = {"furniture"}  # what stands on every page tells nothing of the statement that it interrupts


class LocatedDoubt(NamedTuple):
    """One thing to look at: at the code of what it is about, its place in the document, and the words there."""

    code: str
    place: str
    message: str
    words: str


def located(content: Content, starts: Sequence[Start], notes: Sequence[Note]) -> tuple[LocatedDoubt, ...]:
    """Return the notes on single places that are about a competence or a domain, in the order of the document.

    About what has its words; else about the statement that it stands in, or behind.
    """
    texts = dict(_texts(content))
    behind = sorted((place.order, code) for place, code in starts)
    found = ((note, _code(note, texts, behind)) for note in notes if note.kind != "read" and note.place.order)
    some = sorted(((note, code) for note, code in found if code), key=lambda one: one[0].place.order)
    return tuple(LocatedDoubt(code, str(note.place), note.problem.message, note.words) for note, code in some)


def _code(note: Note, texts: dict[str, str], behind: Sequence[tuple[tuple[int, ...], str]]) -> str:
    if code := texts.get(as_seen(note.words)):
        return code
    index = 0 if note.code in _OF_NONE else bisect_right([order for order, _ in behind], note.place.order)
    return behind[index - 1][1] if index else ""


def _texts(content: Content) -> Iterator[tuple[str, str]]:
    """Yield every title and statement with its code; a part with that of its statement."""
    for holder in content.holders:
        yield as_seen(holder.domain.title), holder.domain.code
    for competence in content.competences:
        yield from ((as_seen(part.text), competence.code) for part in competence.parts)
        yield as_seen(competence.text), competence.code
