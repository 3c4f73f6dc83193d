"""Whether somebody can be erased yet."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class ErasureRefusal(StrEnum):
    """Why somebody cannot be erased."""

    OPEN = "open"  # their account is
    RESTRICTED = "restricted"  # what is held about them is to be kept
    SUPERVISED = "supervised"  # by somebody, or they supervise somebody
    TOO_SOON = "too soon"  # after the account was closed


@dataclass(frozen=True, slots=True)
class LeaverStanding:
    """How things stand with somebody; ``closed_on`` is None where nobody wrote it down."""

    is_active: bool
    has_supervision: bool
    closed_on: date | None
    is_restricted: bool = False

    def refusal(self, today: date, after_days: int) -> ErasureRefusal | None:
        """Return what is against erasing them today, where accounts are closed for at least so many days before."""
        against = {
            ErasureRefusal.OPEN: self.is_active,
            ErasureRefusal.RESTRICTED: self.is_restricted,
            ErasureRefusal.SUPERVISED: self.has_supervision,
            ErasureRefusal.TOO_SOON: today < self.first_day(today, after_days),
        }
        return next((refusal for refusal, holds in against.items() if holds), None)

    def first_day(self, today: date, after_days: int) -> date:
        """Return from when on they can be, as far as that goes by days."""
        return (self.closed_on or today) + timedelta(after_days)
