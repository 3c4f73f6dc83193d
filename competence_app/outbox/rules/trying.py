"""When an e-mail is tried again, and when it is given up."""

from datetime import timedelta

# After the first attempt that failed, after the second …: two days in all, as long as mail servers themselves try.
_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60))
ATTEMPTS = len(_PAUSES) + 1
HOLD = timedelta(minutes=10)  # how long an attempt of which nothing more is heard counts as under way


def pause_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many attempts that failed; None: no more."""
    return _PAUSES[attempts - 1] if attempts < ATTEMPTS else None
