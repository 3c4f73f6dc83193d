"""How many people there are, told so that no number, and no difference of numbers, tells of a few of them."""

from collections.abc import Iterable
from dataclasses import dataclass

SMALLEST = 5  # people


@dataclass(frozen=True, slots=True)
class Headcount:
    """People in groups that are always counted whole: the sum of the large ones, and how many are too small for it."""

    known: int = 0  # people in groups of at least ``SMALLEST``
    few: int = 0  # groups of fewer, but not of nobody

    def __bool__(self) -> bool:
        """Tell whether there is anybody."""
        return bool(self.known or self.few)


def headcount(groups: Iterable[int]) -> Headcount:
    """Return how many people there are in the groups, each of which is given by its own number."""
    sizes = [size for size in groups if size]
    large = [size for size in sizes if size >= SMALLEST]
    return Headcount(sum(large), len(sizes) - len(large))
