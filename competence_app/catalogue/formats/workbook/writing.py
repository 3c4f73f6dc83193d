"""From a framework's content to a workbook that can be edited in Excel and LibreOffice and read back."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from textwrap import wrap
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from competence_app.catalogue.formats.wording import any_of
from competence_app.catalogue.formats.workbook.layout import (
    ANY_OTHER,
    COMPETENCES,
    DOMAINS,
    FIELDS,
    FRAMEWORK,
    LAYOUTS,
    LEVELS,
    OTHER_ANSWERS,
    TARGETS,
    Layout,
    plain,
)
from competence_app.catalogue.formats.workbook.wording import README, sheet_words
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.schema import Content

_Row = Sequence[str]
_NOT_IN_A_CELL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_PROPERTIES = "docProps/core.xml"
_LAST_ROW = 1_048_575  # of any sheet, counted from 0
_CELL = {"num_format": "@", "text_wrap": True, "valign": "top"}  # @: what is typed stays as it was typed
_LINE_HEIGHT, _HIGHEST = 15, 405  # points
_README_WIDTHS = (18, 24, 90)  # characters
_HEADER = {"bold": True, "bg_color": "#D8DDE0", "bottom": 1, "text_wrap": True, "valign": "top"}


def write_workbook(content: Content) -> bytes:
    """Return an .xlsx file that says all that the framework says; characters that no cell can hold are left out."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": f"{content.title} ({content.version})"})
        _read_me(book)
        _write(book, FRAMEWORK, _fields(content), (sheet_words("what-it-says"), 60))
        _write(book, DOMAINS, _domains(content.domains))
        statements = list(_competences(content.domains))
        sheet = _write(book, COMPETENCES, statements)
        sheet.autofilter(0, 0, len(statements), len(COMPETENCES.columns) - 1)
        _write(book, LEVELS, _levels(content))
        _write(book, OTHER_ANSWERS, _other_answers(content))
        _write(book, TARGETS, _targets(content))
    return _in_language(file.getvalue(), content.language)


def _in_language(workbook: bytes, language: str) -> bytes:
    """Say in the workbook's properties in which language it is, for which XlsxWriter has no name."""
    file = BytesIO()
    with ZipFile(BytesIO(workbook)) as written, ZipFile(file, "w", ZIP_DEFLATED) as book:
        for part in written.infolist():
            said = written.read(part)
            if part.filename == _PROPERTIES:
                end = b"</cp:coreProperties>"
                said = said.replace(end, f"<dc:language>{language}</dc:language>".encode() + end)
            book.writestr(part, said)
    return file.getvalue()


def _read_me(book: Workbook) -> None:
    sheet, cell, header = book.add_worksheet(sheet_words("read-me")), book.add_format(_CELL), book.add_format(_HEADER)
    for number, (advice, width) in enumerate(
        zip(map(sheet_words, ("sheet", "column", "what-to-write")), _README_WIDTHS, strict=True)
    ):
        sheet.set_column(number, number, width, cell)
        sheet.write_string(len(README) + 1, number, advice, header)
    for number, advice in enumerate(README):
        sheet.merge_range(number, 0, number, 2, advice, cell)
        sheet.set_row(number, _LINE_HEIGHT * (_line_count(advice, sum(_README_WIDTHS)) + 1))
    notes = list(_notes())
    _lines(sheet, len(README) + 2, notes, cell)
    _make_high(sheet, len(README) + 2, notes, _README_WIDTHS)
    _to_be_printed(sheet, len(README) + 1)


def _notes() -> Iterator[_Row]:
    for layout in (FIELDS, *LAYOUTS[1:]):
        for column in layout.columns:
            yield layout.title, column.header, column.note


def _write(book: Workbook, layout: Layout, rows: Iterable[_Row], *more: tuple[str, int]) -> Worksheet:
    sheet, cell, header = book.add_worksheet(layout.title), book.add_format(_CELL), book.add_format(_HEADER)
    columns = [*((column.header, column.width) for column in layout.columns), *more]
    for number, (title, width) in enumerate(columns):
        sheet.set_column(number, number, width, cell)
        sheet.write_string(0, number, title, header)
    rows = list(rows)
    _lines(sheet, 1, rows, cell)
    _make_high(sheet, 1, rows, [width for _, width in columns])
    _offer_choices(sheet, layout)
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:H{_LAST_ROW + 1}"})
    _to_be_printed(sheet, 0)
    return sheet


