"""Which headings are domains, and which are sub-domains of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, takewhile
from operator import not_

from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.outline import Section

_DEEPEST = 2  # a framework has domains and sub-domains


@dataclass(slots=True)
class Branch:
    """A domain with its sub-domains."""

    section: Section
    below: list[Section] = field(default_factory=list)

    @property
    def sections(self) -> list[Section]:
        """It and what is below it."""
        return [self.section, *self.below]


def arranged(
    sections: Sequence[Section], notes: list[Note], *, has_title: bool, is_sure: bool = False
) -> tuple[str, list[Branch]]:
    """Return the domains, without headings that nothing is below.

    In a document that has no title, a heading above all others stands for it, and comes before them. Where it
    ``is_sure`` what is below what, levels alone say so.
    """
    levelled = _levelled(sections)
    is_filled = [_is_filled(levelled, index) for index in range(len(levelled))]
    notes.extend(
        Note("left-out", gone.place, "empty-heading", gone.title) for gone in compress(levelled, map(not_, is_filled))
    )
    filled = list(compress(levelled, is_filled))
    highest = min(section.level for section in filled)
    first, *others = filled
    if not has_title and not first.items and [section.level for section in filled].count(highest) == 1:
        highest = min(section.level for section in others)
        return first.title, _branches(others, highest, notes, is_sure=is_sure)
    return "", _branches(filled, highest, notes, is_sure=is_sure)


def _levelled(sections: Sequence[Section]) -> list[Section]:
    """Return the sections with a level each: where nothing says which, those in capitals stand above the others."""
    if any(section.level for section in sections):
        return [replace(section, level=section.level or 1) for section in sections]
    return [replace(section, level=1 if section.title.isupper() else _DEEPEST) for section in sections]


def _is_filled(sections: Sequence[Section], index: int) -> bool:
    """Tell whether there are statements below a heading, or below a lower one that belongs to it."""
    if sections[index].items:
        return True
    below = takewhile(lambda other: sections[other].level > sections[index].level, range(index + 1, len(sections)))
    return any(sections[other].items for other in below)


def _branches(sections: Sequence[Section], highest: int, notes: list[Note], *, is_sure: bool) -> list[Branch]:
    branches: list[Branch] = []
    for section in sections:
        if branches and _is_below(section, branches[-1], highest, notes, is_sure=is_sure):
            _add(section, branches[-1], notes)
        else:
            branches.append(Branch(section))
    return branches


def _add(section: Section, branch: Branch, notes: list[Note]) -> None:
    """Add a sub-domain; one that holds others alone is left out, since a framework has none so deep."""
    if section.items:
        branch.below.append(section)
    else:
        notes.append(Note("left-out", section.place, "empty-heading", section.title))


def _is_below(section: Section, branch: Branch, highest: int, notes: list[Note], *, is_sure: bool) -> bool:
    if section.level > highest:
        if section.level - highest >= _DEEPEST:
            notes.append(Note("guessed", section.place, "too-deep", section.title))
        return True
    title = branch.section.title
    goes_on = not is_sure and bool(title) and section.title.casefold().startswith(f"{title.casefold()} ")
    if goes_on:
        notes.append(Note("guessed", section.place, "sub-domain", section.title, title))
    return goes_on
