"""Which items of another system's tree are domains and sub-domains, which are statements, and which parts of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.foreign.items import ForeignFramework, ForeignItem
from competence_app.catalogue.formats.foreign.wording import foreign_words
from competence_app.catalogue.formats.problems import UnreadableError

_LONGEST_TITLE = 100  # characters
_SENTENCE = re.compile(r"[.:;,…]$")
_DEEP = 3  # rows below the only item of all: it stands for the framework, and what is below it for domains


@dataclass(slots=True)
class Heading:
    """A domain or a sub-domain: the item that it is, its statements, and the sub-domains of a domain."""

    item: ForeignItem
    statements: list[ForeignItem] = field(default_factory=list)
    below: list["Heading"] = field(default_factory=list)

    @property
    def all_statements(self) -> list[ForeignItem]:
        """Those of its sub-domains too."""
        return [*self.statements, *(item for heading in self.below for item in heading.statements)]


def shaped(found: ForeignFramework, notes: list[Note]) -> list[Heading]:
    """Return the domains; raise ``UnreadableError`` where nothing is stated."""
    items = _unwrapped(found.items, notes)
    loose = [item for item in items if not _is_heading(item, is_top=True)]
    tops = [_domain(item, notes) for item in items if _is_heading(item, is_top=True)]
    if loose := _stated(loose, notes):
        notes.append(Note("guessed", loose[0].place, "loose", found.title, len(loose)))
        tops.insert(0, Heading(ForeignItem(found.title, loose[0].place), loose))
    domains = list(_filled(tops, notes))
    if not domains:
        raise UnreadableError.whole(foreign_words("no-statements"))
    return domains


def _unwrapped(items: Sequence[ForeignItem], notes: list[Note]) -> Sequence[ForeignItem]:
    """Return what stands below an item that all others stand below."""
    if len(items) == 1 and items[0].is_heading is None and items[0].height >= _DEEP:
        notes.append(Note("left-out", items[0].place, "wrapper", items[0].text))
        return items[0].below
    return items


def _is_heading(item: ForeignItem, *, is_top: bool = False) -> bool:
    if item.is_heading is not None:
        return item.is_heading
    return bool(item.below) and (is_top or item.height > 1 or _is_title(item.said.get("title") or item.text))


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not _SENTENCE.search(text)


def _domain(item: ForeignItem, notes: list[Note]) -> Heading:
    domain = Heading(item)
    for child in item.below:
        if _is_heading(child):
            domain.below += _sub_domains(child, notes)
    domain.statements = _stated([child for child in item.below if not _is_heading(child)], notes)
    return domain


def _stated(items: Sequence[ForeignItem], notes: list[Note]) -> list[ForeignItem]:
    """Return those that say anything."""
    notes.extend(Note("left-out", item.place, "no-text", item.code) for item in items if not item.text)
    return [item for item in items if item.text]


def _sub_domains(item: ForeignItem, notes: list[Note]) -> Iterator[Heading]:
    """Yield a sub-domain, and behind it what a framework has no room for below it."""
    yield Heading(item, _stated([child for child in item.below if not _is_heading(child)], notes))
    for child in filter(_is_heading, item.below):
        notes.append(Note("guessed", child.place, "too-deep", child.text))
        yield from _sub_domains(child, notes)


def _filled(headings: Sequence[Heading], notes: list[Note]) -> Iterator[Heading]:
    """Yield those that anything is stated below."""
    for heading in headings:
        heading.below = list(_filled(heading.below, notes))
        if heading.statements or heading.below:
            yield heading
        else:
            notes.append(Note("left-out", heading.item.place, "empty-heading", heading.item.text))


def parts_below(statement: ForeignItem, notes: list[Note]) -> list[ForeignItem]:
    """Return all that stands below a statement, whose parts have no parts of their own."""
    for part in statement.below:
        notes.extend(
            Note("guessed", item.place, "third-level", item.text) for below in part.below for item in below.walk()
        )
    return _stated([item for part in statement.below for item in part.walk()], notes)
