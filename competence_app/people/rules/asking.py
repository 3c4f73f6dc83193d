"""Who may be asked to supervise, and how often."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

OPEN_AT_ONCE = 5
A_DAY = 5  # requests in 24 hours, those taken back included: each may have told somebody
REST = timedelta(days=7)  # before somebody who said no, or whom one no longer wanted, is asked again


class AskRefusal(StrEnum):
    """Why somebody cannot be asked."""

    OWN_ADDRESS = "own-address"
    SUPERVISES_ALREADY = "supervises-already"
    ASKED_ALREADY = "asked-already"
    TOO_MANY = "too-many"  # as many as ``OPEN_AT_ONCE`` have not answered yet
    TOO_SOON = "too-soon"  # after a decline, or after taking the last request back
    ENOUGH_TODAY = "enough-today"  # as many as ``A_DAY`` were asked in 24 hours


class Past(NamedTuple):
    """One request that was made before: whom it asked, when, and on which day it was declined or cancelled."""

    email: str
    asked_at: datetime
    ended_on: date | None
    is_open: bool


def refusal_to_ask(email: str, past: Sequence[Past], *, now: datetime, today: date) -> AskRefusal | None:
    """Return why whoever made the requests of the ``past`` cannot ask this address now."""
    waiting = [request for request in past if request.is_open]
    if email in {request.email for request in waiting}:
        return AskRefusal.ASKED_ALREADY
    if len(waiting) >= OPEN_AT_ONCE:
        return AskRefusal.TOO_MANY
    if (again := asked_again_from(email, past)) and today < again:
        return AskRefusal.TOO_SOON
    lately = [request for request in past if request.asked_at > now - timedelta(days=1)]
    return AskRefusal.ENOUGH_TODAY if len(lately) >= A_DAY else None


def asked_again_from(email: str, past: Sequence[Past]) -> date | None:
    """Return from which day this address can be asked again, None where it never said no."""
    ended = [request.ended_on for request in past if request.email == email and request.ended_on]
    return max(ended) + REST if ended else None
