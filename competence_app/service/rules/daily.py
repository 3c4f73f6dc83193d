"""When what is due each day is done."""

from datetime import date, datetime, time


def is_time(now: datetime, at: time, last: date | None) -> bool:
    """Tell whether it is to be done: once a day by the clock of the place, later where nobody was there at the hour."""
    return now.time() >= at and now.date() != last
