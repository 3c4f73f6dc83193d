from datetime import date

import pytest

from competence_app.people.rules.supervising import Term

FIRST, LAST = date(2026, 2, 1), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), False),
        (date(2026, 1, 1), FIRST, True),
        (date(2026, 1, 1), None, True),
        (LAST, None, True),
        (date(2026, 4, 1), None, False),
    ],
)
def test_terms_overlap_where_they_have_a_day_in_common(start, end, overlaps):
    term, other = Term(FIRST, LAST), Term(start, end)

    assert term.overlaps(other) is other.overlaps(term) is overlaps
