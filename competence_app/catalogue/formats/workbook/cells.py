"""From an uploaded file's bytes to the texts in the cells of a framework's sheets."""

from collections.abc import Iterable
from typing import NamedTuple

from competence_app.catalogue.formats.problems import Problem, UnreadableError
from competence_app.catalogue.formats.workbook.layout import CellPlace, Layout, plain
from competence_app.catalogue.formats.workbook.wording import sheet_words
from competence_app.ui.workbooks.cells import SheetRow, TooManyRowsError
from competence_app.ui.workbooks.open_document import read_any_sheets
from competence_app.ui.workbooks.unpacking import MAX_ROW, WorkbookError


class KnownSheets(NamedTuple):
    """The rows of each sheet that is read, by its layout's title, and the titles of the others."""

    rows: dict[str, list[SheetRow]]
    others: list[str]


def read_cells(data: bytes, layouts: Iterable[Layout]) -> KnownSheets:
    """Return what is in the cells of the sheets with these layouts, as far as they are there.

    Raises ``UnreadableError`` where the file is none that can be read, or is far too large.
    """
    wanted = {plain(layout.title): layout for layout in layouts}
    try:
        book = read_any_sheets(data, lambda titles: [sheet for name, sheet in _named(titles).items() if name in wanted])
    except TooManyRowsError as error:
        place = CellPlace(wanted[plain(error.title)], error.row)
        raise UnreadableError([Problem(place, sheet_words(error.code, most=MAX_ROW))]) from None
    except WorkbookError as error:
        raise UnreadableError.whole(sheet_words(error.code)) from None
    rows = {wanted[plain(title)].title: rows for title, rows in book.rows.items()}
    return KnownSheets(rows, [sheet for name, sheet in _named(book.titles).items() if name not in wanted])


def _named(titles: Iterable[str]) -> dict[str, str]:
    return {plain(title): title for title in titles}
