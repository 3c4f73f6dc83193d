"""Tables as CSV, as programs read them."""

from datetime import date
from io import BytesIO

from competence_app.ui.books.comma_separated import write_csv
from competence_app.ui.books.tables import Book, Column, Table


def test_a_file_is_a_header_and_rows_with_the_mark_of_utf_8():
    file = BytesIO()
    rows = [(date(2026, 11, 28), 3, None), (None, None, "=1, “ä”\nand more")]
    columns = [Column("When", 1), Column("Level", 1), Column("Note", 1)]
    other = Table("People", columns, [(None, None, "Not this one")])

    write_csv(Book("mine", "My ratings", [], [other, Table("Ratings", columns, rows)]), file)

    assert file.getvalue() == (
        b"\xef\xbb\xbfWhen,Level,Note\r\n2026-11-28,3,\r\n" + ',,"\'=1, “ä”\nand more"\r\n'.encode()
    )
