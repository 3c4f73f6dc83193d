"""Thousands of things are kept small, and are afterwards what they were."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from competence_app.accounts.rules.importing.keeping import AT_ONCE
from competence_app.accounts.rules.importing.plans import FieldChange, FieldRefusal, Lines, RefusalCode, RowPlan
from competence_app.accounts.rules.importing.rows import Fault, PersonCell, PersonColumn, PersonRecord, Rows

CELLS = st.builds(PersonCell, st.text(max_size=9)) | st.sampled_from(Fault).map(lambda fault: PersonCell("", fault))
ROWS = st.builds(PersonRecord, st.integers(1, 9_999), st.dictionaries(st.sampled_from(PersonColumn), CELLS))
CHANGES = st.builds(FieldChange, st.sampled_from(PersonColumn), st.text(max_size=9), st.text(max_size=9))
REFUSALS = st.builds(
    FieldRefusal, st.sampled_from(PersonColumn), st.sampled_from(RefusalCode), st.lists(st.text(max_size=9)).map(tuple)
)
LINES = st.builds(
    RowPlan,
    st.integers(1, 9_999),
    st.text(max_size=9),
    st.text(max_size=9),
    st.booleans(),
    st.lists(CHANGES, max_size=3).map(tuple),
    st.lists(REFUSALS, max_size=3).map(tuple),
)


@given(rows=st.lists(ROWS, max_size=5), lines=st.lists(LINES, max_size=5))
def test_what_is_kept_is_what_it_was_again_and_again(rows, lines):
    kept = Rows(rows), Lines(lines)

    for _ in range(2):
        assert [list(things) for things in kept] == [rows, lines]
    assert list(Rows.of(kept[0].bundles)) == rows


def test_some_hundreds_are_opened_at_once():
    rows = Rows(PersonRecord(number, {}) for number in range(AT_ONCE + 1))

    assert [len(some) for some in rows.some()] == [AT_ONCE, 1]
    assert [row.number for row in rows] == list(range(AT_ONCE + 1))


def test_five_thousand_rows_take_little():
    made = (
        PersonRecord(
            n, {PersonColumn.NAME: PersonCell(f"Nurse {n}"), PersonColumn.ADDRESS: PersonCell(f"n{n}@example.org")}
        )
        for n in range(5_000)
    )
    tracemalloc.start()

    rows = Rows(made)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert held < 500_000  # bytes, of which open rows take ten times as many
    assert len(list(rows)) == 5_000
