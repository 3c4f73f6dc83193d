"""Notes and plans that somebody chose, as a document and as plain text for what they write themselves."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from competence_app.assessments.queries.plans import Plan
from competence_app.catalogue.rules.domains import Statement
from competence_app.reports.layout.dates import day
from competence_app.reports.layout.documents import wording
from competence_app.reports.layout.documents.values import Cover, cover_of
from competence_app.reports.layout.plans import by_when
from competence_app.reports.queries.profile import Reading
from competence_app.ui.passages import Words, words


@dataclass(frozen=True, slots=True)
class Piece:
    """One note or one plan as it was written, and the competence that it is about; ``key`` tells it from others."""

    key: str
    code: str
    statement: Words
    text: str
    when: str


@dataclass(frozen=True, slots=True)
class ReflectionChapter:
    """What was chosen of one kind, under a heading."""

    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ReflectionDocument:
    """What was chosen, whole."""

    cover: Cover
    chapters: tuple[ReflectionChapter, ...]
    about: str


def noted(reading: Reading) -> list[Piece]:
    """Return the practitioner's notes in the order of the text, each under its competence's code."""
    lines = (line for line in reading.profile.lines if line.answer.note)
    return [Piece(one.statement.code, one.statement.code, _whole(one.statement), one.answer.note, "") for one in lines]


def _whole(statement: Statement) -> Words:
    said = filter(None, (statement.stem, statement.text, "; ".join(statement.prompts)))
    return words(" ".join(said), statement.language)


def planned_notes(plans: Mapping[str, Sequence[Plan]]) -> list[Piece]:
    """Return what is or was planned, each under its own key."""
    every = (plan for about in plans.values() for plan in about)
    return [
        Piece(str(plan.pk), plan.code, words(plan.statement, plan.language), plan.text, by_when(plan)) for plan in every
    ]


def reflection_document(
    reading: Reading, kinds: Mapping[str, Sequence[Piece]], chosen: Mapping[str, Collection[str]], *, on: date
) -> ReflectionDocument:
    """Return the pieces of all kinds ("notes", "plans") whose keys were ``chosen``, as of a day."""
    cover = cover_of(reading, "reflection", wording.AS_OF.format(day=day(on)), on)
    return ReflectionDocument(cover, tuple(_chapters(kinds, chosen)), wording.INFORMS)


def _chapters(
    kinds: Mapping[str, Sequence[Piece]], chosen: Mapping[str, Collection[str]]
) -> Iterator[ReflectionChapter]:
    for kind, pieces in kinds.items():
        if kept := tuple(piece for piece in pieces if piece.key in chosen[kind]):
            yield ReflectionChapter(wording.CHAPTERS[kind], kept)


def reflection_text(document: ReflectionDocument) -> str:
    """Return the same as plain text, a blank line between paragraphs."""
    cover = document.cover
    return "\n\n".join((f"{cover.title.text}\n{cover.person}, {cover.day}", *_paragraphs(document.chapters))) + "\n"


def _paragraphs(chapters: Sequence[ReflectionChapter]) -> Iterator[str]:
    for chapter in chapters:
        yield chapter.heading
        for piece in chapter.pieces:
            when = f" ({piece.when})" if piece.when else ""
            yield f"{piece.code} {piece.statement.text}\n{piece.text}{when}"
