"""Frameworks as tables with a row a statement: CSV for any program, and Digital Learning Solutions' bulk sheet."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from competence_app.catalogue.formats.exporting.aspects import LONG, Aspect
from competence_app.catalogue.formats.exporting.html import shortened
from competence_app.catalogue.formats.workbook.notations import in_a_line
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.schema import Content
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


def write_statements(content: Content) -> bytes:
    """Return a table of the statements and their parts; what levels look like has a column for each level."""
    levels = [level.value for level in content.scale.levels] if any(said.levels for said in content.competences) else []
    headers = [*_HEADERS, *(f"Level {value}" for value in levels)]
    return csv_of([headers, *_rows(content, levels)])


def _rows(content: Content, levels: list[int]) -> Iterator[Row]:
    names = _told_apart(content.domains)
    for holder in content.holders:
        below = _told_apart(holder.top.domains)
        where = [names[holder.top.code], below.get(holder.domain.code, "")]
        for said in holder.domain.competences:
            more = [said.title, said.text, said.guidance, in_a_line(said.tags)]
            yield [*where, said.code, "", *more, *(said.levels.get(value, "") for value in levels)]
            for part in said.parts:
                yield [*where, part.code, said.code, "", part.text, "", "", *[""] * len(levels)]


def _told_apart(domains: Sequence[Domain]) -> dict[str, str]:
    """Return by its code what a domain is called: a table knows them by their titles alone."""
    titles = Counter(domain.title for domain in domains)
    return {one.code: one.title if titles[one.title] == 1 else f"{one.title} ({one.code})" for one in domains}


def write_sheet(content: Content) -> bytes:
    """Return a workbook with the bulk sheet, as a table; parts stand in the descriptions."""
    groups = _groups(content)
    rows = [
        _sheet_row(group, holder.domain, said)
        for group, holder in zip(groups, content.holders, strict=True)
        for said in holder.domain.competences
    ]
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_SHEET)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(number, column, workbook_text(text))
        columns = [{"header": header} for header in _SHEET_HEADERS]
        sheet.add_table(0, 0, len(rows), len(columns) - 1, {"name": _SHEET, "columns": columns})
    return file.getvalue()


def _groups(content: Content) -> list[str]:
    """Return what each domain and sub-domain is called, so that none is called as another."""
    names = _told_apart(content.domains)
    below = [{**_told_apart(holder.top.domains), holder.top.code: ""} for holder in content.holders]
    titles = zip(content.holders, below, strict=True)
    return [
        shortened(": ".join(filter(None, (names[holder.top.code], under[holder.domain.code]))), _GROUP)
        for holder, under in titles
    ]


def _sheet_row(group: str, domain: Domain, said: Competence) -> Row:
    parts = "\n".join(f"- {part.text}" for part in said.parts)
    description = "\n\n".join(filter(None, (said.guidance, parts)))
    return [
        "",
        group,
        domain.guidance,
        shortened(said.text, LONG),
        description,
        "FALSE",
        ",".join(tag.replace(",", ";") for tag in said.tags),
    ]
