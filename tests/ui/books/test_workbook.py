"""Tables as workbooks: how they look when they are opened."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from competence_app.ui.books.tables import Book, BookColumn, BookTable, Cell
from competence_app.ui.books.workbook import workbook_pieces


def opened(*rows: tuple[Cell, ...], wraps: bool = True, second: str = "Said", fixed: int = 1) -> Workbook:
    """Return a workbook of two columns, as it is opened."""
    columns = [BookColumn("When", 13, "The day"), BookColumn(second, 20, "What was said")]
    table = BookTable("Ratings", columns, rows, wraps=wraps, fixed=fixed)
    book = Book("mine", "My ratings", [("Whose", "Amara"), ("Of", date(2026, 11, 28))], [table])
    return load_workbook(BytesIO(b"".join(workbook_pieces(book))))


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


def test_what_looks_like_a_coded_character_is_none():
    cell = opened((None, "a_x0041_b"))["Ratings"]["B2"]

    assert cell.value == "a_x005F_x0041_b"  # as it is written: Excel reads an underscore, openpyxl leaves it


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


def test_a_workbook_begins_before_its_rows_are_read_and_is_none_until_it_ends():
    read: list[int] = []

    def rows() -> Iterator[tuple[Cell, ...]]:
        for number in range(3):
            read.append(number)
            yield None, f"Row {number}"

    pieces = workbook_pieces(
        Book("mine", "Mine", [], [BookTable("Ratings", [BookColumn("A", 9), BookColumn("B", 9)], rows())])
    )
    first = next(pieces)
    read_then = [*read]
    *most, end = pieces

    assert (first[:2], read_then, read) == (b"PK", [], [0, 1, 2])
    with pytest.raises(BadZipFile):
        load_workbook(BytesIO(first + b"".join(most)))
    assert load_workbook(BytesIO(first + b"".join(most) + end))["Ratings"]["B4"].value == "Row 2"


def test_sheets_are_read_from_the_last_to_the_first_and_know_their_lengths():
    read: list[str] = []

    def said() -> Iterator[tuple[Cell]]:
        for letter in "xyz":
            read.append(letter)
            yield (letter,)

    sums = ([str(len(read))] for _ in range(1))
    tables = [BookTable("Sums", [BookColumn("A", 9)], sums), BookTable("Ratings", [BookColumn("A", 9)], said())]

    book = load_workbook(BytesIO(b"".join(workbook_pieces(Book("mine", "Mine", [], tables)))))

    assert book["Sums"]["A2"].value == "3"
    assert [book[title].auto_filter.ref for title in ("Sums", "Ratings")] == ["A1:A2", "A1:A4"]
    assert [book[title].max_row for title in ("Sums", "Ratings")] == [2, 4]


def test_programs_that_read_row_by_row_read_all_rows():
    pieces = b"".join(workbook_pieces(Book("mine", "Mine", [], [BookTable("All", [BookColumn("A", 9)], [["x"]] * 3)])))

    assert [*load_workbook(BytesIO(pieces), read_only=True)["All"].values] == [("A",), ("x",), ("x",), ("x",)]


def test_a_text_is_as_long_as_a_cell_can_hold():
    assert len(opened((None, "x" * 40_000))["Ratings"]["B2"].value) == 32_767
