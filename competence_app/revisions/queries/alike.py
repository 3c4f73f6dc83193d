"""Which statements of a draft stand in another framework, too, or nearly so."""

from dataclasses import dataclass
from typing import NamedTuple

from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import others_of
from competence_app.catalogue.rules.likeness import MOST_TOLD, likenesses
from competence_app.catalogue.rules.schema import Content


class Alike(NamedTuple):
    """A statement, and the one of another framework's current version that it is like."""

    code: str
    other_code: str
    version: Version
    is_same: bool


@dataclass(frozen=True, slots=True)
class Alikes:
    """Those that are shown, and how many there are."""

    shown: tuple[Alike, ...]
    count: int

    @property
    def by_version(self) -> list[tuple[Version, list[Alike]]]:
        """Those that are shown, by where the others stand."""
        found: dict[Version, list[Alike]] = {}
        for alike in self.shown:
            found.setdefault(alike.version, []).append(alike)
        return list(found.items())

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return self.count - len(self.shown)


def alikes_of(content: Content) -> Alikes:
    """Return which statements are like one of another framework, each with the one that it is most like."""
    others = others_of(content)
    found = list(likenesses(content, [other for _, other in others]))
    shown = (Alike(one.code, one.other_code, others[one.other][0], one.is_same) for one in found[:MOST_TOLD])
    return Alikes(tuple(shown), len(found))
