"""How a version is taken along on paper: a new kind is a line in ``PAPERS``, and then pages and commands have it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Protocol

from competence_app.catalogue.exports.pdf import form_pdf, version_pdf
from competence_app.catalogue.exports.word.writing import version_word
from competence_app.catalogue.formats.registry import Written, written
from competence_app.catalogue.layout.wording import PAPER_NAMES
from competence_app.catalogue.rules.schema import Content

MANY = 500  # competences, of which a file takes a second and more
SET_IN_A_SECOND = 1_200  # competences, of the form, which has the most pages
MOST = 3_000  # of which a PDF is set while its reader waits: it takes two seconds of a processor, and 600 MB


class Writer(Protocol):
    """Makes a file of a version; ``roles`` are the titles of job roles by their codes, ``status`` how it stands."""

    def __call__(self, content: Content, roles: Mapping[str, str] = ..., *, status: str = ...) -> bytes:
        """Return its bytes: the same of the same."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of file that is made for people to read."""

    key: str
    """In addresses and on the command line."""
    suffixes: tuple[str, ...]
    """Of files' names, behind the version's label."""
    media_type: str
    write: Writer
    is_set: bool
    """Whether its pages are set, which takes time and memory."""

    def may_be_waited_for(self, content: Content) -> bool:
        """Tell whether it is made for whoever asks for it on a page; the command makes it of any version."""
        return not self.is_set or len(content.competences) <= MOST

    @property
    def name(self) -> str:
        """What people call it."""
        return PAPER_NAMES[self.key]


PDF = Paper("pdf", (".pdf",), "application/pdf", version_pdf, is_set=True)
FORM = Paper("form", ("-form.pdf",), "application/pdf", form_pdf, is_set=True)
WORD = Paper(
    "docx",
    (".docx",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    version_word,
    is_set=False,
)
Takeable = Written | Paper
PAPERS = {paper.key: paper for paper in (PDF, FORM, WORD)}


def seconds_for(content: Content) -> int:
    """Return how many seconds of a processor it takes about to set a version's pages; 0 where nobody would notice."""
    count = len(content.competences)
    return ceil(count / SET_IN_A_SECOND) if count >= MANY else 0


def taken_along() -> Mapping[str, Takeable]:
    """Return all that a version can be taken along as, by its key."""
    return {**written(), **PAPERS}


def asked_by(name: str) -> Takeable | None:
    """Return what the suffix of a file's name asks for: the longest that it ends in."""
    found = [known for known in taken_along().values() if name.lower().endswith(known.suffixes)]
    return max(found, key=lambda known: len(known.suffixes[0]), default=None)
