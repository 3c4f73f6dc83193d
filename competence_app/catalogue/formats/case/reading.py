"""From a package of CASE, 1.0 or 1.1, to the tree of what it says, with what was doubtful and what is left out."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from competence_app.catalogue.formats.case.hanging import hung
from competence_app.catalogue.formats.case.names import HEADINGS, OURS
from competence_app.catalogue.formats.case.relating import give_relations
from competence_app.catalogue.formats.case.rubrics import give_levels
from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.foreign.items import ForeignFramework, ForeignItem
from competence_app.catalogue.formats.foreign.json_files import below, json_of, numbered_objects, text_at
from competence_app.catalogue.formats.foreign.markup import has_markup, kept, marked_text, plain_text
from competence_app.catalogue.formats.foreign.places import JsonPlace
from competence_app.catalogue.formats.foreign.wording import foreign_words
from competence_app.catalogue.formats.problems import UnreadableError

# What is read of items, and what is nothing that a reader of the draft would miss.
_READ = {
    "fullStatement",
    "abbreviatedStatement",
    "humanCodingScheme",
    "notes",
    "conceptKeywords",
    "CFItemType",
    "extensions",
}
_ADMINISTRATIVE = {
    "identifier",
    "uri",
    "lastChangeDateTime",
    "language",
    "listEnumeration",
    "CFDocumentURI",
    "CFItemAssociationURI",
    "CFItemTypeURI",
    "statusStartDate",
}
_DAY = 10  # characters


def read_case(data: bytes, notes: list[Note]) -> ForeignFramework:
    """Return what the package says; raise ``UnreadableError`` where it says nothing."""
    root = json_of(data)
    package = below(root, "CFPackage") or root
    document = below(package, "CFDocument")
    ours = below(document, "extensions", OURS)
    items = _items(package, notes, is_ours=bool(ours))
    if not items:
        raise UnreadableError.whole(foreign_words("no-statements"))
    associations = numbered_objects(package, "CFAssociations")
    tops = hung(items, text_at(document, "identifier"), associations, notes)
    give_relations(items, associations, notes)
    said = _said(document)
    said |= {"scale": scale} if (scale := give_levels(items, package, notes, is_ours=bool(ours))) else {}
    said["source"] = {} if ours else _source(document)
    return ForeignFramework(plain_text(text_at(document, "title")), tops, said | ours)


def _said(document: dict[str, Any]) -> dict[str, Any]:
    is_ours = bool(below(document, "extensions", OURS))
    introduction = text_at(document, "description")
    return {
        "version": kept(text_at(document, "version")),
        "language": text_at(document, "language"),
        "introduction": kept(introduction) if is_ours else marked_text(introduction),
    }


def _source(document: dict[str, Any]) -> dict[str, str]:
    creator, publisher = plain_text(text_at(document, "creator")), plain_text(text_at(document, "publisher"))
    return {
        "authors": creator if publisher and creator != publisher else "",
        "publisher": publisher or creator,
        "url": text_at(document, "officialSourceURL"),
        "published": text_at(document, "statusStartDate")[:_DAY],
    }


def _items(package: dict[str, Any], notes: list[Note], *, is_ours: bool) -> dict[str, ForeignItem]:
    """Return the items by their identifiers."""
    items: dict[str, ForeignItem] = {}
    types, unread = Counter[str](), Counter[str]()
    for number, said in numbered_objects(package, "CFItems"):
        place = JsonPlace("CFItems", number)
        key = text_at(said, "identifier") or f"CFItems[{number}]"
        if key in items:
            notes.append(Note("left-out", place, "item-twice", text_at(said, "fullStatement"), key))
            continue
        items[key] = _item(said, place, notes, is_ours=is_ours)
        types[text_at(said, "CFItemType")] += 1
        unread.update(field for field, value in said.items() if value and field not in _READ | _ADMINISTRATIVE)
    notes.extend(_told(types, unread))
    return items


def _told(types: Counter[str], unread: Counter[str]) -> Iterator[Note]:
    if any(types):
        words = ", ".join(f"{kind or '…'} ({count:,})" for kind, count in types.most_common())
        yield of_whole("read", "item-types", words)
    for field, count in unread.items():
        yield of_whole("left-out", "field", field, count)


def _item(said: dict[str, Any], place: JsonPlace, notes: list[Note], *, is_ours: bool) -> ForeignItem:
    statement, guidance = text_at(said, "fullStatement"), text_at(said, "notes")
    if not is_ours and (has_markup(statement) or has_markup(guidance)):
        notes.append(Note("guessed", place, "markup", plain_text(statement)))
    plain, marked = (kept, kept) if is_ours else (plain_text, marked_text)
    further = {"guidance": marked(guidance), "tags": list(_tags(said.get("conceptKeywords"), plain))}
    further |= below(said, "extensions", OURS)
    title = plain(text_at(said, "abbreviatedStatement"))
    if title and (is_ours or title != plain(statement)):
        further["title"] = title
    is_heading = text_at(said, "CFItemType") in HEADINGS if is_ours else None
    text = plain(statement) or title
    return ForeignItem(text, place, kept(text_at(said, "humanCodingScheme")), is_heading, further)


def _tags(written: Any, plain: Callable[[str], str]) -> Iterator[str]:
    tags = written.split(",") if isinstance(written, str) else written if isinstance(written, list) else []
    yield from filter(None, (plain(tag) for tag in tags if isinstance(tag, str)))
