"""The formats that a framework may be written in: a new one is a folder beside theirs, and a line in ``FORMATS``.

Documents say less, and are only read: a new kind of them is a line in ``DOCUMENTS``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.paragraphs import Paragraph
from competence_app.catalogue.formats.document.pdf import pdf_paragraphs
from competence_app.catalogue.formats.document.text import text_paragraphs
from competence_app.catalogue.formats.document.word import word_paragraphs
from competence_app.catalogue.formats.document.wording import PDF_NAMES, TEXT_NAMES, WORD_NAMES
from competence_app.catalogue.formats.problems import Place, Problem
from competence_app.catalogue.formats.wording import FormatNames
from competence_app.catalogue.formats.workbook.doubts import workbook_doubts
from competence_app.catalogue.formats.workbook.reading import cell_places, read_workbook
from competence_app.catalogue.formats.workbook.wording import WORKBOOK_NAMES
from competence_app.catalogue.formats.workbook.writing import write_workbook
from competence_app.catalogue.formats.yaml.doubts import yaml_doubts
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.formats.yaml.tree import parse
from competence_app.catalogue.formats.yaml.wording import YAML_NAMES
from competence_app.catalogue.formats.yaml.writing import dump
from competence_app.catalogue.rules.misfits import Path
from competence_app.catalogue.rules.schema import Content


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a framework down."""

    key: str
    """In addresses and on the command line."""
    names: FormatNames
    suffixes: tuple[str, ...]
    """Of files' names; the first is what a download gets."""
    media_type: str
    read: Callable[[bytes, Sequence[str]], Content]
    """Given the codes of the job roles that there are, for advice; raises ``UnreadableError``."""
    write: Callable[[Content], bytes]
    places: Callable[[bytes], Callable[[Path], Place]]
    """Of a file that can be read: where stands what is at a path of its framework."""
    doubts: Callable[[bytes], Iterable[Problem]] = lambda _: ()
    """Of a file that can be read: what is right, but is read otherwise than its author may think."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of documents that a framework may be found in."""

    key: str
    names: FormatNames
    suffixes: tuple[str, ...]
    paragraphs: Callable[[bytes, list[Note]], list[Paragraph]]
    """Adds what is doubtful of them to the notes; raises ``UnreadableError``."""


YAML = Format(
    "yaml",
    YAML_NAMES,
    (".yaml", ".yml"),
    "application/yaml; charset=utf-8",
    read,
    lambda content: dump(content).encode(),
    lambda data: parse(data).place,
    yaml_doubts,
)
WORKBOOK = Format(
    "xlsx",
    WORKBOOK_NAMES,
    (".xlsx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    read_workbook,
    write_workbook,
    cell_places,
    workbook_doubts,
)
TEXT = DocumentKind("txt", TEXT_NAMES, (".txt",), text_paragraphs)
WORD = DocumentKind("docx", WORD_NAMES, (".docx", ".docm"), word_paragraphs)
PDF = DocumentKind("pdf", PDF_NAMES, (".pdf",), pdf_paragraphs)
DOCUMENTS = {known.key: known for known in (WORD, PDF, TEXT)}
Kind = Format | DocumentKind
FORMATS = {known.key: known for known in (YAML, WORKBOOK)}


def kinds() -> tuple[Kind, ...]:
    """Return all that a framework is read from."""
    return (*FORMATS.values(), *DOCUMENTS.values())
