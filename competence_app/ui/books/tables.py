"""Tables that people take along, as plain values: each format of files writes the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from competence_app.ui.books.wording import PRIVATE_FILE, PRIVATE_FOOTER

Cell = str | int | date | None  # a date, never a moment: spreadsheets know no time zones


@dataclass(frozen=True, slots=True)
class BookColumn:
    """One column; what it holds is told where the file says what it is."""

    header: str
    width: int  # characters
    note: str = ""


@dataclass(frozen=True, slots=True)
class BookTable:
    """Rows under their columns; they may come one by one, and only once."""

    title: str  # at most 31 characters, as a sheet's
    columns: Sequence[BookColumn]
    rows: Iterable[Sequence[Cell]]
    wraps: bool = True  # long texts within their cells: of some hundred rows, not of a hundred thousand
    fixed: int = 0  # how many columns stay where they are when the others are moved


@dataclass(frozen=True, slots=True)
class Book:
    """What somebody takes along as tables, the last of which is the one that a format with a single table has.

    The last table is to be written first: those before it may sum up what was read for it.
    """

    name: str  # of the file, without its suffix
    title: str
    about: Sequence[tuple[str, Cell]]  # what this is, whose and of when, each under a name
    tables: Sequence[BookTable]
    nature: str = PRIVATE_FILE  # how private it is, in the file's properties
    footer: str = PRIVATE_FOOTER  # the same on paper

    @property
    def main(self) -> BookTable:
        """The table that has all."""
        return self.tables[-1]


def columns(words: Mapping[str, tuple[str, str]], widths: Mapping[str, int]) -> list[BookColumn]:
    """Return what has a width, in its order; ``words`` has the header and the note of each column by its key."""
    return [BookColumn(words[key][0], width, words[key][1]) for key, width in widths.items()]


def day_of(moment: datetime | None) -> date | None:
    """Return the day of a moment, where the app is."""
    return localdate(moment) if moment else None


def dated(name: str) -> str:
    """Return a file's name with today's date, without its suffix."""
    return f"{name}-{localdate().isoformat()}"
