"""From a framework's content to a workbook that can be edited in Excel and LibreOffice and read back."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from textwrap import wrap
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from competence_app.catalogue.formats.wording import any_of
from competence_app.catalogue.formats.workbook.layout import (
    COMPETENCES,
    DOMAINS,
    EXAMPLES,
    FIELDS,
    LAYOUTS,
    RELATED,
    RESOURCES,
    TARGETS,
    Layout,
    with_levels,
)
from competence_app.catalogue.formats.workbook.rows import Row, rows_by_sheet
from competence_app.catalogue.formats.workbook.wording import README, sheet_words
from competence_app.catalogue.rules.schema import Content
from competence_app.ui.cells import workbook_text

_FILTERED = {layout.title for layout in (COMPETENCES, TARGETS, EXAMPLES, RESOURCES, RELATED)}
_PROPERTIES = "docProps/core.xml"
_LAST_ROW = 1_048_575  # of any sheet, counted from 0
_CELL = {"num_format": "@", "text_wrap": True, "valign": "top"}  # @: what is typed stays as it was typed
_LINE_HEIGHT, _HIGHEST = 15, 405  # points
_PAGE_WIDTH = 250  # characters that can be read on A4
_README_WIDTHS = (18, 24, 90)  # characters
_HEADER = {"bold": True, "bg_color": "#D8DDE0", "bottom": 1, "text_wrap": True, "valign": "top"}


def write_workbook(content: Content) -> bytes:
    """Return an .xlsx file that says all that the framework says; characters that no cell can hold are left out."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": f"{content.title} ({content.version})"})
        _read_me(book)
        for layout, rows in rows_by_sheet(content):
            _write(book, layout, rows)
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
    _to_be_printed(sheet, len(README) + 1, _README_WIDTHS)


def _notes() -> Iterator[Row]:
    for layout in (FIELDS, DOMAINS, with_levels("…"), *LAYOUTS[3:]):
        for column in layout.columns:
            yield layout.title, column.header, column.note


def _write(book: Workbook, layout: Layout, rows: list[Row]) -> None:
    sheet, cell, header = book.add_worksheet(layout.title), book.add_format(_CELL), book.add_format(_HEADER)
    widths = [column.width for column in layout.columns]
    for number, column in enumerate(layout.columns):
        sheet.set_column(number, number, column.width, cell)
        sheet.write_string(0, number, column.header, header)
    _lines(sheet, 1, rows, cell)
    _make_high(sheet, 1, rows, widths)
    _offer_choices(sheet, layout)
    sheet.freeze_panes(1, 0)
    if layout.title in _FILTERED:
        sheet.autofilter(0, 0, len(rows), len(layout.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_LAST_ROW + 1}"})
    _to_be_printed(sheet, 0, widths)


def _lines(sheet: Worksheet, start: int, rows: Iterable[Row], cell: Format) -> None:
    for number, row in enumerate(rows, start):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, workbook_text(text), cell)


def _make_high(sheet: Worksheet, start: int, rows: Iterable[Row], widths: Sequence[int]) -> None:
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


def _to_be_printed(sheet: Worksheet, header: int, widths: Sequence[int]) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    pages = -(-sum(widths) // _PAGE_WIDTH)
    sheet.fit_to_pages(pages, 0)
    sheet.repeat_rows(header)
    if pages > 1:
        sheet.repeat_columns(0, 2)  # to the code of a competence
