"""Tables as CSV, as programs read them."""

from datetime import date

from competence_app.ui.books.comma_separated import csv_pieces
from competence_app.ui.books.tables import Book, BookColumn, BookTable


def test_a_file_is_a_header_and_rows_with_the_mark_of_utf_8():
    rows = [(date(2026, 11, 28), 3, None), (None, None, "=1, “ä”\nand more")]
    columns = [BookColumn("When", 1), BookColumn("Level", 1), BookColumn("Note", 1)]
    other = BookTable("People", columns, [(None, None, "Not this one")])

    written = b"".join(csv_pieces(Book("mine", "My ratings", [], [other, BookTable("Ratings", columns, rows)])))

    assert written == (b"\xef\xbb\xbfWhen,Level,Note\r\n2026-11-28,3,\r\n" + ',,"\'=1, “ä”\nand more"\r\n'.encode())
