from datetime import date

import pytest

from competence_app.people.rules.restricting import RestrictionRefusal, first_end, refusal_to_end, refusal_to_record

TODAY = date(2026, 11, 30)
FREE = {"is_own": False, "is_in_force": False, "asked_on": TODAY, "today": TODAY}
HELD = {"is_own": False, "is_in_force": True, "is_ending": False, "lifted_from": date(2026, 12, 7), "today": TODAY}


def test_its_end_is_told_a_week_before():
    assert first_end(TODAY) == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({}, None),
        ({"asked_on": date(2025, 1, 1)}, None),
        ({"is_own": True}, RestrictionRefusal.OWN),
        ({"is_in_force": True}, RestrictionRefusal.IN_FORCE),
        ({"asked_on": date(2026, 12, 1)}, RestrictionRefusal.LATER),
    ],
)
def test_an_administrator_records_what_somebody_else_asked_for_until_today(change, refusal):
    assert refusal_to_record(**FREE | change) == refusal


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({}, None),
        ({"is_own": True}, RestrictionRefusal.OWN),
        ({"is_in_force": False}, RestrictionRefusal.NONE),
        ({"is_ending": True}, RestrictionRefusal.ENDING),
        ({"lifted_from": date(2026, 12, 6)}, RestrictionRefusal.TOO_SOON),
    ],
)
def test_an_administrator_ends_what_is_in_force_once_its_person_could_be_told(change, refusal):
    assert refusal_to_end(**HELD | change) == refusal
