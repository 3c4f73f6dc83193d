from datetime import date

import pytest

from competence_app.catalogue.rules.retiring import RetiringStage, RetiringTerm

TERM = RetiringTerm(date(2027, 1, 31), date(2027, 3, 1))


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2027, 1, 31), RetiringStage.ANNOUNCED),
        (date(2027, 2, 1), RetiringStage.CLOSED),
        (date(2027, 2, 28), RetiringStage.CLOSED),
        (date(2027, 3, 1), RetiringStage.RETIRED),
    ],
)
def test_a_version_goes_out_of_use_by_the_day(today, stage):
    assert TERM.on(today) == (TERM, stage)
    assert TERM.on(today).is_closed == (stage is not RetiringStage.ANNOUNCED)
