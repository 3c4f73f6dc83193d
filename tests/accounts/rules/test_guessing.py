"""How long whoever guesses has to wait."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competence_app.accounts.rules.guessing import ADDRESS, CODES, NETWORK, PAIR, Guesses, Limit, Wrong

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NONE = Wrong()


def guesses(pair: int = 0, address: int = 0, network: int = 0, *, is_known: bool = False, ago: int = 0) -> Guesses:
    last = NOW - timedelta(seconds=ago)
    return Guesses(Wrong(pair, last), Wrong(address, last), Wrong(network, last), is_known=is_known)


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (14, 512), (15, 900), (16, 900), (10**6, 900)]
)
def test_each_wrong_password_doubles_the_wait(wrong, seconds):
    assert PAIR.seconds(wrong) == seconds


@pytest.mark.parametrize(
    ("found", "seconds"),
    [
        (Guesses(NONE, NONE, NONE, is_known=False), 0),
        (guesses(pair=7), 4),
        (guesses(pair=7, ago=3), 1),
        (guesses(pair=7, ago=4), 0),
        (guesses(pair=5, address=45), 8),
        (guesses(network=139), 8),
        (guesses(pair=7, address=10**4, network=10**4, is_known=True), 4),
    ],
)
def test_the_longest_wait_holds_but_others_hold_up_nobody_who_was_here_before(found, seconds):
    assert found.wait(NOW) == seconds


@pytest.mark.parametrize(
    ("codes", "is_known", "seconds"), [(9, False, 0), (10, False, 1), (15, False, 32), (99, False, 3600), (99, True, 0)]
)
def test_wrong_codes_from_everywhere_are_waited_for_before_a_code_alone(codes, is_known, seconds):
    found = Guesses(NONE, NONE, NONE, is_known=is_known, codes=Wrong(codes, NOW))

    assert (found.wait(NOW, for_code=True), found.wait(NOW)) == (seconds, 0)


def test_part_of_a_second_is_waited_for_as_one():
    assert Guesses(Wrong(5, NOW - timedelta(milliseconds=400)), NONE, NONE, is_known=False).wait(NOW) == 1


@given(st.sampled_from([PAIR, ADDRESS, NETWORK, CODES]), st.integers(0, 10**9))
def test_waits_only_grow_and_end(limit: Limit, wrong: int):
    assert limit.seconds(wrong) <= limit.seconds(wrong + 1) <= limit.most
