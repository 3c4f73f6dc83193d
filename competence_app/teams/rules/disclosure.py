"""What may be shown of how many people gave each answer, so that it tells of no small number of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from competence_app.catalogue.rules.scale import Scale
from competence_app.people.rules.headcounts import SMALLEST


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring columns counted as one: ``width`` of them, with at least ``SMALLEST`` people."""

    width: int
    people: int


def in_columns(by_choice: Mapping[str, int], scale: Scale) -> list[int]:
    """Return how many gave an answer that is no level, whichever, then how many each level, lowest first."""
    levels = [by_choice.get(str(level.value), 0) for level in scale.levels]
    return [sum(by_choice.values()) - sum(levels), *levels]


def spans(counts: Sequence[int]) -> tuple[Span, ...]:
    """Divide a row of columns into as many groups as may be shown, from left to right; none where that is one alone.

    A group ends where it is large enough and what follows can make another. An empty column is no exception: were it
    shown as nought, then one that is not would be known to hold somebody.
    """
    found, start = [], 0
    for end in range(1, len(counts)):
        if sum(counts[start:end]) >= SMALLEST and sum(counts[end:]) >= SMALLEST:
            found.append(_group(counts[start:end]))
            start = end
    return (*found, _group(counts[start:])) if found else ()


def _group(counts: Sequence[int]) -> Span:
    return Span(len(counts), sum(counts))


class DisclosedRow(Enum):
    """What may be told of a row that is divided in two."""

    BOTH = auto()  # how many there are in each
    FEW_NEEDING = auto()  # that fewer than ``SMALLEST`` are in this one
    FEW_MEETING = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class DisclosedNeed:
    """What may be told of how many of some people a competence leaves with something to be done, and how many not.

    Each of the two numbers is divided further, into ``spans`` of its own columns, where these are large enough.
    """

    told: DisclosedRow
    people: int = 0  # altogether; not told where nothing is
    needing: tuple[Span, ...] = ()
    meeting: tuple[Span, ...] = ()

    @property
    def number(self) -> int:
        """How many have something to do, where that is told."""
        return sum(span.people for span in self.needing)

    @property
    def share(self) -> float:
        """Which share of the people has something to do, as far as it is told: to sort by, not to show."""
        if self.told is DisclosedRow.BOTH:
            return self.number / self.people
        return {DisclosedRow.FEW_MEETING: 1.0, DisclosedRow.FEW_NEEDING: 0.0, DisclosedRow.NOTHING: -1.0}[self.told]


def need_of(needing: Sequence[int], meeting: Sequence[int]) -> DisclosedNeed:
    """Return what may be told of a row with these columns on either side.

    No number stands beside one that is too small. That one of two is too small is told: how small, nobody or four, it
    does not say.
    """
    sides = sum(needing), sum(meeting)
    people = sum(sides)
    if people < 2 * SMALLEST:
        return DisclosedNeed(DisclosedRow.NOTHING)
    if min(sides) < SMALLEST:
        return DisclosedNeed(DisclosedRow.FEW_NEEDING if sides[0] < SMALLEST else DisclosedRow.FEW_MEETING, people)
    return DisclosedNeed(
        DisclosedRow.BOTH, people, spans(needing) or (_group(needing),), spans(meeting) or (_group(meeting),)
    )


def band(people: int) -> tuple[int, int]:
    """Return from how many to how many there are, in bands as wide as the smallest number that is told.

    What is counted as it is today is told by bands: whoever takes one count from another is left with no number.
    """
    least = people // SMALLEST * SMALLEST
    return least, least + SMALLEST - 1
