"""OpenDocument spreadsheets are read like workbooks, and are no longer or wider, whatever they say of themselves."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competence_app.catalogue.formats.recognising import recognised
from competence_app.catalogue.formats.registry import TABLE, WORKBOOK
from competence_app.catalogue.formats.workbook.reading import read_workbook
from competence_app.catalogue.formats.workbook.rows import rows_by_sheet
from competence_app.ui.workbooks.cells import Cell, SheetRow
from competence_app.ui.workbooks.open_document import is_open_document, read_any_sheets
from competence_app.ui.workbooks.unpacking import MAX_BYTES, MAX_UNPACKED, WorkbookError
from tests.catalogue.formats.document.samples import NOTHING, shipped
from tests.catalogue.formats.table.test_tables import workbook
from tests.ui.workbooks.samples import cell, packed, row, spreadsheet, tabled


def rows_of(*rows: str) -> list[SheetRow]:
    return read_any_sheets(spreadsheet(Sheet="".join(rows)), lambda titles: titles).rows["Sheet"]


def first(written: str) -> Cell:
    [found] = rows_of(row(written))
    return found.cells[0]


def test_framework_in_an_open_document_is_read_like_the_workbook():
    sheets = {
        layout.title: [[column.header for column in layout.columns], *rows] for layout, rows in rows_by_sheet(shipped())
    }
    data = tabled(sheets)

    assert recognised(data, "a.ods") is WORKBOOK
    assert read_workbook(data) == shipped()


def test_table_in_an_open_document_is_a_table():
    data = tabled({"Skills": [["Code", "Text"], ["K1", "Asks"]]})

    assert recognised(data, "a.ods") is TABLE
    assert [said.text for said in TABLE.proposal(data, "a", NOTHING).content.competences] == ["Asks"]


def test_workbook_is_still_read():
    assert read_any_sheets(workbook(Sheet=[["a"]]), lambda titles: titles).rows["Sheet"] == [
        SheetRow(1, {0: Cell("a")})
    ]


BROKEN = '<text:p>a<text:s text:c="2"/>b<text:line-break/>c</text:p>'
REMARK = "<office:annotation><text:p>no</text:p></office:annotation>"
DATE = 'office:value-type="date" office:date-value="2026-05-01T00:00"'


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (cell("a\nb"), Cell("a\nb")),
        (f"<table:table-cell>{BROKEN}</table:table-cell>", Cell("a  b\nc")),
        (f"<table:table-cell>{REMARK}<text:p>yes</text:p></table:table-cell>", Cell("yes")),
        (cell("2", 'office:value-type="float" office:value="2"'), Cell("2")),
        (cell("2.5", 'office:value-type="float" office:value="2.5"'), Cell("", "number", 2.5)),
        (cell("1 May", f"{DATE}"), Cell("", "date", date="2026-05-01")),
        (cell("1:00", 'office:value-type="time"'), Cell("", "date")),
        (cell("x", 'office:value-type="boolean" office:boolean-value="true"'), Cell("", "truth", "TRUE")),
        (cell("2", 'table:formula="of:=1+1"'), Cell("", "formula")),
        (cell("a", 'office:value-type="string"').replace("table-cell", "covered-table-cell"), Cell("a")),
    ],
)
def test_cell_is_read_by_its_kind(written, found):
    assert first(written) == found


def test_what_is_repeated_is_there_as_often_and_no_wider_than_a_workbook():
    rows = rows_of(
        row(times=3), row(cell("a", 'table:number-columns-repeated="2"'), cell("b"), times=2), row(times=1_000),
        row(cell("", 'table:number-columns-repeated="60"'), cell("c", 'table:number-columns-repeated="16000"')),
    )[:2]  # fmt: skip

    assert rows == [SheetRow(number, {0: Cell("a"), 1: Cell("a"), 2: Cell("b")}) for number in (4, 5)]


SPACES = '<text:s text:c="64"/>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed("<"), "broken"),
        (packed('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "broken"),
        (spreadsheet(Sheet="").replace(b"content.xml", b"another.xml"), "broken"),
        (packed('<a><table:table table:name="b"/><table:table table:name="b"/></a>'), "broken"),
        (packed(b"<a>" + b" " * 2 * MAX_UNPACKED + b"</a>"), "too-large"),
        (packed("<a>" + "<b/>" * 3_000_000 + "</a>"), "too-large"),
        (
            spreadsheet(Sheet=row(f"<table:table-cell><text:p>{SPACES * 400_000}</text:p></table:table-cell>")),
            "too-large",
        ),
        (spreadsheet(Sheet="")[:200] + b" " * MAX_BYTES, "too-long"),
        (spreadsheet(Sheet=row(cell("a"), times=1_000_000)), "too-many-rows"),
        (spreadsheet(Sheet=row(cell("a"), times=50_000)), "too-large"),
        (spreadsheet(Sheet=row(cell("a", 'table:number-columns-repeated="64"'), times=30_000)), "too-large"),
    ],
    ids=[
        "xml",
        "entity",
        "no content",
        "one title twice",
        "bomb",
        "elements",
        "spaces",
        "long",
        "rows",
        "filled",
        "cells",
    ],
)
def test_what_is_no_spreadsheet_or_far_too_large_is_refused(data, code):
    begun = process_time()

    with pytest.raises(WorkbookError) as refused:
        read_any_sheets(data, lambda titles: titles)

    assert (refused.value.code, process_time() - begun < 2) == (code, True)


def test_text_of_libre_office_is_no_spreadsheet():
    assert not is_open_document(packed("<a/>", "application/vnd.oasis.opendocument.text"))


SAID = b"<table:table-row><table:table-cell><text:p>a<text:s/>b</text:p></table:table-cell></table:table-row>"
PIECES = [b"<text:p>", b"</text:p>", b"</table:table-cell>", b"<table:table-cell office:value-type='float'/>", SAID]
PIECES += [b" table:number-columns-repeated='99'", b" table:number-rows-repeated='-1'", b" office:value-type='date'"]
PIECES += [b"<office:annotation>", b"<table:table table:name='b'/>", b"&#1;", b"&lt;"]


@given(st.sampled_from(PIECES) | st.binary(max_size=8), st.integers(0, len(SAID)), st.integers(0, 9))
def test_any_xml_is_rows_or_refused(piece, at, length):
    said = SAID[:at] + piece + SAID[at + length :]

    try:
        data = packed(b"<a><table:table table:name='a'>" + said + b"</table:table></a>")
        assert read_any_sheets(data, lambda titles: titles).titles is not None
    except WorkbookError as error:
        assert error.code  # noqa: PT017 - either is right


@given(st.binary(max_size=40), st.integers(0, 400))
def test_any_bytes_are_rows_or_refused(junk, at):
    whole = tabled({"Sheet": [["a", "b"]]})

    try:
        assert read_any_sheets(whole[:at] + junk + whole[at + len(junk) :], lambda titles: titles).titles is not None
    except WorkbookError as error:
        assert error.code  # noqa: PT017 - either is right
