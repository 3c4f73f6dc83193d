from datetime import date

import pytest

from competence_app.catalogue.rules.retiring import Stage, Term

TERM = Term(date(2027, 1, 31), date(2027, 3, 1))


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2027, 1, 31), Stage.ANNOUNCED),
        (date(2027, 2, 1), Stage.CLOSED),
        (date(2027, 2, 28), Stage.CLOSED),
        (date(2027, 3, 1), Stage.RETIRED),
    ],
)
def test_a_version_goes_out_of_use_by_the_day(today, stage):
    assert TERM.on(today) == (TERM, stage)
    assert TERM.on(today).is_closed == (stage is not Stage.ANNOUNCED)
