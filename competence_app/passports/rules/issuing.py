"""Whether a passport can be made, and how long it holds."""

from datetime import date, timedelta
from enum import StrEnum


class IssuingRefusal(StrEnum):
    """Why no passport can be made."""

    NO_KEY = "no key"
    TOO_OLD = "too old"
    TOO_LONG = "too long"


class PassportRefusedError(Exception):
    """A passport cannot be made, for this ``reason``."""

    def __init__(self, reason: IssuingRefusal) -> None:
        super().__init__(reason)
        self.reason = reason


def ends_on(last: date) -> date:
    """Return the day at whose beginning it holds no longer."""
    return last + timedelta(1)
