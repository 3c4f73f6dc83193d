"""Months are not all equally long."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import dates, integers

from competence_app.assessments.rules.due import (
    Due,
    due_mark,
    due_on,
    first_in_time,
    how_due,
    is_overdue,
    lead_days,
    months_after,
)

DAYS = dates(date(2000, 1, 1), date(2200, 12, 31))
MONTHS = integers(1, 120)


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 3, 14), 12, date(2027, 3, 14)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2027, 2, 28), 12, date(2028, 2, 28)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2027, 1, 15), -13, date(2025, 12, 15)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_months_last(day, months, after):
    assert months_after(day, months) == after


@pytest.mark.parametrize(
    ("due", "how"),
    [
        (None, Due.NEVER_AGREED),
        (date(2027, 3, 13), Due.OVERDUE),
        (date(2027, 3, 14), Due.SOON),
        (date(2027, 4, 13), Due.SOON),
        (date(2027, 4, 14), Due.IN_TIME),
    ],
)
def test_somebody_is_overdue_the_day_after(due, how):
    today = date(2027, 3, 14)

    assert how_due(due, today, 12) is how
    assert is_overdue(due, today) is (how is Due.OVERDUE)


@pytest.mark.parametrize(
    ("today", "how"),
    [
        (date(2029, 1, 28), Due.IN_TIME),
        (date(2029, 1, 29), Due.SOON),
        (date(2029, 2, 28), Due.SOON),
        (date(2029, 3, 1), Due.OVERDUE),
    ],
)
def test_a_year_from_29_february_ends_with_february(today, how):
    assert how_due(due_on(date(2028, 2, 29), 12), today, 12) is how


@pytest.mark.parametrize(("months", "days"), [(1, 7), (2, 15), (3, 22), (4, 30), (120, 30)])
def test_what_comes_often_is_due_soon_for_a_quarter_of_the_time_at_most(months, days):
    assert lead_days(months) == days


@given(agreed=DAYS, months=MONTHS)
def test_on_the_day_of_agreeing_nothing_is_due_soon_and_nothing_is_reminded_of(agreed, months):
    day = months_after(agreed, months)

    assert how_due(day, agreed, months) is Due.IN_TIME
    assert due_mark(day, agreed, months) is None


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2029, 2, 28), date(2028, 2, 28)),
        (date(2029, 3, 1), date(2028, 3, 1)),
        (date(2028, 2, 29), date(2027, 3, 1)),
        (date(2028, 3, 1), date(2027, 3, 1)),
    ],
)
def test_around_29_february_the_first_day_in_time_is_a_year_before_or_the_next(today, first):
    assert first_in_time(today, 12) == first


def test_where_nothing_was_agreed_nothing_is_due():
    assert due_on(None, 12) is None


@given(today=DAYS, months=MONTHS)
def test_the_first_day_in_time_is_exactly_that(today, months):
    first = first_in_time(today, months)

    assert how_due(due_on(first, months), today, months) is not Due.OVERDUE
    assert how_due(due_on(first - timedelta(1), months), today, months) is Due.OVERDUE
