"""The record as its page and its file show it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils.timezone import localtime

from competence_app.oversight import wording
from competence_app.oversight.queries import NamedPerson, RecordFilter, RecordLine, all_of, names_of
from competence_app.people.wording import called
from competence_app.ui.books.tables import BookColumn, BookTable, Cell


class Somebody(NamedTuple):
    """Who did something, or whom it is about: by the name of then, the address of today, and as the page says it."""

    name: str
    address: str
    called: str


class Deed(NamedTuple):
    """One line, in words; without an address somebody is nobody."""

    at: datetime
    by: Somebody
    words: str
    verb: str
    about: Somebody
    thing: str


def deeds(lines: Sequence[RecordLine]) -> list[Deed]:
    """Return what the lines say, in one query at most."""
    names = names_of(lines)
    return [
        Deed(
            line.at,
            _somebody(line.by),
            wording.act_in_words(line.act),
            line.verb,
            _somebody(line.about),
            wording.thing_in_words(*line.thing, names.get(line.thing) or line.thing_then),
        )
        for line in lines
    ]


def _somebody(known: NamedPerson) -> Somebody:
    """Return what somebody is called: with the address where others have the name too, or they had another then."""
    name, address = known.name_then or known.name or known.address or "", known.address or ""
    is_unclear = bool(known.shares_name) or name != (known.name or address)
    return Somebody(name, address, called(name, address, is_shared=is_unclear and name != address))


def record_table(asked: RecordFilter) -> BookTable:
    """Return the lines that are asked for as a table, which is read while it is written."""
    return BookTable(wording.FILE_TITLE, [BookColumn(header, 0) for header in wording.COLUMNS], _rows(asked))


def _rows(asked: RecordFilter) -> Iterator[Sequence[Cell]]:
    for lines in all_of(asked):
        for at, by, words, verb, about, thing in deeds(lines):
            moment = localtime(at).isoformat(sep=" ", timespec="seconds")
            yield moment, by.name, by.address, words, verb, about.name, about.address, thing
