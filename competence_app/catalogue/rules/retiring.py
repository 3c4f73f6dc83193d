"""How a version goes out of use: announced, then nobody starts on it, then it is retired; all by the day."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class RetiringStage(StrEnum):
    """How far an announced retirement has come."""

    ANNOUNCED = "announced"  # people still start on it
    CLOSED = "closed"  # nobody starts on it any more; it is still the current one, if it was
    RETIRED = "retired"


class RetiringTerm(NamedTuple):
    """The last day on which somebody starts, and the day from which the version is retired, which is later."""

    last_start: date
    retires_on: date

    def stage(self, today: date) -> RetiringStage:
        """Return how far it has come today."""
        if today >= self.retires_on:
            return RetiringStage.RETIRED
        return RetiringStage.CLOSED if today > self.last_start else RetiringStage.ANNOUNCED

    def on(self, today: date) -> "Ending":
        """Return how it stands today."""
        return Ending(self, self.stage(today))


class Ending(NamedTuple):
    """An announced retirement, as it stands today."""

    term: RetiringTerm
    stage: RetiringStage

    @property
    def is_closed(self) -> bool:
        """Whether nobody starts on it any more."""
        return self.stage is not RetiringStage.ANNOUNCED
