"""Tables as workbooks: how they look when they are opened."""

import tempfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from competence_app.ui.books.tables import Book, Cell, Column, Table
from competence_app.ui.books.workbook import write_workbook


def opened(*rows: tuple[Cell, ...], wraps: bool = True, second: str = "Said", fixed: int = 1) -> Workbook:
    """Return a workbook of two columns, as it is opened."""
    columns = [Column("When", 13, "The day"), Column(second, 20, "What was said")]
    file = BytesIO()
    table = Table("Ratings", columns, rows, wraps=wraps, fixed=fixed)
    write_workbook(Book("mine", "My ratings", [("Whose", "Amara"), ("Of", date(2026, 11, 28))], [table]), file)
    return load_workbook(file)


def test_a_header_and_the_first_columns_stay_and_every_column_can_be_filtered():
    sheet = opened((date(2026, 11, 28), "Yes"), (None, 3))["Ratings"]

    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
    assert sheet.page_setup.orientation == "landscape"
    assert [round(sheet.column_dimensions[letter].width) for letter in "AB"] == [14, 21]


def test_where_no_column_is_fixed_only_the_header_stays():
    sheet = opened(fixed=0)["Ratings"]

    assert (sheet.freeze_panes, sheet.print_title_cols) == ("A2", None)


def test_days_are_days_numbers_are_numbers_and_texts_are_texts():
    sheet = opened((date(2026, 11, 28), 3), (None, "=1+1"))["Ratings"]

    day, number, nothing, text = sheet["A2"], sheet["B2"], sheet["A3"], sheet["B3"]
    assert (day.is_date, day.number_format) == (True, "d mmm yyyy")
    assert (number.value, number.data_type) == (3, "n")
    assert nothing.value is None
    assert (text.value, text.data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    "text", ["<r>1</r>", "<b>&amp;</b>", " \t=1", "a\nb", "“ä” 🙂", "https://example.org", "007", "{=1}"]
)
def test_a_text_is_read_as_it_was_typed(text):
    cell = opened((None, text))["Ratings"]["B2"]

    assert (cell.value.rstrip(" "), cell.data_type) == (text, "s")
    assert cell.hyperlink is None


def test_a_row_is_as_high_as_its_longest_text_where_texts_wrap():
    row = (None, "word " * 20)

    wrapped, single = (opened(row, (None, "short"), wraps=wraps)["Ratings"] for wraps in (True, False))

    assert [wrapped.row_dimensions[number].height for number in (2, 3)] == [90, None]
    assert wrapped["B2"].alignment.wrap_text
    assert single.row_dimensions[2].height is None
    assert not single["B2"].alignment.wrap_text


def test_a_row_is_never_higher_than_excel_allows():
    assert opened((None, "line\n" * 100))["Ratings"].row_dimensions[2].height == 405


@pytest.mark.parametrize(("header", "height"), [("Said", None), ("What was said to the person", 30)])
def test_a_header_has_a_second_line_where_it_does_not_fit(header, height):
    assert opened(second=header)["Ratings"].row_dimensions[1].height == height


def test_the_first_sheet_says_what_the_book_is_and_what_its_columns_hold():
    book = opened()

    assert book.sheetnames == ["About this file", "Ratings"]
    assert [[cell for cell in row if cell] for row in book["About this file"].values if any(row)] == [
        ["My ratings"],
        ["Whose", "Amara"],
        ["Of", book["About this file"]["B4"].value],
        ["Columns of “Ratings”"],
        ["When", "The day"],
        ["Said", "What was said"],
    ]
    assert book["About this file"]["B4"].is_date
    assert book.properties.title == "My ratings"
    footer: Any = book["Ratings"].oddFooter
    assert footer.left.text == "Private: a person's ratings"


def test_nothing_is_left_of_a_workbook_that_could_not_be_made(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows() -> Iterator[tuple[Cell, ...]]:
        yield None, "Yes"
        raise OSError("The database is away.")

    with pytest.raises(OSError, match="away"):
        write_workbook(
            Book("mine", "Mine", [], [Table("Ratings", [Column("A", 9), Column("B", 9)], rows())]), BytesIO()
        )

    assert list(tmp_path.iterdir()) == []
