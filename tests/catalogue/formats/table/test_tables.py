"""A table of any kind becomes headers and rows; what cannot be read of it is named or refused."""

import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.recognising import recognised
from competence_app.catalogue.formats.registry import TABLE, WORKBOOK
from competence_app.catalogue.formats.table.tables import Table, TableRow, table_in
from competence_app.catalogue.formats.workbook.writing import write_workbook
from competence_app.ui.cells import csv_text, text_of_csv
from competence_app.ui.workbooks.unpacking import MAX_ROW
from tests.catalogue.formats.document.samples import shipped
from tests.catalogue.formats.foreign.samples import read_or_refused


def workbook(**sheets: list[list[object]]) -> bytes:
    book, file = Workbook(), BytesIO()
    del book["Sheet"]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"Code,Text\r\nK1,Asks", b"\xef\xbb\xbfCode;Text\nK1;Asks\n", "Code\tText\n\nK1\tAsks".encode("utf-16")],
    ids=["commas", "semicolons", "tabs"],
)
def test_comma_separated_values_are_read(data):
    table = table_in(data, [])

    assert (table.headers, [row.texts for row in table.rows]) == (("Code", "Text"), [["K1", "Asks"]])


def test_rows_are_as_wide_as_the_widest_and_headers_are_told_apart():
    table = table_in(b"Text,Text,\nAsks\n,,,why\n", [])

    assert table.headers == ("Text", "Text (2)", "Column 3", "Column 4")
    assert table.rows == (TableRow(2, ["Asks", "", "", ""]), TableRow(3, ["", "", "", "why"]))


def test_longest_sheet_of_a_workbook_is_read_and_what_no_text_is_told():
    notes: list[Note] = []
    data = workbook(Cover=[["Ours"]], Empty=[], Skills=[["Code", "Text"], [1, "Asks"], [2.5, "=1+1"], [True]])

    table = table_in(data, notes)

    assert table == Table(
        ("Code", "Text"), (TableRow(2, ["1", "Asks"]), TableRow(3, ["2.5", ""]), TableRow(4, ["TRUE", ""]))
    )
    assert [note.problem.said_of() for note in notes] == [
        "the sheet “Cover” is not read: of several the longest is",
        "Row 3: this is a formula: write the text that it shows",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "this is no table that can be read"),
        (b"PK\x03\x04 nothing", "this file is damaged"),
        (workbook(Empty=[]), "this is no table that can be read"),
        (b"a,b\n" + b"x" * 200_000, "this is no table that can be read"),
        (b"a,b\n" * (MAX_ROW + 1), "it holds far more than a framework"),
    ],
    ids=["empty", "broken", "empty sheet", "endless cell", "endless rows"],
)
def test_what_is_no_table_is_refused(data, told):
    with pytest.raises(UnreadableError) as refused:
        table_in(data, [])

    assert str(refused.value).startswith(told)


@given(st.text(max_size=20))
def test_what_was_kept_from_being_a_formula_is_read_as_it_was(text):
    assert text_of_csv(csv_text(text)) == text


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.csv", b"Code,Text\n", TABLE),
        ("a.tsv", b"Code\tText\n", TABLE),
        ("a.xlsx", workbook(Skills=[["Code"]]), TABLE),
        ("a.xlsx", workbook(Levels=[["Level"]]), WORKBOOK),
        ("a.xlsx", write_workbook(shipped()), WORKBOOK),
    ],
)
def test_tables_are_told_from_workbooks_of_frameworks(name, data, kind):
    assert recognised(data, name) is kind


CELLS = st.sampled_from(["Domain", "Code", "Text", "Level 1", "Level 2", "Part of", "Short name", "location", "source"])


@given(st.lists(st.lists(CELLS | st.text(max_size=6), max_size=8), max_size=8), st.binary(max_size=4))
def test_any_table_is_a_draft_or_refused(rows, junk):
    text = StringIO()
    csv.writer(text).writerows(rows)

    assert read_or_refused(text.getvalue().encode(errors="replace") + junk, TABLE)
