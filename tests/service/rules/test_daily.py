from datetime import date, datetime, time

import pytest

from competence_app.service.rules.daily import is_time

AT = time(7)
DAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("now", "last", "due"),
    [
        ("2026-11-29 06:59", None, False),
        ("2026-11-29 07:00", None, True),
        ("2026-11-29 23:00", None, True),  # nobody was there at seven
        ("2026-11-29 23:00", DAY, False),
        ("2026-11-30 06:59", DAY, False),
        ("2026-11-30 07:00", DAY, True),
    ],
)
def test_what_is_due_each_day_is_done_once_from_its_hour_on(now, last, due):
    assert is_time(datetime.fromisoformat(now), AT, last) == due
