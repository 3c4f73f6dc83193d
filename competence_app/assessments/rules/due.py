"""When the next assessment is due, counted in months from the last agreed one."""

from calendar import monthrange
from datetime import date, timedelta
from enum import Enum, StrEnum, auto

SOON_DAYS = 30  # at most: see ``lead_days``


class Due(Enum):
    """How somebody stands with the next assessment of a framework."""

    NEVER_AGREED = auto()
    IN_TIME = auto()
    SOON = auto()  # within ``lead_days``
    OVERDUE = auto()


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later (earlier, where negative), or the month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(first: date, last: date) -> int:
    """Return how many whole months lie between two days."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def due_on(agreed: date | None, months: int) -> date | None:
    """Return the last day on which the next one is in time; None where none was ever agreed."""
    return months_after(agreed, months) if agreed else None


def first_in_time(today: date, months: int) -> date:
    """Return the first day of which an agreement or a rating still holds ``today``: for asking a database about many.

    What is older is overdue, or stale. A rating holds as long as an agreement does.
    """
    day = months_after(today, -months)
    return day if months_after(day, months) >= today else day + timedelta(1)  # the shorter of the two months ended


def is_overdue(day: date | None, today: date) -> bool:
    """Tell whether what was to be done by ``day`` is late; where there is no such day, it never is."""
    return day is not None and day < today


def lead_days(months: int) -> int:
    """Return how many days before its day something is due soon: a quarter of the time between, at most."""
    return min(SOON_DAYS, months * 30 // 4)


def how_due(day: date | None, today: date, months: int) -> Due:
    """Tell how somebody stands whose next one is due on ``day``, so many months after the last."""
    if day is None:
        return Due.NEVER_AGREED
    if is_overdue(day, today):
        return Due.OVERDUE
    return Due.SOON if (day - today).days <= lead_days(months) else Due.IN_TIME


class ReminderKind(StrEnum):
    """What a reminder is about."""

    SOON = "soon"
    OVERDUE = "overdue"
    WAITING = "waiting"  # for a supervisor


# In days: before the due day, besides ``lead_days``; after it, and from then on; after something was sent to a
# supervisor, and from then on.
BEFORE = 7
AFTER, AFTER_EVERY = 1, 30
WAITS, WAITS_EVERY = 7, 7


def due_mark(due: date, today: date, months: int) -> tuple[ReminderKind, date] | None:
    """Return the latest day up to ``today`` on which to remind of what is due, and of what kind; None before all."""
    if overdue := _mark(due + timedelta(AFTER), AFTER_EVERY, today):
        return ReminderKind.OVERDUE, overdue
    passed = [mark for days in (lead_days(months), BEFORE) if (mark := due - timedelta(days)) <= today]
    return (ReminderKind.SOON, max(passed)) if passed else None


def waiting_mark(sent: date, today: date) -> tuple[ReminderKind, date] | None:
    """Return the same for what was sent to a supervisor and waits."""
    mark = _mark(sent + timedelta(WAITS), WAITS_EVERY, today)
    return (ReminderKind.WAITING, mark) if mark else None


def _mark(first: date, every: int, today: date) -> date | None:
    passed = (today - first).days
    return first + timedelta(passed - passed % every) if passed >= 0 else None
