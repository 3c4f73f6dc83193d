"""What differs between two versions of a framework, by what it means to those who rate themselves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby, starmap
from typing import Any

from competence_app.catalogue.compare import details
from competence_app.catalogue.compare.details import DetailKind, Details, competence_details
from competence_app.catalogue.compare.places import PlacedCompetence, moved_codes, places
from competence_app.catalogue.compare.words import Vocabulary, WordRun, compare_words
from competence_app.catalogue.rules.domains import Competence, Part
from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.rules.words import as_seen, is_said_alike

# Of the 182 ways to put one statement of the therapeutic relationship in another's place, 172 keep a smaller share of
# the words than this; of rewordings that mean the same, only very free ones do.
_SAME_STATEMENT = 0.3


class ChangeKind(StrEnum):
    """What became of a competence; in the order in which an editor wants to know."""

    REUSED = "reused"  # a warning: the old code with very different words; a new code with ``replaces`` would be right
    GONE = "gone"
    NEW = "new"
    REPLACES = "replaces"
    RATE = "rate"  # rated as a whole, now by its parts, or the other way round
    REWORDED = "reworded"  # its own text
    PARTS = "parts"  # some added, removed or reworded
    DESCRIPTORS = "descriptors"  # what levels of it look like
    EDITORIAL = "editorial"  # text, parts or descriptors differ, and are marked as meaning the same
    MOVED = "moved"  # to another domain, or to another place among what both versions have
    DETAILS = "details"  # what is said beside its words: nobody's answer depends on it


_ORDER = list(ChangeKind)
_CONFIRMED = {ChangeKind.PARTS, ChangeKind.DESCRIPTORS}  # unless they are editorial


@dataclass(frozen=True)
class Change:
    """One competence that is not what it was; places are the titles of its domain and, if any, sub-domain."""

    code: str
    kinds: frozenset[ChangeKind]
    old: Competence | None
    new: Competence | None
    old_place: tuple[str, ...]
    new_place: tuple[str, ...]
    replaced: tuple[Competence | Part, ...] = ()  # what it stands for: old ones of other codes
    beside: Details = ()  # what is said otherwise beside its words

    @property
    def kind(self) -> ChangeKind:
        """The first of its kinds that says what it does to people."""
        told = self.kinds - _CONFIRMED if ChangeKind.EDITORIAL in self.kinds else self.kinds
        return min(told, key=_ORDER.index)

    @cached_property
    def words(self) -> tuple[tuple[WordRun, ...], tuple[WordRun, ...]]:
        """The old words (also of what is replaced) and the new, with the parts, a line each."""
        before = (self.old, *self.replaced) if self.old else self.replaced
        return compare_words("\n".join(map(_full_text, before)), _full_text(self.new) if self.new else "")


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs but the version's label; changes by kind, then in the order of the text."""

    changes: tuple[Change, ...]
    scale: Details
    targets: Details
    about: Details

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.changes or self.scale or self.targets or self.about)

    @property
    def sections(self) -> list[tuple[ChangeKind, list[Change]]]:
        """The changes by their first kind."""
        return [(kind, list(changes)) for kind, changes in groupby(self.changes, lambda change: change.kind)]

    def having(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Return the changes that are of this kind, whatever else they are."""
        return tuple(change for change in self.changes if kind in change.kinds)


def compare_versions(old: Content, new: Content) -> Difference:
    """Return what is different in ``new``.

    What stands for an old competence is told once, with the new one: the old one is not also gone. Marks alone
    (``change`` without new words) make no difference; ``replaces`` does, because people must answer anew.
    """
    changes = sorted(_changes(old, new), key=lambda change: _ORDER.index(change.kind))
    return Difference(
        tuple(changes),
        details.scale_details(old, new),
        details.target_details(old, new),
        details.text_details(old, new),
    )


def _changes(old: Content, new: Content) -> Iterator[Change]:
    before, after = places(old), places(new)
    former = _Former([place.competence for place in before.values()])
    moved = moved_codes(before, after)
    told = {*after, *(statement.code for statement in new.statements)}
    for code, now in after.items():
        was, replaced = before.get(code), former.replaced_by(now.competence)
        told.update(statement.code for statement in replaced)
        beside = competence_details(was.competence, now.competence) if was else ()
        kinds = {*former.kinds(now.competence, replaced), *_kinds_beside(beside, now.competence)}
        if code in moved:
            kinds.add(ChangeKind.MOVED)
        if kinds:
            yield _change(code, kinds, was, now, replaced=replaced, beside=beside)
    yield from (_change(code, {ChangeKind.GONE}, was, None) for code, was in before.items() if code not in told)


def _change(
    code: str, kinds: Iterable[ChangeKind], was: PlacedCompetence | None, now: PlacedCompetence | None, **more: Any
) -> Change:
    (old, old_place), (new, new_place) = ((at.competence, at.titles) if at else (None, ()) for at in (was, now))
    return Change(code, frozenset(kinds), old, new, old_place, new_place, **more)


def _kinds_beside(said: Details, new: Competence) -> Iterator[ChangeKind]:
    topics = {detail.topic for detail in said}
    if DetailKind.DESCRIPTOR in topics:
        yield ChangeKind.DESCRIPTORS
        if new.change == "editorial":
            yield ChangeKind.EDITORIAL
    if topics - {DetailKind.DESCRIPTOR}:
        yield ChangeKind.DETAILS


class _Former:
    """The competences of the old version: what they are called and what they say."""

    def __init__(self, competences: Sequence[Competence]) -> None:
        self._competences = {competence.code: competence for competence in competences}
        self._statements: dict[str, Competence | Part] = {**self._competences}
        self._statements |= {part.code: part for competence in competences for part in competence.parts}

    def replaced_by(self, new: Competence) -> tuple[Competence | Part, ...]:
        """Return what the new one stands for, also a part that has become a competence."""
        codes = new.replaces if new.code in self._competences else (new.code, *new.replaces)
        return tuple(self._statements[code] for code in codes if code in self._statements)

    def kinds(self, new: Competence, replaced: Sequence[Competence | Part]) -> Iterator[ChangeKind]:
        """Yield what became of the competence, apart from its place."""
        old = self._competences.get(new.code)
        if replaced:
            yield ChangeKind.REPLACES
        elif not old:
            yield ChangeKind.NEW
        elif any(starmap(self._is_another, _reworded(old, new))):
            yield ChangeKind.REUSED
        if old:
            yield from _rewritten(old, new)

    def _is_another(self, was: str, now: str) -> bool:
        return as_seen(now) in self._texts or self._vocabulary.share_kept(was, now) < _SAME_STATEMENT

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(as_seen(_full_text(statement)) for statement in self._statements.values())

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(map(_full_text, self._competences.values()))


def _full_text(statement: Competence | Part) -> str:
    parts = statement.parts if isinstance(statement, Competence) else ()
    return "\n".join((statement.text, *(part.text for part in parts)))


def _reworded(old: Competence, new: Competence) -> Iterator[tuple[str, str]]:
    """Yield old and new words of what keeps its code: of the competence, then of each part that is rated."""
    if not is_said_alike(old.text, new.text):
        yield _full_text(old), _full_text(new)
    if new.rate == "parts":
        before = {part.code: part.text for part in old.parts}
        for part in new.parts:
            if not is_said_alike(before.get(part.code, part.text), part.text):
                yield before[part.code], part.text


def _rewritten(old: Competence, new: Competence) -> Iterator[ChangeKind]:
    has_other_text, has_other_parts = not is_said_alike(old.text, new.text), not is_said_alike(old.parts, new.parts)
    if (has_other_text or has_other_parts) and new.change == "editorial":
        yield ChangeKind.EDITORIAL
    elif has_other_text:
        yield ChangeKind.REWORDED
    if has_other_parts:
        yield ChangeKind.PARTS
    if old.rate != new.rate:
        yield ChangeKind.RATE
