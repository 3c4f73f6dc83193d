"""From when to when somebody supervises somebody."""

from datetime import date
from typing import NamedTuple


class Term(NamedTuple):
    """The first and the last day of a supervision; None: it has no end yet."""

    started_on: date
    ended_on: date | None

    def overlaps(self, other: "Term") -> bool:
        """Whether the two have a day in common."""
        return self.started_on <= (other.ended_on or date.max) and other.started_on <= (self.ended_on or date.max)
