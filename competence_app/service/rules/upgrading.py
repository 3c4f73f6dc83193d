"""What a migration may do to the release before, which serves until it is restarted."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Concern(StrEnum):
    """What somebody is to know of a step before it is done."""

    TAKES = "takes"  # what the release before reads is there no more
    FILLS = "fills"  # what it leaves empty must be filled
    REFUSES = "refuses"  # what it may write is refused
    ALTERS = "alters"  # a column becomes another kind: a table is written anew
    BUILDS = "builds"  # an index is built: the table is read whole, and nobody writes meanwhile
    OWN = "own"  # code or SQL of our own: only who wrote it knows


_BEARABLE = {Concern.BUILDS}


@dataclass(frozen=True, slots=True)
class MigrationStep:
    """A migration, as ``app name``, and what is to be known of it by table.

    ``reason`` is why the release before bears it all the same, as the migration says itself (``beside_former``); empty
    where it says nothing.
    """

    name: str
    concerns: frozenset[tuple[str, Concern]]
    reason: str = ""

    @property
    def is_borne(self) -> bool:
        """Whether the release before goes on beside it."""
        return bool(self.reason) or all(concern in _BEARABLE for _, concern in self.concerns)


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What is between a database and this release: migrations to be run, and those that only a newer release knows."""

    steps: tuple[MigrationStep, ...]
    newer: tuple[str, ...]

    @property
    def is_safe(self) -> bool:
        """Whether it can be done while the release before serves."""
        return not self.newer and are_borne(self.steps)


def are_borne(steps: Iterable[MigrationStep]) -> bool:
    """Tell whether the release before goes on beside all of them."""
    return all(step.is_borne for step in steps)
