from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, chain, combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from competence_app.assessments.rules.batches import SMALLEST_BATCH
from competence_app.catalogue.rules.scale import Scale
from competence_app.people.rules.headcounts import SMALLEST
from competence_app.teams.rules.disclosure import DisclosedNeed, DisclosedRow, Span, band, in_columns, need_of, spans

ROWS = st.lists(st.integers(0, 30), min_size=1, max_size=9)


def test_whatever_is_no_level_is_one_column_before_the_levels():
    scale = Scale.model_validate({"levels": [{"value": value, "label": str(value)} for value in (1, 3, 4)]})

    assert in_columns({"na": 2, "4": 5, "not observed": 1, "1": 6}, scale) == [3, 6, 0, 5]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([5, 5], [Span(1, 5), Span(1, 5)]),
        ([5, 6, 7], [Span(1, 5), Span(1, 6), Span(1, 7)]),
        ([1, 4, 5, 0, 9], [Span(2, 5), Span(1, 5), Span(2, 9)]),
        ([0, 0, 6, 9, 0], [Span(3, 6), Span(2, 9)]),
        ([2, 3, 6, 4], [Span(2, 5), Span(2, 10)]),
    ],
)
def test_neighbours_are_counted_as_one_until_there_are_enough(counts, shown):
    assert spans(counts) == tuple(shown)


@pytest.mark.parametrize(
    "counts",
    [[], [0, 0], [15], [0, 15, 0], [1, 14], [4, 4], [14, 0, 1], [3, 12, 0, 0], [4, 7, 4]],
    ids=repr,
)
def test_a_row_that_leaves_one_number_is_not_shown(counts):
    assert spans(counts) == ()


@given(ROWS)
@example([5, 5])
@example([5, 0, 4, 1])
def test_every_number_is_large_enough_and_counts_its_columns(counts):
    shown = spans(counts)

    ends = list(accumulate(group.width for group in shown))
    assert all(group.people >= SMALLEST for group in shown)
    assert [group.people for group in shown] == [
        sum(counts[start:end]) for start, end in zip([0, *ends], ends, strict=False)
    ]
    assert len(shown) != 1


@given(ROWS)
def test_nothing_is_left_when_what_is_shown_is_taken_from_the_total(counts):
    shown = spans(counts)

    assert sum(group.people for group in shown) in {0, sum(counts)}
    assert sum(group.width for group in shown) in {0, len(counts)}


@given(ROWS)
def test_a_row_is_shown_wherever_it_divides_into_two_that_are_large_enough(counts):
    divides = any(sum(counts[:end]) >= SMALLEST and sum(counts[end:]) >= SMALLEST for end in range(1, len(counts)))

    assert bool(spans(counts)) == divides


@given(st.lists(st.integers(0, 4), max_size=30), st.randoms())
def test_what_is_shown_does_not_depend_on_who_gave_which_answer(answers, random):
    shuffled = random.sample(answers, len(answers))

    assert spans([answers.count(column) for column in range(5)]) == spans(
        [shuffled.count(column) for column in range(5)]
    )


def rows(people: int, columns: int) -> Iterator[tuple[int, ...]]:
    """Yield every way in which so many people may answer."""
    if columns == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in rows(people - first, columns - 1):
            yield (first, *rest)


@pytest.mark.parametrize("people", [2 * SMALLEST, SMALLEST_BATCH, SMALLEST_BATCH + 2])
@pytest.mark.parametrize("columns", [3, 5])
def test_who_knows_the_rule_and_the_total_is_sure_of_no_small_number(people, columns):
    """Whatever is shown, each set of columns may hold nobody at all, or as many as may be shown."""
    possible = defaultdict(list)
    for row in rows(people, columns):
        possible[spans(row)].append(row)
    sets = list(chain.from_iterable(combinations(range(columns), size) for size in range(1, columns)))

    for shown, candidates in possible.items():
        for chosen in sets:
            held = {sum(row[column] for column in chosen) for row in candidates}
            assert held - set(range(1, SMALLEST)), (shown, chosen, held)


@pytest.mark.parametrize(
    ("needing", "meeting", "told"),
    [
        ([0, 5], [3, 2, 0], DisclosedNeed(DisclosedRow.BOTH, 10, (Span(2, 5),), (Span(3, 5),))),
        ([5, 5], [1, 5, 6], DisclosedNeed(DisclosedRow.BOTH, 22, (Span(1, 5), Span(1, 5)), (Span(2, 6), Span(1, 6)))),
        ([0, 0], [9, 6], DisclosedNeed(DisclosedRow.FEW_NEEDING, 15)),
        ([1, 3], [9, 2], DisclosedNeed(DisclosedRow.FEW_NEEDING, 15)),
        ([5, 6], [0, 4], DisclosedNeed(DisclosedRow.FEW_MEETING, 15)),
        ([4], [5], DisclosedNeed(DisclosedRow.NOTHING)),
        ([], [9], DisclosedNeed(DisclosedRow.NOTHING)),
    ],
)
def test_a_row_is_told_in_two_numbers_or_by_which_of_them_is_small(needing, meeting, told):
    assert need_of(needing, meeting) == told


@pytest.mark.parametrize(
    ("needing", "meeting", "share"), [([6], [9], 0.4), ([15], [], 1.0), ([1], [14], 0.0), ([1], [3], -1.0)]
)
def test_rows_are_sorted_by_what_is_told_of_them(needing, meeting, share):
    assert need_of(needing, meeting).share == share


@pytest.mark.parametrize("people", [2 * SMALLEST, 2 * SMALLEST + 1, SMALLEST_BATCH, SMALLEST_BATCH + 2])
@pytest.mark.parametrize(("needing", "meeting"), [(3, 3), (2, 3), (1, 4), (4, 2)])
def test_who_knows_the_rule_is_sure_of_no_small_number_on_either_side(people, needing, meeting):
    """The columns on both sides are what there is to know of anybody: each set of them may hold nobody, or many."""
    possible = defaultdict(list)
    for row in rows(people, needing + meeting):
        possible[need_of(row[:needing], row[needing:])].append(row)
    columns = range(needing + meeting)
    sets = list(chain.from_iterable(combinations(columns, size) for size in range(1, len(columns))))

    for told, candidates in possible.items():
        for chosen in sets:
            held = {sum(row[column] for column in chosen) for row in candidates}
            assert held - set(range(1, SMALLEST)), (told, chosen, held)


@pytest.mark.parametrize(("people", "between"), [(5, (5, 9)), (9, (5, 9)), (10, (10, 14)), (19, (15, 19))])
def test_people_are_told_by_fives(people, between):
    assert band(people) == between
