"""Statements that another framework has, too, are found by what people see of them, few or thousands."""

import time
from collections.abc import Sequence
from typing import Any

import pytest

from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.likeness import likenesses
from competence_app.catalogue.rules.schema import Content
from tests.factories import small_framework

TEXT = "An ability to hand over what the next shift has to know about each patient"


def framework(*texts: str, parts: Sequence[str] = (), code: str = "f") -> Content:
    """Return a framework with these statements: C0, C1 …; the last has the parts."""
    content = Content.model_validate(small_framework(code=code))
    made: list[dict[str, Any]] = [{"code": f"C{number}", "text": text} for number, text in enumerate(texts)]
    made[-1] |= {"parts": list(parts)}
    domain = content.domains[0].model_copy(update={"competences": tuple(map(Competence.model_validate, made))})
    return content.model_copy(update={"domains": (domain,)})


def found(content: Content, *others: Content):
    return [(one.code, one.other, one.other_code, one.is_same) for one in likenesses(content, others)]


def test_a_statement_in_nearly_the_same_words_is_found_with_its_place():
    other = framework("An ability to be silent where others speak", TEXT)

    [alike] = likenesses(framework("Knowledge of silence", TEXT.replace("has to", "must")), [framework("Else"), other])

    assert alike == (("domains", 0, "competences", 1, "text"), "C1", 1, "C1", False)


@pytest.mark.parametrize("text", [TEXT, TEXT.upper(), TEXT.replace(" ", "\u00a0 ")])
def test_what_people_see_as_the_same_is_the_same(text):
    assert found(framework(text), framework(TEXT)) == [("C0", 0, "C0", True)]


@pytest.mark.parametrize(
    "text",
    [
        "An ability to hand over what the last shift did, and to whom it matters on the ward",
        "Knowledge of each patient that the next shift has to hand over",
        "Knows",
    ],
)
def test_other_statements_are_not(text):
    assert found(framework(text), framework(TEXT)) == []


def test_short_statements_are_alike_only_where_they_are_the_same():
    assert found(framework("Washes their hands"), framework("Washes these hands")) == []
    assert found(framework("Washes their hands"), framework("washes their hands")) == [("C0", 0, "C0", True)]


def test_parts_are_compared_too():
    other = framework("Looks after, such as:", parts=["a patient in seclusion", "a family at the end of a life"])

    assert found(framework("Looks after, such as:", parts=["a bicycle", "the garden behind the house"]), other) == []
    assert found(
        framework("Looks after, such as:", parts=["a patient in seclusion", "a family at an end of life"]), other
    )


def test_the_nearest_is_told():
    nearer, near = TEXT.replace("each", "every"), TEXT.replace("each patient", "any other patient")

    assert found(framework(TEXT), framework(near, nearer)) == [("C0", 0, "C1", False)]


def test_nothing_is_like_nothing():
    assert found(framework(TEXT)) == []


def test_thousands_are_compared_in_two_seconds():
    others = [_thousands(code, 10_000) for code in "abc"]
    draft = _thousands("c", 10_000, change="is not to")

    begun = time.process_time()
    alike = list(likenesses(draft, others))

    assert time.process_time() - begun < 2
    assert {(one.code, one.other, one.other_code) for one in alike} == {(f"C{n}", 2, f"C{n}") for n in range(10_000)}


def _thousands(code: str, count: int, change: str = "has to") -> Content:
    """Return a framework of so many statements that have words in common, and numbers that others lack."""
    begins = ("An ability to tell the shift", "A capacity to say to a nurse", "Knowledge of how a ward")
    return framework(
        *(
            f"{begins[n % 3]} {code}{n} {n * 7 % 1000} {change} be told of {code}{n // 2} tomorrow"
            for n in range(count)
        ),
        code=code,
    )
