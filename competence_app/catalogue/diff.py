"""What differs between two versions of a framework, by what it means to those who rate themselves."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from competence_app.catalogue.schema import Competence, Framework, Part, Scale
from competence_app.catalogue.words import Run, Vocabulary, compare_words

_VERY_DIFFERENT = 0.4  # less of the words kept than this makes another statement


class Kind(StrEnum):
    """What became of a competence; in the order in which an editor wants to know."""

    REUSED = "reused"  # a warning: the old code with very different words; a new code with ``replaces`` would be right
    GONE = "gone"
    NEW = "new"
    REPLACES = "replaces"
    REWORDED = "reworded"  # its own text
    PARTS = "parts"  # some added, removed or reworded
    RATE = "rate"  # rated as a whole, now by its parts, or the other way round
    MOVED = "moved"  # to another domain, or to another place among what both versions have
    EDITORIAL = "editorial"  # text or parts differ, and are marked as meaning the same


@dataclass(frozen=True)
class Change:
    """One competence that is not what it was; places are the titles of its domain and, if any, sub-domain."""

    code: str
    kinds: frozenset[Kind]
    old: Competence | None  # of the same code
    new: Competence | None
    old_place: tuple[str, ...]
    new_place: tuple[str, ...]
    replaced: tuple[Competence | Part, ...] = ()  # what it stands for: old ones of other codes

    @property
    def kind(self) -> Kind:
        """The first of its kinds."""
        return min(self.kinds, key=_ORDER.index)

    @cached_property
    def words(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """The old words (also of what is replaced) and the new, with the parts, a line each."""
        before = [self.old, *self.replaced] if self.old else self.replaced
        return compare_words("\n".join(map(_full_text, before)), _full_text(self.new) if self.new else "")


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing beside the competences that differs, named for people; empty on the side that does not have it."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs but the version's label; changes by kind, then in the order of the text."""

    changes: tuple[Change, ...]
    scale: tuple[Detail, ...]
    targets: tuple[Detail, ...]  # named by the job role's code, empty for everybody else; levels by their labels
    about: tuple[Detail, ...]  # title, introduction, language, source, domains

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.changes or self.scale or self.targets or self.about)

    @property
    def sections(self) -> list[tuple[Kind, list[Change]]]:
        """The changes by their first kind."""
        return [(kind, list(changes)) for kind, changes in groupby(self.changes, lambda change: change.kind)]

    def having(self, kind: Kind) -> tuple[Change, ...]:
        """Return the changes that are of this kind, whatever else they are."""
        return tuple(change for change in self.changes if kind in change.kinds)


def compare(old: Framework, new: Framework) -> Difference:
    """Return what is different in ``new``.

    What stands for an old competence is told once, with the new one: the old one is not also gone. Marks alone
    (``change`` without new words) make no difference; ``replaces`` does, because people must answer anew.
    """
    changes = sorted(_changes(old, new), key=lambda change: _ORDER.index(change.kind))
    return Difference(tuple(changes), _scale(old, new), _targets(old, new), _about(old, new))


_ORDER = list(Kind)


def _full_text(statement: Competence | Part) -> str:
    parts = statement.parts if isinstance(statement, Competence) else ()
    return "\n".join((statement.text, *(part.text for part in parts)))


def _changes(old: Framework, new: Framework) -> Iterator[Change]:
    raise NotImplementedError


def _scale(old: Framework, new: Framework) -> tuple[Detail, ...]:
    raise NotImplementedError


def _targets(old: Framework, new: Framework) -> tuple[Detail, ...]:
    raise NotImplementedError


def _about(old: Framework, new: Framework) -> tuple[Detail, ...]:
    raise NotImplementedError
