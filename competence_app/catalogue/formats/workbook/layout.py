"""How a framework is laid out as a workbook, for people who will not write YAML: its sheets and their columns."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, get_args

from competence_app.catalogue.formats.problems import Place
from competence_app.catalogue.formats.workbook.notations import AS_IT_IS, CODES, TAGS, WORD, Notation
from competence_app.catalogue.formats.workbook.wording import sheet_words
from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.fields import DomainKind
from competence_app.catalogue.rules.relations import RelationKind
from competence_app.catalogue.rules.scale import OffScale

ANY_OTHER = "any other"  # the job role of the target that holds for all the rest; no code, as it has a space
RATES: tuple[str, ...] = get_args(Competence.model_fields["rate"].annotation)
CHANGES: tuple[str, ...] = get_args(Competence.model_fields["change"].annotation)[1:]  # not the empty one
REASONS: tuple[str, ...] = get_args(OffScale.model_fields["reason"].annotation)
COUNTS: tuple[str, ...] = get_args(OffScale.model_fields["counts"].annotation)
KINDS: tuple[str, ...] = get_args(DomainKind)
RELATIONS: tuple[str, ...] = get_args(RelationKind)


class Column(NamedTuple):
    """One column: the schema's field that its cells hold, and what people are told about it."""

    field: str  # a dot leads into a field of a field
    header: str
    note: str
    width: int = 14
    example: str = ""  # what to write into a cell that may not be empty; the column must be there
    notation: Notation = AS_IT_IS
    choices: tuple[str, ...] = ()


class Layout(NamedTuple):
    """One sheet: a row of headers, and what stands below."""

    title: str
    columns: tuple[Column, ...]
    at_least: int = 0  # rows
    field: str = ""  # of what has the code that a row names: the schema's field that such rows make

    def column(self, field: str) -> Column | None:
        """Return the column that holds a field."""
        return next((column for column in self.columns if column.field == field), None)


def _choice(field: str, header: str, note: str, choices: tuple[str, ...], width: int = 14) -> Column:
    return Column(field, header, note, width, notation=WORD, choices=choices)


def plain(text: str) -> str:
    """Return the text as it is compared: letters small, one space between words."""
    return " ".join(text.split()).casefold()


