"""Dates as pages say them."""

from datetime import date
from functools import lru_cache

from django.utils.dateformat import format as format_date
from django.utils.timesince import timesince

from competence_app.reports import wording


@lru_cache(maxsize=4096)
def day(when: date) -> str:
    """Return a date in words."""
    return format_date(when, "j F Y")


def ago(then: date, today: date) -> str:
    """Return how long ago that was, in its largest unit."""
    return wording.AGO.format(time=timesince(then, today, depth=1)) if then < today else wording.TODAY
