from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competence_app.people.rules.headcounts import SMALLEST, headcount
from competence_app.people.wording import headcount_in_words


@pytest.mark.parametrize(
    ("groups", "told", "most"),
    [
        ([], "0", "0"),
        ([0, 0], "0", "0"),
        ([1], "fewer than 5", "fewer than 5"),
        ([4, 0], "fewer than 5", "fewer than 5"),
        ([5], "5", "at most 5"),
        ([5, 7], "12", "at most 12"),
        ([5, 4, 7], "12 and fewer than 5 more", "at most 12 and fewer than 5 more"),
        ([1, 4], "a few", "at most a few"),
        ([9, 1, 4], "9 and a few more", "at most 9 and a few more"),
    ],
)
def test_people_are_told_without_those_who_are_few(groups, told, most):
    count = headcount(groups)

    assert headcount_in_words(count) == told
    assert headcount_in_words(count, at_most=True) == most
    assert bool(count) is bool(sum(groups))


@given(st.lists(st.integers(0, 12), max_size=5))
def test_whichever_groups_are_counted_numbers_differ_by_none_or_by_whole_large_groups(groups):
    some = chain.from_iterable(combinations(groups, size) for size in range(len(groups) + 1))
    known = {headcount(chosen).known for chosen in some}

    large = [size for size in groups if size >= SMALLEST]
    sums = {sum(chosen) for size in range(len(large) + 1) for chosen in combinations(large, size)}
    assert known == sums
