"""The formats that a framework may be written in: a new one is a folder beside theirs, and a line in ``FORMATS``.

Documents say less, and are only read: a new kind of them is a line in ``DOCUMENTS``. Other systems' files become drafts
likewise: a new kind of those is a line in ``FOREIGN``.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from competence_app.catalogue.formats.case.reading import read_case
from competence_app.catalogue.formats.case.writing import SAID_ASIDE, SAID_IN_CASE, write_case
from competence_app.catalogue.formats.document.known import KnownFrameworks
from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.paragraphs import Paragraph
from competence_app.catalogue.formats.document.pdf import pdf_paragraphs
from competence_app.catalogue.formats.document.proposing import ProposedFramework, propose
from competence_app.catalogue.formats.document.text import text_paragraphs
from competence_app.catalogue.formats.document.word import word_paragraphs
from competence_app.catalogue.formats.document.wording import PDF_NAMES, TEXT_NAMES, WORD_NAMES
from competence_app.catalogue.formats.exporting.aspects import Aspect, said_by
from competence_app.catalogue.formats.exporting.moodle import SAID_IN_MOODLE, write_moodle
from competence_app.catalogue.formats.exporting.open_document import ODS_MEDIA_TYPE, write_open_document
from competence_app.catalogue.formats.exporting.tables import SAID_IN_CSV, SAID_IN_SHEET, write_sheet, write_statements
from competence_app.catalogue.formats.exporting.wording import CSV_NAMES, DLS_NAMES, MOODLE_NAMES, ODS_NAMES
from competence_app.catalogue.formats.foreign.composing import compose
from competence_app.catalogue.formats.foreign.items import ForeignFramework
from competence_app.catalogue.formats.foreign.json_files import MAX_JSON, is_json_with
from competence_app.catalogue.formats.foreign.wording import (
    CASE_NAMES,
    MAHARA_NAMES,
    MAPPER_NAMES,
    TABLE_NAMES,
    TOPICS_NAMES,
)
from competence_app.catalogue.formats.mahara.reading import read_matrix
from competence_app.catalogue.formats.mahara.writing import said_in_matrix, write_matrix
from competence_app.catalogue.formats.portfolio_mapper import is_mapper, read_mapper
from competence_app.catalogue.formats.problems import MAX_BYTES, Place, Problem
from competence_app.catalogue.formats.table.reading import read_table
from competence_app.catalogue.formats.topics import read_topics
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
    max_bytes: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of documents that a framework may be found in."""

    key: str
    names: FormatNames
    suffixes: tuple[str, ...]
    paragraphs: Callable[[bytes, list[Note]], list[Paragraph]]
    """Adds what is doubtful of them to the notes; raises ``UnreadableError``."""
    max_bytes: int = MAX_BYTES

    def proposal(self, data: bytes, name: str, known: KnownFrameworks) -> ProposedFramework:
        """Return what such a file says, as far as it does; ``name`` is its own without the suffix."""
        notes: list[Note] = []
        return propose(self.paragraphs(data, notes), name, known, notes)


@dataclass(frozen=True, slots=True)
class ForeignFormat:
    """One way in which another system writes a framework down: it becomes a draft, as a document does."""

    key: str
    names: FormatNames
    suffixes: tuple[str, ...]
    is_like: Callable[[bytes], bool]
    """Whether a file that begins like this is one, whatever it is called."""
    read: Callable[[bytes, list[Note]], ForeignFramework]
    """Adds what is doubtful and what is left out to the notes; raises ``UnreadableError``."""
    max_bytes: int = MAX_BYTES

    def proposal(self, data: bytes, name: str, known: KnownFrameworks) -> ProposedFramework:
        """Return what such a file says; ``name`` is its own without the suffix."""
        notes: list[Note] = []
        return compose(self.read(data, notes), name, known, notes)


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One way to write a framework down for another system: it need not say all of it."""

    key: str
    names: FormatNames
    suffixes: tuple[str, ...]
    media_type: str
    write: Callable[[Content], bytes]
    says: Callable[[Content], Collection[Aspect]]
    """What of a framework it can say."""
    aside: Collection[Aspect] = ()
    """What it says besides, in fields that only this app reads."""

    def leaves_out(self, content: Content) -> dict[Aspect, int]:
        """Return what of it such a file does not say, and how much."""
        said = {*self.says(content), *self.aside}
        return {aspect: count for aspect, count in said_by(content).items() if aspect not in said}

    def sets_aside(self, content: Content) -> dict[Aspect, int]:
        """Return what of it such a file says to this app alone, and how much."""
        return {aspect: count for aspect, count in said_by(content).items() if aspect in self.aside}


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
CASE = ForeignFormat(
    "case",
    CASE_NAMES,
    (".json",),
    is_json_with(b"CFDocument", b"CFItems"),
    read_case,
    MAX_JSON,
)
MAHARA = ForeignFormat("mahara", MAHARA_NAMES, (".matrix",), is_json_with(b"standards"), read_matrix)
PORTFOLIO_MAPPER = ForeignFormat("portfolio-mapper", MAPPER_NAMES, (".yaml",), is_mapper, read_mapper)
TOPICS = ForeignFormat("topics", TOPICS_NAMES, (".json",), is_json_with(b"topics"), read_topics)
TABLE = ForeignFormat("table", TABLE_NAMES, (".csv", ".tsv"), lambda _: False, read_table)  # known by more than that
FOREIGN = {known.key: known for known in (CASE, MAHARA, PORTFOLIO_MAPPER, TOPICS, TABLE)}
EXPORTS = {
    known.key: known
    for known in (
        ExportFormat("ods", ODS_NAMES, (".ods",), ODS_MEDIA_TYPE, write_open_document, lambda _: frozenset(Aspect)),
        ExportFormat(
            "case", CASE_NAMES, (".json",), "application/json", write_case, lambda _: SAID_IN_CASE, SAID_ASIDE
        ),
        ExportFormat("csv", CSV_NAMES, (".csv",), "text/csv; charset=utf-8", write_statements, lambda _: SAID_IN_CSV),
        ExportFormat("mahara", MAHARA_NAMES, (".matrix",), "application/json", write_matrix, said_in_matrix),
        ExportFormat(
            "moodle", MOODLE_NAMES, (".moodle.csv",), "text/csv; charset=utf-8", write_moodle, lambda _: SAID_IN_MOODLE
        ),
        ExportFormat("dls", DLS_NAMES, (".bulk.xlsx",), WORKBOOK.media_type, write_sheet, lambda _: SAID_IN_SHEET),
    )
}
Written = Format | ExportFormat
Draft = DocumentKind | ForeignFormat
Kind = Format | Draft
FORMATS = {known.key: known for known in (YAML, WORKBOOK)}


def written() -> dict[str, Written]:
    """Return all that a framework is written as, by their keys."""
    return {**FORMATS, **EXPORTS}


def kinds() -> tuple[Kind, ...]:
    """Return all that a framework is read from."""
    return (*FORMATS.values(), *DOCUMENTS.values(), *FOREIGN.values())


LONGEST = max(known.max_bytes for known in kinds())  # of all that is read
