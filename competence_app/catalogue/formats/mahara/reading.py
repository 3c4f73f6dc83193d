"""From a .matrix file of either dialect to the tree of what it says.

In the older one elements stand inside their standard, and ``parent`` says that one belongs to the one above it; in the
newer one they stand beside the standards and name theirs. Mahara asks that a parent comes first; here it need not.
"""

import re
from typing import Any

from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.foreign.describing import described_item
from competence_app.catalogue.formats.foreign.hanging import hang
from competence_app.catalogue.formats.foreign.items import ForeignFramework, ForeignItem
from competence_app.catalogue.formats.foreign.json_files import below, json_of, numbered_objects, text_at
from competence_app.catalogue.formats.foreign.markup import marked_text, plain_text
from competence_app.catalogue.formats.foreign.places import JsonPlace

STATUSES = ("begun", "incomplete", "partialcomplete", "completed")  # the first is no level: somebody is to look
_NUMBER = re.compile(r"[A-Za-z]{0,4}[0-9]+(?:[.-][0-9A-Za-z]+)*")


def read_matrix(data: bytes, notes: list[Note]) -> ForeignFramework:
    """Return what the file says; raise ``UnreadableError`` where it says nothing."""
    framework = below(json_of(data), "framework")
    standards = {
        text_at(said, "standardid") or f"#{number}": (number, said)
        for number, said in numbered_objects(framework, "standards")
    }
    items = {key: _standard(said, number) for key, (number, said) in standards.items()}
    for key, (number, said) in standards.items():
        items[key].below = _nested(numbered_objects(said, "standardelement"), f"standards[{number}].standardelement")
    others = _hang(framework, items, notes)
    said = {"introduction": marked_text(text_at(framework, "description")), "scale": _scale(framework, notes)}
    title = plain_text(text_at(framework, "name"))
    return ForeignFramework(title, [*items.values(), *others], {field: value for field, value in said.items() if value})


def _standard(said: dict[str, Any], number: int) -> ForeignItem:
    guidance = {"guidance": marked_text(text_at(said, "description"))}
    name = plain_text(text_at(said, "name", "shortname"))
    return ForeignItem(name, JsonPlace("standards", number), "", True, guidance)


def _nested(elements: list[tuple[int, dict[str, Any]]], path: str) -> list[ForeignItem]:
    """Return elements as the older dialect has them."""
    items: list[ForeignItem] = []
    for number, said in elements:
        above = items[-1].below if said.get("parent") is True and items else items
        above.append(_element(said, JsonPlace(path, number)))
    return items


def _hang(framework: dict[str, Any], standards: dict[str, ForeignItem], notes: list[Note]) -> list[ForeignItem]:
    """Hang elements as the newer dialect has them below their standards and parents; return those that have neither."""
    items: dict[str, ForeignItem] = {}
    above: dict[str, str] = {}
    elements = numbered_objects(framework, "standardelements")
    named = {_key(said, "elementid"): f"#{number}" for number, said in reversed(elements) if text_at(said, "elementid")}
    for number, said in elements:
        key, standard = f"#{number}", text_at(said, "standardid")
        items[key] = _element(said, JsonPlace("standardelements", number))
        parent = named.get(_key(said, "parentelementid"), "")
        if parent or standard in standards:
            above[key] = parent or f"standard {standard}"
        else:
            notes.append(Note("guessed", items[key].place, "orphan", items[key].text))
    known = items | {f"standard {key}": standard for key, standard in standards.items()}
    return [item for item in hang(known, above, notes) if item not in standards.values()]


def _key(said: dict[str, Any], field: str) -> str:
    """Return what an element is called among all: its own name counts within its standard."""
    return f"{text_at(said, 'standardid')}/{text_at(said, field)}"


def _element(said: dict[str, Any], place: JsonPlace) -> ForeignItem:
    short = plain_text(text_at(said, "shortname"))
    code = text_at(said, "elementid") or (short if _NUMBER.fullmatch(short) else "")
    return described_item(text_at(said, "name", "shortname"), text_at(said, "description"), place, code)


def _scale(framework: dict[str, Any], notes: list[Note]) -> dict[str, Any] | None:
    """Return the levels: what Mahara calls statuses, but for the first."""
    said = {key: text for _, entry in numbered_objects(framework, "evidencestatuses") for key, text in entry.items()}
    labels = [plain_text(text_at(said, status)) for status in STATUSES[1:]]
    if not all(labels) or len({label.casefold() for label in labels}) < len(labels):
        return None
    notes.append(of_whole("read", "scale-read", ", ".join(labels)))
    if begun := plain_text(text_at(said, STATUSES[0])):
        notes.append(of_whole("left-out", "no-level", begun))
    return {"levels": [{"value": value, "label": label} for value, label in enumerate(labels, start=1)]}
