"""Which columns of a table are read: those whose headers are known, in any order and case."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from competence_app.accounts.formats.problems import UnreadablePeopleError
from competence_app.accounts.rules.importing.rows import (
    EMPTY,
    LONGEST,
    MAX_ROWS,
    Fault,
    PeopleFile,
    PersonCell,
    PersonColumn,
    PersonRecord,
    Rows,
)


class NamePart(StrEnum):
    """A name that stands in two columns."""

    FORENAME = "forename"
    SURNAME = "surname"


Column = PersonColumn | NamePart
Cells = dict[int, PersonCell]  # by index

# The header of the template first, then what others call it.
HEADERS: Mapping[Column, tuple[str, ...]] = {
    PersonColumn.NAME: ("Full name", "Name", "Employee name", "Staff name"),
    PersonColumn.ADDRESS: ("Email address", "Email", "E-mail address", "Work email", "Work email address"),
    PersonColumn.JOB_ROLE: ("Job role", "Job title", "Role", "Position title"),
    PersonColumn.TEAM: ("Team", "Ward", "Unit", "Team or ward"),
    PersonColumn.SUPERVISOR: (
        *("Supervisor's email address", "Supervisor", "Supervisor's email", "Supervisor email"),
        *("Manager", "Manager's email address", "Manager's email", "Manager email", "Line manager"),
    ),
    PersonColumn.ROLES: ("Roles", "App roles"),
    NamePart.FORENAME: ("Forename", "First name", "Given name"),
    NamePart.SURNAME: ("Surname", "Last name", "Family name"),
}


def _plain(header: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", header).casefold()))


_COLUMNS = {_plain(header): column for column, headers in HEADERS.items() for header in headers}


class KnownHeaders(NamedTuple):
    """Which columns are read, by index, and what the others are called."""

    columns: dict[int, Column]
    unread: tuple[str, ...]


def known_columns(headers: Mapping[int, str]) -> KnownHeaders:
    """Return which headers are those of known columns; raise ``UnreadablePeopleError`` where they tell nobody apart."""
    columns = {index: _COLUMNS[_plain(header)] for index, header in headers.items() if _plain(header) in _COLUMNS}
    for column in columns.values():
        if list(columns.values()).count(column) > 1:
            raise UnreadablePeopleError("header-twice", header=HEADERS[column][0])
    if PersonColumn.ADDRESS not in columns.values():
        raise UnreadablePeopleError("no-addresses", header=HEADERS[PersonColumn.ADDRESS][0])
    unread = (header[:40] for index, header in headers.items() if header and index not in columns)
    return KnownHeaders(columns, tuple(dict.fromkeys(unread)))


def people_table(rows: Iterable[tuple[int, Cells]], *, is_guessed: bool = False) -> PeopleFile:
    """Return what the rows of a table say, the first of which holds its headers; each comes with its number."""
    filled = ((number, cells) for number, cells in rows if any(cell != EMPTY for cell in cells.values()))
    first = next(filled, None)
    if not first:
        raise UnreadablePeopleError("empty")
    known = known_columns({index: cell.text for index, cell in first[1].items()})
    read = (row_of(number, {c: cells[i] for i, c in known.columns.items() if i in cells}) for number, cells in filled)
    return PeopleFile(Rows(at_most_rows(row for row in read if row.cells)), known.unread, is_guessed)


def at_most_rows(rows: Iterable[PersonRecord]) -> Iterator[PersonRecord]:
    """Yield the rows; raise ``UnreadablePeopleError`` where there are none or too many."""
    count = 0
    for count, row in enumerate(rows, 1):
        if count > MAX_ROWS:
            raise UnreadablePeopleError("too-many-rows", most=MAX_ROWS)
        yield row
    if not count:
        raise UnreadablePeopleError("no-rows")


def person_cell(text: str) -> PersonCell:
    """Return the cell with a text, in one line with single spaces."""
    line = " ".join(text.split())
    return PersonCell(line) if len(line) <= LONGEST else PersonCell(fault=Fault.TOO_LONG)


def row_of(number: int, said: Mapping[Column, PersonCell]) -> PersonRecord:
    """Return a row, whose name may stand in two parts."""
    cells = {field: said[field] for field in PersonColumn if said.get(field, EMPTY) != EMPTY}
    parts = [said[part] for part in NamePart if said.get(part, EMPTY) != EMPTY]
    if parts and PersonColumn.NAME not in cells:
        faulty = [part for part in parts if part.fault]
        cells[PersonColumn.NAME] = faulty[0] if faulty else person_cell(" ".join(part.text for part in parts))
    return PersonRecord(number, cells)
