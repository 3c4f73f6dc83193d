from datetime import date

import pytest

from competence_app.erasure.rules.standing import ErasureRefusal, LeaverStanding

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("standing", "after_days", "refusal"),
    [
        (LeaverStanding(is_active=False, has_supervision=False, closed_on=TODAY), 0, None),
        (LeaverStanding(is_active=True, has_supervision=False, closed_on=None), 0, ErasureRefusal.OPEN),
        (LeaverStanding(is_active=False, has_supervision=True, closed_on=TODAY), 0, ErasureRefusal.SUPERVISED),
        (
            LeaverStanding(is_active=False, has_supervision=False, closed_on=TODAY, is_restricted=True),
            0,
            ErasureRefusal.RESTRICTED,
        ),
        (LeaverStanding(is_active=False, has_supervision=False, closed_on=date(2026, 11, 1)), 21, None),
        (
            LeaverStanding(is_active=False, has_supervision=False, closed_on=date(2026, 11, 1)),
            22,
            ErasureRefusal.TOO_SOON,
        ),
        (LeaverStanding(is_active=False, has_supervision=False, closed_on=None), 1, ErasureRefusal.TOO_SOON),
    ],
)
def test_a_leaver_is_erased_once_nothing_is_in_hand_and_the_days_are_over(standing, after_days, refusal):
    assert standing.refusal(TODAY, after_days) == refusal
