"""From when to when somebody supervises somebody."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Phase(StrEnum):
    """Where a day stands to a supervision."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Term(NamedTuple):
    """The first and the last day of a supervision; None: it has no end yet."""

    started_on: date
    ended_on: date | None

    def overlaps(self, other: "Term") -> bool:
        """Whether the two have a day in common."""
        return self.started_on <= (other.ended_on or date.max) and other.started_on <= (self.ended_on or date.max)

    def phase(self, day: date) -> Phase:
        """Where ``day`` stands to it; the last day belongs to it."""
        if day < self.started_on:
            return Phase.BEFORE
        return Phase.AFTER if self.ended_on and self.ended_on < day else Phase.DURING
