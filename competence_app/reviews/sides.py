"""What two people said, laid out to be talked about: what is furthest apart first, what is the same last."""

from collections.abc import Iterable
from dataclasses import dataclass

from competence_app.assessments.review import Compared, Comparison


@dataclass(frozen=True, slots=True)
class Look:
    """How pages show a comparison: by a sign in a shape of its own, and counted in words."""

    sign: str
    shape: str
    counted: str


LOOKS = {
    Comparison.FURTHER_APART: Look("2+", "further", "two or more levels apart"),
    Comparison.ONE_APART: Look("1", "one", "one level apart"),
    Comparison.DIFFERENT: Look("≠", "different", "answered differently"),
    Comparison.NOT_OBSERVED: Look("?", "unobserved", "not observed"),
    Comparison.SAME: Look("=", "same", "the same"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """All statements of one assessment with one comparison, in the order of the text."""

    comparison: Comparison
    pairs: tuple[Compared, ...]

    @property
    def look(self) -> Look:
        """How pages show it."""
        return LOOKS[self.comparison]

    @property
    def is_same(self) -> bool:
        """Whether both said the same."""
        return self.comparison is Comparison.SAME


def groups(pairs: Iterable[Compared]) -> list[Group]:
    """Return the groups that hold anything, in the order of ``LOOKS``."""
    found: dict[Comparison, list[Compared]] = {comparison: [] for comparison in LOOKS}
    for pair in pairs:
        found[pair.comparison].append(pair)
    return [Group(comparison, tuple(members)) for comparison, members in found.items() if members]
