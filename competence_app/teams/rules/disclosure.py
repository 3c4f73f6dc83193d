"""What may be shown of how many people gave each answer, so that it tells of no small number of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
