"""Dates as pages say them."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.timesince import timesince


def day(when: date) -> str:
    """Return a date in words."""
    return format_date(when, "j F Y")


def ago(then: date, today: date) -> str:
    """Return how long ago that was, in its largest unit."""
    return f"{timesince(then, today, depth=1)} ago" if then < today else "today"
