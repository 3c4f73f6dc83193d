from datetime import UTC, datetime
from itertools import chain

import pytest

from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.sections import Progress, overall, pages_of, place_of, sections
from competence_app.catalogue.rules.schema import Content
from tests.factories import small_framework

THEN = datetime(2025, 11, 1, tzinfo=UTC)
CONTENT = Content.model_validate(small_framework())


@pytest.mark.parametrize(
    ("answers", "begun"),
    [
        ({}, [0, 0]),
        ({"K1": Answer(1)}, [1, 0]),
        ({"K1": Answer(note="a thought")}, [1, 0]),
        ({"D1": Answer(off_scale="na")}, [0, 1]),
        ({"K1": Answer(1), "K2": Answer(off_scale="no"), "D1": Answer(2)}, [2, 1]),
    ],
)
def test_sections_say_how_far_each_domain_has_come(answers, begun):
    assert [section.progress.begun for section in sections(CONTENT, answers)] == begun


@pytest.mark.parametrize(
    ("answers", "complete"),
    [
        ({"K1": Answer(1), "D1": Answer(off_scale="na")}, [False, False]),
        ({"K1": Answer(1), "K2": Answer(off_scale="no"), "D1": Answer(2)}, [True, True]),
    ],
)
def test_a_domain_is_complete_with_a_full_answer_everywhere(answers, complete):
    assert [section.progress.is_complete for section in sections(CONTENT, answers)] == complete


def test_overall_counts_what_is_full_what_is_begun_and_all():
    progress = overall(sections(CONTENT, {"K1": Answer(1), "D1": Answer(off_scale="na")}))

    assert (progress.done, progress.begun, progress.total, progress.is_complete) == (1, 2, 3, False)


def test_what_is_not_looked_at_again_is_neither_done_nor_begun_and_is_answered():
    given = {"K1": Answer(1), "K2": Answer(off_scale="na"), "D1": Answer(2)}

    knowing, doing = sections(CONTENT, given, carried={"K1": THEN, "D1": THEN}, to_look_at={"K1", "K2"})

    assert knowing.progress == Progress(done=0, begun=0, carried=1, total=2)
    assert [line.since for line in (*knowing.lines, *doing.lines)] == [THEN, None, THEN]
    assert (knowing.progress.is_complete, knowing.progress.to_answer) == (False, 1)
    assert (doing.progress.is_complete, doing.progress.to_answer) == (True, 0)


def test_lines_are_in_the_order_of_the_text_with_the_answers_words():
    knowing, doing = sections(CONTENT, {"K2": Answer(3), "D1": Answer(4)})

    assert [(line.statement.code, line.in_words) for line in knowing.lines] == [("K1", ""), ("K2", "Independently")]
    assert [(line.statement.code, line.in_words) for line in doing.lines] == [("D1", "Leading others")]


def asking(*sizes: int) -> Content:
    """Return a framework with one domain: so many statements under no heading, then so many in each sub-domain."""
    numbers = iter(range(1, sum(sizes) + 1))
    held = [[{"code": f"C{next(numbers)}", "text": "Listens"} for _ in range(size)] for size in sizes]
    below = [{"code": f"S{n}", "title": f"S{n}", "competences": some} for n, some in enumerate(held[1:])]
    domain = {"code": "all", "title": "All", "competences": held[0], "domains": below}
    return Content.model_validate(small_framework(domains=[domain, {**domain_of("last"), "title": "Last"}]))


def domain_of(code):
    return {"code": code, "title": code, "competences": [{"code": f"of-{code}", "text": "Listens"}]}


@pytest.mark.parametrize(
    ("sizes", "pages"),
    [
        ([1], [1]),
        ([15], [15]),
        ([16], [8, 8]),
        ([31], [11, 11, 9]),
        ([0, 7, 8], [15]),
        ([0, 8, 8], [8, 8]),
        ([2, 10, 20, 3], [12, 10, 13]),
    ],
)
def test_a_domain_has_pages_of_at_most_fifteen_with_sub_domains_together(sizes, pages):
    content = asking(*sizes)

    found = pages_of(content.statements_in("all"))

    assert [len(page) for page in found] == pages
    assert tuple(chain(*found)) == content.statements_in("all")


@pytest.mark.parametrize(
    ("asked", "number", "following"),
    [
        ({}, 1, ("all", 2)),
        ({"page": "2"}, 2, ("last", 1)),
        ({"asked": "C9"}, 2, ("last", 1)),
        ({"asked": "C9", "page": "1"}, 2, ("last", 1)),
        ({"asked": "D1", "page": "2"}, 1, ("all", 2)),
    ],
)
def test_a_page_is_found_by_its_number_or_by_what_it_asks(asked, number, following):
    place = place_of(asking(16), "all", **asked)

    assert (place.number, place.count, place.page, place.following) == (1, 2, number, following)
    assert place.statements == place.pages[number - 1]
    assert list(place.page_numbers) == [1, 2]


def test_nothing_follows_the_last_page():
    assert place_of(asking(1), "last").following is None


@pytest.mark.parametrize(("code", "page"), [("gone", ""), ("all", "3"), ("all", "0"), ("all", "-1"), ("all", "x")])
def test_there_is_no_place_of_what_is_not_there(code, page):
    with pytest.raises(ValueError, match="is not in list"):
        place_of(asking(16), code, page)


@pytest.mark.parametrize(
    ("given", "to_look_at", "page"), [(0, [], 1), (7, [], 1), (8, [], 2), (16, [], 1), (16, ["C9"], 2), (15, ["C2"], 1)]
)
def test_a_domain_goes_on_where_something_is_left(given, to_look_at, page):
    answers = {f"C{number}": Answer(1) for number in range(1, given + 1)}

    domain, _ = sections(asking(16), answers, to_look_at=to_look_at)

    assert domain.next_page == page
