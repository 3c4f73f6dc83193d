"""When what is kept and not used is used again, and what is against it."""

from datetime import date, timedelta
from enum import StrEnum

TOLD_BEFORE = timedelta(days=7)  # that it ends: article 18(3) says before, and not how long


class RestrictionRefusal(StrEnum):
    """Why a restriction cannot be recorded, or its end not be set."""

    OWN = "own"  # whoever administers people does it on their own page, like everybody
    IN_FORCE = "in force"  # already
    LATER = "later"  # than today, the person is to have asked
    NONE = "none"  # is in force
    ENDING = "ending"  # an end is set
    TOO_SOON = "too soon"  # for the person to be told before


def first_end(today: date) -> date:
    """Return the first day from which on somebody else than the person can lift it."""
    return today + TOLD_BEFORE


def refusal_to_record(*, is_own: bool, is_in_force: bool, asked_on: date, today: date) -> RestrictionRefusal | None:
    """Return what is against recording that somebody asked for it."""
    against = {
        RestrictionRefusal.OWN: is_own,
        RestrictionRefusal.IN_FORCE: is_in_force,
        RestrictionRefusal.LATER: asked_on > today,
    }
    return _first(against)


def refusal_to_end(
    *, is_own: bool, is_in_force: bool, is_ending: bool, lifted_from: date, today: date
) -> RestrictionRefusal | None:
    """Return what is against an administrator's lifting it from that day."""
    against = {
        RestrictionRefusal.OWN: is_own,
        RestrictionRefusal.NONE: not is_in_force,
        RestrictionRefusal.ENDING: is_ending,
        RestrictionRefusal.TOO_SOON: lifted_from < first_end(today),
    }
    return _first(against)


def _first(against: dict[RestrictionRefusal, bool]) -> RestrictionRefusal | None:
    return next((refusal for refusal, holds in against.items() if holds), None)
