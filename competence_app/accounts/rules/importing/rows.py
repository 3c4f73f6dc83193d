"""What a file says of people, row by row, in whatever format it was written."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

MAX_ROWS = 5_000
LONGEST = 320  # characters of a cell: more than an address, a name or a title may have


class Field(StrEnum):
    """What a row says of a person, in the order of the template's columns."""

    NAME = "name"
    ADDRESS = "address"
    JOB_ROLE = "job-role"
    TEAM = "team"
    SUPERVISOR = "supervisor"
    ROLES = "roles"


class Fault(StrEnum):
    """Why a cell cannot be taken for a text."""

    FORMULA = "formula"
    ERROR = "error"
    DATE = "date"
    TRUTH = "truth"
    NUMBER = "number"
    CONTROL_CHARACTER = "control-character"
    TOO_LONG = "too-long"


class Cell(NamedTuple):
    """What a cell says, or why it cannot be taken for a text."""

    text: str = ""
    fault: Fault | None = None


EMPTY = Cell()


class Row(NamedTuple):
    """One person's row, with its number as people see it; cells that are empty are not there."""

    number: int
    cells: Mapping[Field, Cell]

    def cell(self, field: Field) -> Cell:
        """Return what the row says of a field."""
        return self.cells.get(field, EMPTY)


class PeopleFile(NamedTuple):
    """What was read of a file: its rows, and what of it was not read or read otherwise than its author may think."""

    rows: tuple[Row, ...]
    unread: tuple[str, ...] = ()
    """The columns, or kinds of records, that are not read."""
    is_guessed: bool = False
    """Whether its letters were taken for those of Windows, since they are no UTF-8."""
