"""Documents of our own writing, and what is made of them."""

from collections.abc import Sequence
from pathlib import Path

from competence_app.catalogue.formats.document.known import KnownFrameworks
from competence_app.catalogue.formats.document.notes import Kind, Note, listed_notes
from competence_app.catalogue.formats.document.proposing import ProposedFramework, propose
from competence_app.catalogue.formats.document.text import text_paragraphs
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.registry import DocumentKind
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.schema import Content
from competence_app.places import PACKAGE, files_of

SEED = Path(__file__).with_name("therapeutic-relationship.txt")
NOTHING = KnownFrameworks()


def shipped_text() -> str:
    """The YAML of the first framework."""
    return (files_of(PACKAGE) / "frameworks" / "therapeutic-relationship.yaml").read_text(encoding="utf-8")


def shipped() -> Content:
    """The first framework."""
    return read(shipped_text())


def proposed(text: str, known: KnownFrameworks = NOTHING, name: str = "listening") -> ProposedFramework:
    """Return what is made of a plain text."""
    notes: list[Note] = []
    return propose(text_paragraphs(text.encode(), notes), name, known, notes)


def tree(domains: Sequence[Domain]):
    """Return the words of domains: (title, statements, sub-domains)."""
    return [(domain.title, statements(domain.competences), tree(domain.domains)) for domain in domains]


def statements(competences: Sequence[Competence]):
    """Return the words of statements: a text, or the text with its parts."""
    return [(said.text, *(part.text for part in said.parts)) if said.parts else said.text for said in competences]


def said(proposal: ProposedFramework, kind: Kind) -> list[str]:
    """Return what is told of a kind, in the order of the document."""
    return [problem.said_of() for problem in listed_notes(proposal.notes, kind)]


def is_read_or_refused(data: bytes, kind: DocumentKind) -> bool:
    """Tell whether a document becomes a framework, or else is refused with its problems."""
    try:
        return bool(FrameworkFile.of_document(data, kind, "any", NOTHING).content.statements)
    except UnreadableError as error:
        return bool(error.problems)
