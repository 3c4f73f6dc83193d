"""Frameworks as tables with a row a statement: CSV for any program, and Digital Learning Solutions' bulk sheet."""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from competence_app.catalogue.formats.exporting.aspects import LONG, Aspect
from competence_app.catalogue.formats.exporting.html import shortened
from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.schema import Content, Holder
from competence_app.ui.cells import csv_text, workbook_text

SAID_IN_CSV = frozenset({
    Aspect.SUB_DOMAINS,
    Aspect.CODES,
    Aspect.TITLES,
    Aspect.LONG_TEXTS,
    Aspect.GUIDANCE,
    Aspect.LEVELS,
    Aspect.PARTS,
    Aspect.TAGS,
})  # fmt: skip
SAID_IN_SHEET = frozenset({Aspect.DOMAIN_GUIDANCE, Aspect.GUIDANCE, Aspect.TAGS})
_HEADERS = ("Domain", "Sub-domain", "Code", "Part of", "Title", "Text", "Guidance", "Tags")
_SHEET = "FrameworkBulkUpload"
_SHEET_HEADERS = (
    "ID",
    "CompetencyGroup",
    "GroupDescription",
    "Competency",
    "CompetencyDescription",
    "AlwaysShowDescription",
    "FlagsCSV",
)
_GROUP = 255  # characters

Row = list[str]


def csv_of(rows: Iterable[Row]) -> bytes:
    """Return the rows as CSV in UTF-8, with the mark by which Excel knows that it is."""
    text = StringIO(newline="")
    csv.writer(text).writerows([csv_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def write_csv(content: Content) -> bytes:
    """Return a table of the statements and their parts; what levels look like has a column for each level."""
    levels = [level.value for level in content.scale.levels] if any(said.levels for said in content.competences) else []
    headers = [*_HEADERS, *(f"Level {value}" for value in levels)]
    return csv_of([headers, *_rows(content, levels)])


def _rows(content: Content, levels: list[int]) -> Iterator[Row]:
    for holder in content.holders:
        where = [holder.top.title, "" if holder.is_top else holder.domain.title]
        for said in holder.domain.competences:
            more = [said.title, said.text, said.guidance, ", ".join(said.tags)]
            yield [*where, said.code, "", *more, *(said.levels.get(value, "") for value in levels)]
            for part in said.parts:
                yield [*where, part.code, said.code, "", part.text, "", "", *[""] * len(levels)]


def write_sheet(content: Content) -> bytes:
    """Return a workbook with the bulk sheet, as a table; parts stand in the descriptions."""
    rows = [_sheet_row(holder, said) for holder in content.holders for said in holder.domain.competences]
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_SHEET)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(number, column, workbook_text(text))
        columns = [{"header": header} for header in _SHEET_HEADERS]
        sheet.add_table(0, 0, len(rows), len(columns) - 1, {"name": _SHEET, "columns": columns})
    return file.getvalue()


def _sheet_row(holder: Holder, said: Competence) -> Row:
    titles = dict.fromkeys((holder.top.title, holder.domain.title))
    group = shortened(": ".join(titles), _GROUP)
    parts = "\n".join(f"- {part.text}" for part in said.parts)
    description = "\n\n".join(filter(None, (said.guidance, parts)))
    return ["", group, holder.domain.guidance, shortened(said.text, LONG), description, "FALSE", ",".join(said.tags)]
