"""Excel workbooks: the sheet “People”, or else the first."""

from collections.abc import Iterable, Iterator

from competence_app.accounts.formats.headers import Cells, table, text_cell
from competence_app.accounts.formats.problems import UnreadableError
from competence_app.accounts.rules.importing.rows import Cell, Fault, PeopleFile
from competence_app.ui.workbooks.cells import Cell as SheetCell
from competence_app.ui.workbooks.cells import SheetRow, each_row
from competence_app.ui.workbooks.unpacking import WorkbookError

SHEET = "People"


def read_workbook(data: bytes) -> PeopleFile:
    """Return what a workbook says; raise ``UnreadableError`` where it is none that can be read."""
    try:
        return table(_rows(each_row(data, _chosen)))
    except WorkbookError as error:
        raise UnreadableError(error.code) from None


def _chosen(titles: list[str]) -> str:
    return next((title for title in titles if title.casefold() == SHEET.casefold()), titles[0])


def _rows(rows: Iterable[SheetRow]) -> Iterator[tuple[int, Cells]]:
    for number, cells in rows:
        yield number, {index: _cell(cell) for index, cell in cells.items()}


def _cell(cell: SheetCell) -> Cell:
    return Cell(fault=Fault(cell.fault)) if cell.fault else text_cell(cell.text)
