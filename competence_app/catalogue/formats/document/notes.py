"""What whoever reads a draft is told of how it came out of its document."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from competence_app.catalogue.formats.document.paragraphs import DocumentPlace
from competence_app.catalogue.formats.document.wording import note_words
from competence_app.catalogue.formats.problems import Place, Problem

Kind = Literal["read", "guessed", "left-out"]
MOST = 100  # of a kind that are told one by one
_WHOLE = Place()


class Note(NamedTuple):
    """One thing to look at, and the words of the document that it is about."""

    kind: Kind
    place: Place
    code: str
    words: str = ""
    value: object = ""

    @property
    def problem(self) -> Problem:
        """It in words."""
        return Problem(self.place, note_words(self.code, self.words, self.value))


def of_whole(kind: Kind, code: str, words: str = "", value: object = "") -> Note:
    """Return a note on the whole document."""
    return Note(kind, _WHOLE, code, words, value)


def listed_notes(notes: Iterable[Note], kind: Kind) -> tuple[Problem, ...]:
    """Return those of a kind in the order of the document; of more than a hundred the rest by their number."""
    found = sorted((note.problem for note in notes if note.kind == kind), key=lambda problem: problem.place.order)
    rest = len(found) - MOST
    more = [Problem(_WHOLE, note_words("more", "", rest))] if rest > 0 else []
    return (*found[:MOST], *more)


__all__ = ["DocumentPlace", "Kind", "Note", "listed_notes", "of_whole"]
