"""Where a page of the record goes on: after which line, the newest first."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Self

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 18  # digits, which every database holds


class RecordPlace(NamedTuple):
    """After the line of this moment with this key."""

    at: datetime
    key: int

    def __str__(self) -> str:
        return f"{(self.at - _BEGINNING) // timedelta(microseconds=1)}-{self.key}"

    @classmethod
    def written(cls, text: str) -> Self | None:
        """Return the place that is written in an address; None where none is."""
        moment, _, key = text.partition("-")
        if not all(part.isascii() and part.isdecimal() and len(part) <= _LONGEST for part in (moment, key)):
            return None
        try:
            return cls(_BEGINNING + timedelta(microseconds=int(moment)), int(key))
        except OverflowError:
            return None
