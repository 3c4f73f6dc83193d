"""What a file says of people, row by row, in whatever format it was written."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from competence_app.accounts.rules.importing.keeping import Kept
from competence_app.people.rules.addresses import address_of

MAX_ROWS = 5_000
LONGEST = 320  # characters of a cell: more than an address, a name or a title may have


class PersonColumn(StrEnum):
    """What a row says of a person, in the order of the template's columns."""

    NAME = "name"
    ADDRESS = "address"
    JOB_ROLE = "job-role"
    TEAM = "team"
    SUPERVISOR = "supervisor"
    ROLES = "roles"


FIELDS = {
    field.value: field for field in PersonColumn
}  # to look one up takes a tenth of the time that to ask for it does


class Fault(StrEnum):
    """Why a cell cannot be taken for a text."""

    FORMULA = "formula"
    ERROR = "error"
    DATE = "date"
    TRUTH = "truth"
    NUMBER = "number"
    CONTROL_CHARACTER = "control-character"
    TOO_LONG = "too-long"


class PersonCell(NamedTuple):
    """What a cell says, or why it cannot be taken for a text."""

    text: str = ""
    fault: Fault | None = None


EMPTY = PersonCell()


class PersonRecord(NamedTuple):
    """One person's row, with its number as people see it; cells that are empty are not there."""

    number: int
    cells: Mapping[PersonColumn, PersonCell]

    def cell(self, field: PersonColumn) -> PersonCell:
        """Return what the row says of a field."""
        return self.cells.get(field, EMPTY)

    def address_in(self, field: PersonColumn) -> str:
        """Return the address that a field holds, as addresses are kept."""
        return address_of(self.cell(field).text)


class Rows(Kept[PersonRecord]):
    """The rows of a file, as they stand in it."""

    @staticmethod
    def pack(thing: PersonRecord) -> list[Any]:
        """Return a row as JSON can hold it."""
        return [thing.number, [[field, *cell] for field, cell in thing.cells.items()]]

    @staticmethod
    def unpack(packed: list[Any]) -> PersonRecord:
        """Return the row that was packed so."""
        number, cells = packed
        return PersonRecord(
            number, {FIELDS[field]: PersonCell(text, fault and Fault(fault)) for field, text, fault in cells}
        )


class PeopleFile(NamedTuple):
    """What was read of a file: its rows, and what of it was not read or read otherwise than its author may think."""

    rows: Rows
    unread: tuple[str, ...] = ()
    """The columns, or kinds of records, that are not read."""
    is_guessed: bool = False
    """Whether its letters were taken for those of Windows, since they are no UTF-8."""
