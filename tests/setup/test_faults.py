"""What the faults count: saves that were taken and are not there, and how long people waited."""

import pytest

from scripts.faults.saving import CODES, Saver, longest_gap, lost, worst_wait


@pytest.fixture
def saver() -> Saver:
    """A nurse whose third save was the last that was taken, of four."""
    saver = Saver("http://localhost", "amara@example.org", "word", 7)
    saver.tried, saver.acknowledged = 4, 3
    saver.moments = [11.0, 12.0, 18.0]
    saver.waits = [(11.0, 0.5), (18.0, 5.5), (30.0, 9.0)]
    return saver


@pytest.mark.parametrize(
    ("note", "count"),
    [("Note 3", 0), ("Note 4", 0), ("Note 2", 3), ("", 3)],  # the fourth was stored, though its answer was cut off
)
def test_a_save_is_lost_where_an_older_one_stands(saver, note, count):
    assert lost([saver], {(7, code): note for code in CODES}) == count


def test_a_row_that_is_not_there_is_lost(saver):
    assert lost([saver], {}) == len(CODES)


def test_the_longest_time_without_a_save_counts_the_edges(saver):
    assert longest_gap([saver], 10, 20) == 6
    assert longest_gap([saver], 0, 20) == 11


def test_the_longest_wait_is_of_that_time_alone(saver):
    assert (worst_wait([saver], 10, 20), worst_wait([saver], 40, 50)) == (5.5, 0)
