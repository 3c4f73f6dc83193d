"""Moodle's competency frameworks in CSV: a row an entry, which names what it stands below; one row is the framework."""

from typing import Any

from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.foreign.describing import described_item
from competence_app.catalogue.formats.foreign.hanging import hang
from competence_app.catalogue.formats.foreign.items import ForeignFramework, ForeignItem
from competence_app.catalogue.formats.foreign.markup import marked_text, plain_text
from competence_app.catalogue.formats.foreign.places import RowPlace
from competence_app.catalogue.formats.table.tables import Table

PARENT, OWN, NAME, DESCRIPTION = "Parent ID number", "ID number", "Short name", "Description"
VALUES, IS_FRAMEWORK = "Scale values", "Is framework"
_NEEDED = {name.casefold() for name in (PARENT, OWN, NAME, DESCRIPTION, IS_FRAMEWORK)}
_FEWEST = 2  # levels of a scale

Row = dict[str, str]


def is_moodle(table: Table) -> bool:
    """Tell whether it is a table of Moodle's, by its headers."""
    return {header.casefold() for header in table.headers} >= _NEEDED


def read_moodle(table: Table, notes: list[Note]) -> ForeignFramework:
    """Return what the rows say."""
    headers = [header.casefold() for header in table.headers]
    rows = [(RowPlace(row.number), dict(zip(headers, row.texts, strict=True))) for row in table.rows]
    whole: Row = next((said for _, said in rows if _at(said, IS_FRAMEWORK) == "1"), {})
    items: dict[str, ForeignItem] = {}
    above: dict[str, str] = {}
    for place, said in rows:
        if said is not whole:
            key = _at(said, OWN) or f"row {place.row}"
            _add(key, said, place, items, above, notes)
    wanted = {parent for parent in above.values() if parent and parent not in items}
    notes.extend(
        Note("guessed", items[key].place, "no-owner", items[key].text, parent)
        for key, parent in above.items()
        if parent in wanted - {_at(whole, OWN)}
    )
    tops = hang(items, above, notes)
    for top in tops:
        top.is_heading = True if whole and top.below and top.is_heading is None else top.is_heading
    return ForeignFramework(plain_text(_at(whole, NAME)), tops, _said(whole, notes))


def _add(
    key: str, said: Row, place: RowPlace, items: dict[str, ForeignItem], above: dict[str, str], notes: list[Note]
) -> None:
    item = described_item(_at(said, NAME), _at(said, DESCRIPTION), place, _at(said, OWN))
    if key in items:
        notes.append(Note("left-out", place, "item-twice", item.text, key))
    else:
        items[key], above[key] = item, _at(said, PARENT)


def _said(whole: Row, notes: list[Note]) -> dict[str, Any]:
    labels = [label.strip() for label in plain_text(_at(whole, VALUES)).split(",") if label.strip()]
    said: dict[str, Any] = {"introduction": marked_text(_at(whole, DESCRIPTION))}
    if len({label.casefold() for label in labels}) < max(len(labels), _FEWEST):
        return said
    notes.append(of_whole("read", "scale-read", ", ".join(labels)))
    return said | {"scale": {"levels": [{"value": n, "label": label} for n, label in enumerate(labels, start=1)]}}


def _at(said: Row, header: str) -> str:
    return said.get(header.casefold(), "")