FIELDS = Layout(
    "Framework",
    (
        Column("code", "Code", "The framework's lasting name, the same in all its versions.", example="a code"),
        Column(
            "version",
            "Version",
            "The label of this text, such as 2026. Write a new one: what is published never changes.",
            example="a label such as 2026",
        ),
        Column("title", "Title", "The heading that everybody sees.", example="a title"),
        Column("introduction", "Introduction", "Shown before somebody starts. May be empty, as all that follows."),
        Column("changes", "Changes", "What is new in this version, for those who know the one before."),
        Column("language", "Language", "A language code. It is en-GB unless you say otherwise."),
        Column("source.title", "Source", "The title of the publication that the text is from."),
        Column("source.publisher", "Publisher", "Who published it."),
        Column("source.url", "Web address", "Where to find it; it begins with https://"),
        Column("source.published", "Published", "A year, a month or a day: 2026, 2026-01 or 2026-01-31."),
        Column("source.review_by", "Review by", "When it is to be looked at again, written likewise."),
        Column("source.authors", "Authors", "Who wrote it."),
    ),
)
FRAMEWORK = Layout(
    FIELDS.title,
    (
        Column("field", "Field", "What the row is about. Leave this column as it is.", example="what the row is about"),
        Column("value", "Value", "What you write.", 80, example="what the field says"),
        Column("note", "What it says", "What each field says. It is not read.", 60),
    ),
    at_least=1,
)
_VALID_FOR = Column(
    "valid_for", "Valid for", "For how many months a rating holds, or forever. May be empty.", 10, notation=WORD
)
DOMAINS = Layout(
    "Domains",
    (
        Column("domain", "Domain", "The title of a domain.", 40, example="a title"),
        Column(
            "sub_domain",
            "Sub-domain",
            "The title of a sub-domain of it; empty in the row of the domain itself.",
            60,
        ),
        Column("code", "Code", "It lasts across versions.", 28, example="a code such as knowledge"),
        _choice("kind", "Kind", "A sub-domain is of its domain's kind unless you say otherwise.", KINDS),
        Column("guidance", "Guidance", "What helps to understand its statements. May be empty.", 60),
        _VALID_FOR,
    ),
    at_least=1,
)
COMPETENCES = Layout(
    "Competences",
    (
        Column("domain", "Domain", "A title from the sheet Domains.", 20, example="the title of a domain"),
        Column("sub_domain", "Sub-domain", "A title from the sheet Domains, or empty.", 28),
        Column(
            "code",
            "Code",
            "Keep it as long as it is the same statement; give a different statement a new one. "
            "A part needs one only if the parts are rated.",
            10,
            example="a code such as K1",
        ),
        Column("part_of", "Part of", "In the row of a part: the code of its statement. Empty otherwise.", 10),
        Column("text", "Text", "The statement, or the part.", 80, example="a text"),
        _choice(
            "rate",
            "Rate",
            "Of a statement that has parts. whole: the statement is rated and its parts explain it; "
            "parts: each part is rated. It is whole unless you say otherwise.",
            RATES,
        ),
        Column(
            "replaces",
            "Replaces",
            "Codes of older statements that this one stands for, with commas between.",
            notation=CODES,
        ),
        _choice(
            "change",
            "Change",
            "editorial: the new words mean what the old ones meant, so people's answers are kept. "
            "Leave it empty, and they are asked to confirm a reworded statement.",
            CHANGES,
        ),
        Column("title", "Title", "A short name of the statement. May be empty, as all that follows.", 28),
        Column("guidance", "Guidance", "What helps to understand the statement.", 60),
        _VALID_FOR,
        Column(
            "tags",
            "Tags",
            "Short words to find it by, with commas between. One that holds a comma stands between quotation marks.",
            24,
            notation=TAGS,
        ),
    ),
    at_least=1,
)
LEVELS = Layout(
    "Levels",
    (
        Column("value", "Level", "A whole number. The lowest comes first.", 8, example="a whole number such as 1"),
        Column("label", "Label", "What people choose.", 24, example="a label such as With support"),
        Column("means.knowledge", "Means for knowledge", "What the level means in domains of that kind.", 50),
        Column("means.capability", "Means for capability", "The same, for the other kind.", 50),
        Column("description", "Description", "More about the level, for whoever wants to know. May be empty.", 50),
    ),
    at_least=2,
)
OTHER_ANSWERS = Layout(
    "Other answers",
    (
        Column(
            "code", "Code", "Answers that are no level, each with a code.", 24, example="a code such as not-applicable"
        ),
        Column("label", "Label", "What people choose.", 40, example="a label such as Not applicable to my role"),
        _choice("reason", "Reason", "Whether people say why. It is optional unless you say otherwise.", REASONS),
        _choice("counts", "Counts", "What it counts as. It is excluded unless you say otherwise.", COUNTS, 20),
    ),
)
TARGETS = Layout(
    "Targets",
    (
        Column(
            "code_of",
            "For",
            "The code of the domain, sub-domain or statement of which the level is expected; empty for the whole "
            "framework. The nearest that says one holds.",
            24,
        ),
        Column(
            "role",
            "Job role",
            f"A job role's code, or “{ANY_OTHER}” for all that are not listed.",
            28,
            example=f"a job role's code, or “{ANY_OTHER}”",
        ),
        Column("level", "Level", "The level that is expected.", 8, example="a level"),
    ),
    field="targets",
)
EXAMPLES = Layout(
    "Examples",
    (
        Column("code_of", "For", "The code of the statement.", 10, example="the code of a statement"),
        Column("text", "Example", "One example. Further ones are rows of their own.", 80, example="a text"),
    ),
    field="examples",
)
RESOURCES = Layout(
    "Resources",
    (
        Column(
            "code_of", "For", "The code of the statement that it helps with.", 10, example="the code of a statement"
        ),
        Column("title", "Title", "What it is called.", 40, example="a title"),
        Column("url", "Web address", "Where to find it; it begins with https://", 60, example="an address"),
        Column("kind", "Kind", "What it is: a course, a video, a guideline. May be empty, as all that follows."),
        Column("for.from", "From level", "It helps those who are at this level, or above it.", 10),
        Column("for.to", "To level", "It helps those who are at this level, or below it.", 10),
    ),
    field="resources",
)
RELATED = Layout(
    "Related",
    (
        Column(
            "code_of",
            "For",
            "The code of the statement that has to do with another.",
            10,
            example="the code of a statement",
        ),
        _choice("kind", "How", "It is related-to unless you say otherwise.", RELATIONS),
        Column("code", "Code", "The code of the other, if it is in this framework.", 14),
        Column("title", "Title", "What the other is called, if it is elsewhere.", 40),
        Column("url", "Web address", "Where that is to be found. May be empty.", 60),
    ),
    field="related",
)
LAYOUTS = (FRAMEWORK, DOMAINS, COMPETENCES, LEVELS, OTHER_ANSWERS, TARGETS, EXAMPLES, RESOURCES, RELATED)

_SHEETS = {layout.title: number for number, layout in enumerate(LAYOUTS)}


def with_levels(values: Iterable[str]) -> Layout:
    """Return the sheet of competences with a column behind the others for each of these values of the scale."""
    note = "What this level looks like for this statement: a column for each level of the scale. May be empty."
    columns = (Column(f"levels.{value}", sheet_words("level", value=value), note, 40) for value in values)
    return COMPETENCES._replace(columns=(*COMPETENCES.columns, *columns))


@dataclass(frozen=True, slots=True)
class CellPlace(Place):
    """A row (0: the sheet as a whole), and a column if it is one cell: “Competences, row 7, Text”."""

    layout: Layout
    row: int
    column: Column | None = None

    def __str__(self) -> str:
        row = sheet_words("row", number=self.row) if self.row else ""
        return ", ".join(filter(None, (self.layout.title, row, self.column.header if self.column else "")))

    @property
    def order(self) -> tuple[int, ...]:
        """By sheets, then by rows, then by columns."""
        columns = (*self.layout.columns, self.column)  # behind them what is none of them
        return _SHEETS[self.layout.title], self.row, columns.index(self.column) if self.column else -1
