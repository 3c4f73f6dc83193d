"""Tables for translators: a row a text, with where it belongs, such as “digcomp.competence.1.1.label”."""

from collections import defaultdict
from collections.abc import Sequence

from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.foreign.hanging import hang
from competence_app.catalogue.formats.foreign.items import ForeignFramework, ForeignItem
from competence_app.catalogue.formats.foreign.places import RowPlace
from competence_app.catalogue.formats.table.tables import Table

_HEADERS = {"location", "context", "source", "target"}
_LABELS, _EXPLAINING = {"label", "title", "name"}, {"description", "notes"}


def is_of_locations(table: Table) -> bool:
    """Tell whether it is such a table, by its headers."""
    return {header.casefold() for header in table.headers} == _HEADERS


def read_locations(table: Table, notes: list[Note]) -> ForeignFramework:
    """Return the tree that the numbers in the locations make: 1.1 stands below 1."""
    headers = [header.casefold() for header in table.headers]
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    places: dict[str, RowPlace] = {}
    for row in table.rows:
        cells = dict(zip(headers, row.texts, strict=True))
        code, aspect = _parted(cells["location"].split("."))
        said[code]["guidance" if aspect in _EXPLAINING else "text"] = cells["source"]
        places.setdefault(code, RowPlace(row.number))
    items = {
        code: ForeignItem(told.get("text", ""), places[code], code, None, {"guidance": told.get("guidance", "")})
        for code, told in said.items()
    }
    return ForeignFramework("", hang(items, _above(items, notes), notes))


def _parted(steps: Sequence[str]) -> tuple[str, str]:
    """Return the code in a location, which begins with the first step that has a digit, and what is said of it."""
    aspect = steps[-1] if steps[-1] in _LABELS | _EXPLAINING else ""
    path = steps[:-1] if aspect else steps
    first = next((index for index, step in enumerate(path) if any(map(str.isdigit, step))), 0)
    return ".".join(path[first:]), aspect


def _above(items: dict[str, ForeignItem], notes: list[Note]) -> dict[str, str]:
    """Return what each stands below; where nothing has that number, a heading is made of it."""
    by_number = {_number(code): code for code in reversed(items)}
    above = {}
    for code in [*items]:
        number, parent = _number(code).rpartition(".")[0], code.rpartition(".")[0]
        if number and number not in by_number:
            by_number[number] = parent
            items[parent] = ForeignItem(parent, items[code].place, parent, is_heading=True)
            notes.append(Note("guessed", items[code].place, "heading-of-codes", parent))
        if number:
            above[code] = by_number[number]
    return above


def _number(code: str) -> str:
    return code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
