"""What is made of other systems' files, and what is told of it."""

from competence_app.catalogue.formats.document.known import KnownFrameworks
from competence_app.catalogue.formats.document.notes import Kind, Note, listed_notes
from competence_app.catalogue.formats.document.proposing import ProposedFramework
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.registry import ForeignFormat
from competence_app.catalogue.rules.schema import Content
from tests.catalogue.formats.document.samples import NOTHING

__all__ = ["Note", "outline", "proposed", "read_or_refused", "refusal", "said"]


def proposed(
    data: bytes, kind: ForeignFormat, known: KnownFrameworks = NOTHING, name: str = "listening"
) -> ProposedFramework:
    """Return what is made of a file."""
    return kind.proposal(data, name, known)


def refusal(data: bytes, kind: ForeignFormat) -> list[str]:
    """Return why a file becomes no draft."""
    try:
        FrameworkFile.of_document(data, kind, "listening", NOTHING)
    except UnreadableError as error:
        return [problem.said_of() for problem in error.problems]
    return []


def said(proposal: ProposedFramework, kind: Kind) -> list[str]:
    """Return what is told of a kind, in the order of the file."""
    return [problem.said_of() for problem in listed_notes(proposal.notes, kind)]


def outline(content: Content) -> list[object]:
    """Return the codes: (domain, competences, sub-domains); of a competence with parts (code, *parts)."""
    return [
        (
            domain.code,
            [
                (said.code, *(part.code for part in said.parts)) if said.parts else said.code
                for said in domain.competences
            ],
            [(below.code, [said.code for said in below.competences]) for below in domain.domains],
        )
        for domain in content.domains
    ]


def read_or_refused(data: bytes, kind: ForeignFormat) -> bool:
    """Tell whether a file becomes a framework, or else is refused with its problems."""
    try:
        return bool(FrameworkFile.of_document(data, kind, "any", NOTHING).content.statements)
    except UnreadableError as error:
        return bool(error.problems)
