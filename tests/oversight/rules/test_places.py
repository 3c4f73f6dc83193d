from datetime import UTC, datetime

import pytest

from competence_app.oversight.rules.places import RecordPlace

NOON = datetime(2026, 11, 22, 12, 0, 0, 7, UTC)


def test_a_place_is_read_as_it_is_written():
    assert str(RecordPlace(NOON, 41)) == "1795348800000007-41"
    assert RecordPlace.written("1795348800000007-41") == RecordPlace(NOON, 41)


@pytest.mark.parametrize(
    "text", ["", "-", "1", "1-", "-1", "1--1", "a-1", "1-²", "1-1-1", "9" * 18 + "-1", "9" * 19 + "-1"]
)
def test_what_makes_no_sense_is_no_place(text):
    assert RecordPlace.written(text) is None
