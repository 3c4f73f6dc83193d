"""Excel workbooks: the sheet “People”, or else the first."""

from collections.abc import Iterable, Iterator

from competence_app.accounts.formats.headers import Cells, people_table, person_cell
from competence_app.accounts.formats.problems import UnreadablePeopleError
from competence_app.accounts.rules.importing.rows import Fault, PeopleFile, PersonCell
from competence_app.ui.workbooks.cells import Cell as SheetCell
from competence_app.ui.workbooks.cells import SheetRow, each_row
from competence_app.ui.workbooks.unpacking import WorkbookError

SHEET = "People"


def read_people_workbook(data: bytes) -> PeopleFile:
    """Return what a workbook says; raise ``UnreadablePeopleError`` where it is none that can be read."""
    try:
        return people_table(_rows(each_row(data, _chosen)))
    except WorkbookError as error:
        raise UnreadablePeopleError(error.code) from None


def _chosen(titles: list[str]) -> str:
    return next((title for title in titles if title.casefold() == SHEET.casefold()), titles[0])


def _rows(rows: Iterable[SheetRow]) -> Iterator[tuple[int, Cells]]:
    for number, cells in rows:
        yield number, {index: _cell(cell) for index, cell in cells.items()}


def _cell(cell: SheetCell) -> PersonCell:
    return PersonCell(fault=Fault(cell.fault)) if cell.fault else person_cell(cell.text)
