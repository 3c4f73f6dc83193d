"""Cells as programs write them: whatever the format allows is read as it means, and what is no text is named."""

# ruff: noqa: E501 - one case a line reads as a table

import re

import pytest

from competence_app.catalogue.formats.workbook.reading import read_workbook
from competence_app.ui.workbooks.unpacking import MAX_FILLED
from tests.catalogue.formats.workbook.samples import SMALL, changed, messages, repacked

AS_TEXT = "format the cell as text, and write it again"
DAMAGED = "this file is damaged, or no Excel workbook: open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx) and try again"
DATE = f"the spreadsheet took this for a date or a time: {AS_TEXT}"
STATEMENT = "Competences, row 2, Text"


def with_cell(xml):
    """Return the small framework's workbook with this in place of the cell that holds K1's text."""
    return repacked(lambda _, part: re.sub(rb'<c r="E2" s="1" t="s">.*?</c>', xml, part))


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (b'<c r="E2" t="str"><v>Knows why</v></c>', "Knows why"),
        (b'<c r="E2" t="inlineStr"><is><r><t>Knows </t></r><r><t>why</t></r></is></c>', "Knows why"),
        (b'<c r="E2" t="inlineStr"><is><t>Knows</t><rPh sb="0" eb="1"><t>nose</t></rPh></is></c>', "Knows"),
        (b'<c r="E2" t="inlineStr"><is><t>Knows</t></is></c><c r="E2" s="1"/>', "Knows"),
        (b'<c r="E2"><v>1E+2</v></c>', "100"),
    ],
)
def test_cell_is_read_however_it_is_written(xml, text):
    assert read_workbook(with_cell(xml)).domains[0].competences[0].text == text


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        (b'<c r="E2" t="d"><v>2026-04-01</v></c>', f"{STATEMENT}: {DATE}"),
        (b'<c r="E2" t="b"><v>0</v></c>', f"{STATEMENT}: the spreadsheet took this for FALSE: {AS_TEXT}"),
        (b'<c r="E2" t="e"><v>#N/A</v></c>', f"{STATEMENT}: “#N/A” is an error of the spreadsheet: write a text"),
        (b'<c r="E2"><f>1+1</f><v>2</v></c>', f"{STATEMENT}: this is a formula: write the text that it shows"),
        (b'<c r="E2"><f/></c>', f"{STATEMENT}: this is a formula: write the text that it shows"),
        (b'<c r="E2" t="unheard of"><v>2</v></c>', DAMAGED),
    ],
)  # fmt: skip
def test_cell_that_is_no_text_is_named(xml, message):
    assert messages(with_cell(xml)) == [message]


def test_date_that_no_calendar_has_is_named():
    def edit(book):
        book["Framework"]["B11"] = 10**12
        book["Framework"]["B11"].number_format = "yyyy"

    error = "Framework, row 11, Published: “#VALUE!” is an error of the spreadsheet: write a text"
    assert messages(changed(edit)) == [error]


def test_span_of_time_is_no_date():
    def edit(book):
        book["Framework"]["B11"] = 1.5
        book["Framework"]["B11"].number_format = "[h]:mm"

    assert messages(changed(edit)) == [f"Framework, row 11, Published: {DATE}"]


def test_shared_text_is_read_without_how_it_is_pronounced():
    spoken = b"<t>Knows why listening matters</t><rPh sb='0' eb='1'><t>nose</t></rPh>"
    data = repacked(lambda _, part: part.replace(b"<t>Knows why listening matters</t>", spoken))

    assert read_workbook(data) == SMALL


def test_rows_and_cells_need_not_say_where_they_are():
    levels = "xl/worksheets/sheet5.xml"
    data = repacked(lambda name, part: re.sub(rb' (r|spans)="[A-Z0-9:]+"', b"", part) if name == levels else part)

    assert read_workbook(data) == SMALL


def test_rows_may_be_written_in_any_order():
    row = rb'(<row r="2".*?</row>)(<row r="3".*?</row>)'
    data = repacked(lambda name, part: re.sub(row, rb"\2\1", part) if name == "xl/worksheets/sheet4.xml" else part)

    assert read_workbook(data) == SMALL


def test_workbook_without_the_texts_that_its_cells_name_is_refused():
    assert messages(repacked(lambda _, part: part.replace(b"sharedStrings+xml", b"other+xml"))) == [DAMAGED]


def test_more_rows_than_a_framework_has_are_refused():
    rows = b'<row><c t="str"><v>D1</v></c></row>' * (MAX_FILLED // 2)
    data = repacked(
        lambda name, part: (
            part.replace(b"</sheetData>", rows + b"</sheetData>")
            if name.endswith(("sheet4.xml", "sheet8.xml"))
            else part
        )
    )

    assert messages(data) == [
        "this file holds far more than a framework: take out what else is in it, or split the framework"
    ]