def _lines(sheet: Worksheet, start: int, rows: Iterable[_Row], cell: Format) -> None:
    for number, row in enumerate(rows, start):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, _writable(text), cell)


def _writable(text: str) -> str:
    """Return the text as a cell can hold it; XlsxWriter takes for XML what is between “<r>” and “</r>”."""
    return _NOT_IN_A_CELL.sub("", text) + " " * text.startswith("<r>")  # the space is not read


def _make_high(sheet: Worksheet, start: int, rows: Iterable[_Row], widths: Sequence[int]) -> None:
    """Give each row the height of its longest wrapped text: only Excel does so by itself."""
    for number, row in enumerate(rows, start):
        lines = max(_line_count(text, width) for text, width in zip(row, widths, strict=True))
        if lines > 1:
            sheet.set_row(number, min(lines * _LINE_HEIGHT, _HIGHEST))


def _line_count(text: str, width: int) -> int:
    """Return how many lines a text takes in a column that is so many characters wide."""
    return sum(max(1, len(wrap(line, max(width - 1, 1)))) for line in text.splitlines() or [""])


def _offer_choices(sheet: Worksheet, layout: Layout) -> None:
    for number, column in enumerate(layout.columns):
        if column.choices:
            message = sheet_words("choice", choices=any_of(column.choices))
            offer = {"validate": "list", "source": list(column.choices), "error_message": message}
            sheet.data_validation(1, number, _LAST_ROW, number, offer)


def _to_be_printed(sheet: Worksheet, header: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)


def _row(sheet: Layout, said: Mapping[str, Any]) -> _Row:
    return [_text(said, column.field) for column in sheet.columns]


def _text(said: Mapping[str, Any], field: str) -> str:
    head, _, tail = field.partition(".")
    value = said.get(head, "")
    if tail:
        return _text(value, tail)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _fields(content: Content) -> Iterator[_Row]:
    said = content.model_dump(exclude={"scale", "targets", "domains"})
    for column in FIELDS.columns:
        yield column.header, _text(said, column.field), column.note


def _domains(domains: tuple[Domain, ...]) -> Iterator[_Row]:
    names = _names(domains)
    for domain in domains:
        yield _row(DOMAINS, {**_itself(domain), "domain": domain.title})
        for below in domain.domains:
            yield _row(DOMAINS, {**_itself(below), "domain": names[domain.code], "sub_domain": below.title})


def _itself(domain: Domain) -> dict[str, Any]:
    return domain.model_dump(exclude={"competences", "domains"})


def _competences(domains: tuple[Domain, ...]) -> Iterator[_Row]:
    names = _names(domains)
    for domain in domains:
        where = {"domain": names[domain.code]}
        for competence in domain.competences:
            yield from _competence(where, competence)
        names_below = _names(domain.domains)
        for below in domain.domains:
            for competence in below.competences:
                yield from _competence({**where, "sub_domain": names_below[below.code]}, competence)


def _names(domains: tuple[Domain, ...]) -> dict[str, str]:
    """Return by code what a domain is called in other rows: by its title, or by its code where that is not clear."""
    titles = Counter(plain(domain.title) for domain in domains)
    titles.update(plain(domain.code) for domain in domains if plain(domain.code) != plain(domain.title))
    return {domain.code: domain.title if titles[plain(domain.title)] == 1 else domain.code for domain in domains}


def _competence(where: Mapping[str, str], competence: Competence) -> Iterator[_Row]:
    said = competence.model_dump(exclude={"parts"} if competence.parts else {"parts", "rate"})
    yield _row(COMPETENCES, {**where, **said})
    for number, part in enumerate(competence.parts, start=1):
        is_numbered = competence.rate == "whole" and part.code == f"{competence.code}.{number}"
        said = part.model_dump(exclude={"code"} if is_numbered else None)
        yield _row(COMPETENCES, {**where, **said, "part_of": competence.code})


def _levels(content: Content) -> Iterator[_Row]:
    for level in content.scale.levels:
        yield _row(LEVELS, level.model_dump())


def _other_answers(content: Content) -> Iterator[_Row]:
    for answer in content.scale.off_scale:
        yield _row(OTHER_ANSWERS, answer.model_dump())


def _targets(content: Content) -> Iterator[_Row]:
    if content.targets.default is not None:
        yield ANY_OTHER, str(content.targets.default)
    for role, level in content.targets.roles.items():
        yield role, str(level)
