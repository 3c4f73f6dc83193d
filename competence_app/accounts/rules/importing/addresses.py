"""The addresses of a file of people, each of which is somebody."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from competence_app.accounts.rules.importing.rows import PersonColumn, Rows

MOST_NAMED = 12  # rows


class Addresses(NamedTuple):
    """Which addresses have a row."""

    all: AbstractSet[str]
    twice: Mapping[str, list[int]]
    """Of those that have several, the numbers of these rows, or of the first of them."""


def addresses_of(rows: Rows) -> Addresses:
    """Return the addresses of a file."""
    found: set[str] = set()
    twice: dict[str, list[int]] = {}
    for address in (row.address_in(PersonColumn.ADDRESS) for row in rows):
        if address in found:
            twice[address] = []
        found.add(address)
    for row in rows if twice else ():
        numbers = twice.get(row.address_in(PersonColumn.ADDRESS), [])
        numbers += [row.number][: MOST_NAMED - len(numbers)]
    return Addresses(found, twice)
