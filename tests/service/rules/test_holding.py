from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from competence_app.service.rules.holding import DatabaseContents, TableContents, differences, summed

ONE = TableContents(1, "a" * 64)
HELD = DatabaseContents({"people_user": ONE}, {"trigger keeps": "CREATE …"}, {"people_user": 7})


def test_a_table_is_known_by_its_rows_in_whatever_order():
    rows: list[tuple[Any, ...]] = [(1, "Amara", None), (2, "Ben", True)]

    assert summed(rows) == summed(reversed(rows))
    assert (summed(rows).rows, summed([]).rows) == (2, 0)


@pytest.mark.parametrize("other", [(1, "Amara"), (1, "amara", None), (1, "Amara", 0), ("1", "Amara", None)])
def test_another_row_is_another_digest(other):
    assert summed([other]) != summed([(1, "Amara", None)])


def test_twice_the_same_row_is_not_none():
    assert summed([(1,), (1,)]) != summed([])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (datetime(2026, 11, 29, 7, tzinfo=UTC), datetime(2026, 11, 29, 8, tzinfo=timezone(timedelta(hours=1)))),
        (b"key", memoryview(b"key")),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (Decimal("1.50"), Decimal("1.50")),
    ],
    ids=["moments", "bytes", "maps", "decimals"],
)
def test_the_same_value_is_the_same_from_whichever_database(one, other):
    assert summed([(one,)]) == summed([(other,)])


def test_a_manifest_says_it_and_is_read_again():
    assert DatabaseContents.of_json(HELD.as_json()) == HELD


def test_what_is_the_same_has_no_differences_and_a_counter_may_go_on():
    assert differences(HELD, DatabaseContents(HELD.tables, HELD.structure, {"people_user": 8})) == []


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            DatabaseContents({"people_user": TableContents(2, "b" * 64)}, HELD.structure, HELD.counters),
            "people_user: 1 rows (aaaaaaaa) were kept, 2 rows (bbbbbbbb) are there",
        ),
        (
            DatabaseContents({}, HELD.structure, HELD.counters),
            "people_user: 1 rows (aaaaaaaa) were kept, no such table are there",
        ),
        (DatabaseContents(HELD.tables, {}, HELD.counters), "trigger keeps differs"),
        (DatabaseContents(HELD.tables, HELD.structure, {"people_user": 6}), "people_user would give a number again"),
        (DatabaseContents(HELD.tables, HELD.structure, {}), "people_user would give a number again"),
    ],
)
def test_what_differs_is_said(found, said):
    assert differences(HELD, found) == [said]
