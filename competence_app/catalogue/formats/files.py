"""A framework as somebody wrote it, in whatever format."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import NamedTuple, Self

from competence_app.catalogue.formats.advice import doubt_in_words, likeness_in_words, more_likenesses_in_words
from competence_app.catalogue.formats.document.known import KnownFrameworks
from competence_app.catalogue.formats.document.locating import LocatedDoubt, located
from competence_app.catalogue.formats.document.notes import Kind, Note, listed_notes
from competence_app.catalogue.formats.document.proposing import ProposedFramework
from competence_app.catalogue.formats.document.wording import document_words
from competence_app.catalogue.formats.foreign.composing import compose
from competence_app.catalogue.formats.problems import MAX_BYTES, Place, Problem, UnreadableError, first_problems
from competence_app.catalogue.formats.registry import YAML, Draft, Format
from competence_app.catalogue.formats.table.columns import Meanings
from competence_app.catalogue.formats.table.rows import framework_of
from competence_app.catalogue.formats.table.tables import Table
from competence_app.catalogue.formats.wording import misfit_in_words
from competence_app.catalogue.formats.yaml.writing import dump, template
from competence_app.catalogue.rules.doubts import Surroundings, doubts
from competence_app.catalogue.rules.likeness import MOST_TOLD, Likeness, likenesses
from competence_app.catalogue.rules.misfits import Misfit, Path
from competence_app.catalogue.rules.schema import Content


def example_in(written_as: Format) -> bytes:
    """Return a file to begin a new framework with: it can be read as it is, and in YAML comments say what to write."""
    example = FrameworkFile.of_text(template())
    return example.data if example.format is written_as else written_as.write(example.content)


Told = tuple[tuple[str, str], ...]


class Origin(NamedTuple):
    """The document that a draft was made of, and how: each thing with its place in it, in words."""

    name: str
    read: Told
    guessed: Told
    left_out: Told
    doubts: tuple[LocatedDoubt, ...] = ()
    """What of it is about a competence or a domain; of drafts from before that was kept, nothing."""

    @classmethod
    def of(cls, name: str, proposal: ProposedFramework) -> Self:
        """Return what is told of a document that was taken for this."""
        notes = proposal.notes
        doubts = located(proposal.content, proposal.starts, notes)
        return cls(name, _told(notes, "read"), _told(notes, "guessed"), _told(notes, "left-out"), doubts)


def _told(notes: Sequence[Note], kind: Kind) -> Told:
    return tuple((str(problem.place), problem.message) for problem in listed_notes(notes, kind))


@dataclass(frozen=True)
class FrameworkFile:
    """A file with the format that it is in: YAML, the format that versions are kept in, unless told otherwise."""

    data: bytes
    format: Format = YAML
    roles: tuple[str, ...] = ()
    """The codes of the job roles that there are, to be named in its problems."""
    origin: Origin | None = None
    """What it was made of, where that was a document."""

    @classmethod
    def of_text(cls, text: str, roles: tuple[str, ...] = ()) -> Self:
        """Return the YAML file that holds this text."""
        return cls(text.encode(errors="surrogatepass"), roles=roles)

    @classmethod
    def of_document(cls, data: bytes, kind: Draft, name: str, known: KnownFrameworks) -> Self:
        """Return the YAML of what a document or another system's file says, as far as it does.

        Raise ``UnreadableError`` where that is little, or far too much.
        """
        if len(data) > kind.max_bytes:
            raise UnreadableError.whole(document_words("too-large"))
        return cls._proposed(kind.proposal(data, PurePath(name).stem, known), name)

    @classmethod
    def of_table(cls, table: Table, meanings: Meanings, name: str, known: KnownFrameworks) -> Self:
        """Return the YAML of what a table says, of which somebody has said what each column means; raise likewise."""
        notes: list[Note] = []
        found = framework_of(table, meanings, notes)
        return cls._proposed(compose(found, PurePath(name).stem, known, notes), name)

    @classmethod
    def _proposed(cls, proposal: ProposedFramework, name: str) -> Self:
        text = dump(proposal.content).encode()
        if len(text) > MAX_BYTES:
            raise UnreadableError.whole(document_words("too-large"))
        return cls(text, origin=Origin.of(name, proposal))

    @property
    def is_kept(self) -> bool:
        """Whether its text is kept as it is."""
        return self.format is YAML

    @cached_property
    def content(self) -> Content:
        """What it says; raises ``UnreadableError`` with all its problems."""
        return self.format.read(self.data, self.roles)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps it from being read; a draft that is stored may have some by a rule that came later."""
        try:
            self.content  # noqa: B018 - read once, and kept
        except UnreadableError as error:
            return error.problems
        return ()

    @cached_property
    def text(self) -> str:
        """Its content as YAML: of a YAML file, the text itself."""
        return (self.data if self.is_kept else YAML.write(self.content)).decode()

    @property
    def left_out(self) -> tuple[Problem, ...]:
        """What somebody wrote into a readable file that is not in its text; of a text that is kept, nothing."""
        return () if self.is_kept else first_problems(self.format.doubts(self.data))

    def doubts(self, beside: Surroundings) -> tuple[Problem, ...]:
        """Return what is right but hardly meant, in the order of the file, beside what there is."""
        found = [Problem(self._place(doubt.path), doubt_in_words(doubt)) for doubt in doubts(self.content, beside)]
        return first_problems([*self.format.doubts(self.data), *found])

    def likenesses(self, others: Sequence[Content]) -> tuple[Problem, ...]:
        """Return which statements are nearly the same as one of the others, no more than can be looked at."""
        found = list(likenesses(self.content, others))
        told = [Problem(self._place(one.path), _alike(one, others[one.other])) for one in found[:MOST_TOLD]]
        rest = len(found) - len(told)
        return (*first_problems(told), *[Problem(Place(), more_likenesses_in_words(rest))] * bool(rest))

    def refuse(self, misfits: Iterable[Misfit]) -> None:
        """Raise ``UnreadableError`` where there are misfits in its content, each at its place."""
        if found := [Problem(self._place(misfit.path), misfit_in_words(misfit)) for misfit in misfits]:
            raise UnreadableError(found)

    @cached_property
    def _place(self) -> Callable[[Path], Place]:
        return self.format.places(self.data)  # it reads the file once more, so only where there is a place to tell


def _alike(found: Likeness, other: Content) -> str:
    return likeness_in_words(found.other_code, other.title, is_same=found.is_same)
