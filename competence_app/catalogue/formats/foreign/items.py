"""What another system's file says of a framework, before anybody decides what is a domain and what a statement."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from competence_app.catalogue.formats.problems import Place
from competence_app.catalogue.rules.relations import RelationKind

MAX_DEPTH = 24  # of headings below headings


class ForeignRelation(NamedTuple):
    """What an item is related to: another one of the file, or what has this title and maybe an address elsewhere."""

    kind: RelationKind
    to: "ForeignItem | None"
    title: str
    url: str


@dataclass(slots=True, eq=False)
class ForeignItem:
    """A heading or a statement of another system's file, with what stands below it there."""

    text: str
    place: Place
    code: str = ""
    is_heading: bool | None = None
    """None where the file does not say which of the two it is."""
    said: dict[str, Any] = field(default_factory=dict)
    """Whatever else is said of it, by the fields of a domain or a competence."""
    below: list["ForeignItem"] = field(default_factory=list)
    related: list[ForeignRelation] = field(default_factory=list)

    @property
    def height(self) -> int:
        """How many rows of items stand below it."""
        return 1 + max(item.height for item in self.below) if self.below else 0

    def walk(self) -> Iterator["ForeignItem"]:
        """Yield it, then all that is below it, in order."""
        yield self
        for item in self.below:
            yield from item.walk()


@dataclass(slots=True)
class ForeignFramework:
    """A framework as another system's file has it, its items in their order."""

    title: str
    items: list[ForeignItem]
    said: dict[str, Any] = field(default_factory=dict)
    """Whatever else is said of it, by the fields of a framework; ``source`` by its own."""

    def walk(self) -> Iterator[ForeignItem]:
        """Yield every item, in order."""
        for item in self.items:
            yield from item.walk()
