"""From a package's associations to the tree that they make of its items, whatever is wrong with them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from competence_app.catalogue.formats.case.relating import CHILD
from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.foreign.hanging import hang
from competence_app.catalogue.formats.foreign.items import ForeignItem
from competence_app.catalogue.formats.foreign.json_files import below, text_at
from competence_app.catalogue.formats.foreign.places import JsonPlace

_LAST = float("inf")
_WHOLE_NUMBER = re.compile("-?[0-9]{1,9}")


class _Link(NamedTuple):
    """An item below another, or below the document."""

    child: str
    above: str
    sequence: float
    place: JsonPlace


def hung(
    items: Mapping[str, ForeignItem], document: str, associations: list[tuple[int, dict[str, Any]]], notes: list[Note]
) -> list[ForeignItem]:
    """Hang each item below the one that it is a child of; return those at the top, in their order.

    Raise ``UnreadableError`` where headings stand below headings without an end in sight.
    """
    above: dict[str, str] = {}
    for link in sorted(_links(associations, notes), key=lambda link: link.sequence):
        if _may_hang(link, items, above, document, notes):
            above[link.child] = link.above
    notes.extend(Note("guessed", item.place, "orphan", item.text) for key, item in items.items() if key not in above)
    return hang(items, above, notes)


def _links(associations: list[tuple[int, dict[str, Any]]], notes: list[Note]) -> Iterator[_Link]:
    without = 0
    for number, said in associations:
        if text_at(said, "associationType") != CHILD:
            continue
        link = _link(said, JsonPlace("CFAssociations", number))
        without += link.sequence == _LAST
        yield link
    if without:
        notes.append(of_whole("guessed", "no-sequence", value=without))


def _link(said: dict[str, Any], place: JsonPlace) -> _Link:
    sequence = text_at(said, "sequenceNumber")
    child, above = (text_at(below(said, node), "identifier") for node in ("originNodeURI", "destinationNodeURI"))
    return _Link(child, above, int(sequence) if _WHOLE_NUMBER.fullmatch(sequence) else _LAST, place)


def _may_hang(
    link: _Link, items: Mapping[str, ForeignItem], above: Mapping[str, str], document: str, notes: list[Note]
) -> bool:
    if link.child not in items or (link.above not in items and link.above != document):
        notes.append(Note("left-out", link.place, "unknown-end", items[link.child].text if link.child in items else ""))
    elif link.child in above:
        notes.append(Note("left-out", link.place, "second-parent", items[link.child].text))
    else:
        return True
    return False
