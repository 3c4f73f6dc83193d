"""A tree of headings and statements becomes a framework, and whatever is decided on the way is told."""

from itertools import count
from typing import Any

import pytest

from competence_app.catalogue.formats.document.known import KnownFrameworks
from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.foreign.composing import compose
from competence_app.catalogue.formats.foreign.items import ForeignFramework, ForeignItem
from competence_app.catalogue.formats.foreign.places import RowPlace
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.rules.schema import Content
from tests.catalogue.formats.document.samples import NOTHING
from tests.catalogue.formats.foreign.samples import outline, said


def item(text: str, *below: ForeignItem, code: str = "", heading: bool | None = None, **more: Any) -> ForeignItem:
    return ForeignItem(text, RowPlace(next(ROWS[-1])), code, heading, more, list(below))


ROWS = [count(1)]


@pytest.fixture(autouse=True)
def _rows():
    ROWS.append(count(1))


def made(*items: ForeignItem, known: KnownFrameworks = NOTHING, title: str = "Listening", **more: Any):
    notes: list[Note] = []
    return compose(ForeignFramework(title, list(items), more), "file", known, notes)


def shape(proposal):
    """Return the words: (domain, statements, (sub-domain, statements)…); of a statement with parts (text, *parts)."""

    def words(domain):
        return [
            (said.text, *(part.text for part in said.parts)) if said.parts else said.text for said in domain.competences
        ]

    return [
        (domain.title, words(domain), *((below.title, words(below)) for below in domain.domains))
        for domain in proposal.content.domains
    ]  # fmt: skip


def test_titles_are_headings_and_sentences_are_statements_with_parts():
    proposal = made(
        item("Talking", item("Asking", item("Asks why")), item("Listens to:", item("words"), item("tones")))
    )

    assert shape(proposal) == [("Talking", [("Listens to:", "words", "tones")], ("Asking", ["Asks why"]))]


def test_file_that_says_what_is_a_heading_is_believed():
    proposal = made(
        item("Talking", item("Asks", item("why")), item("Listens.", item("Hears"), heading=True), heading=True),
        item("Waits", item("long"), heading=False),
    )

    assert shape(proposal) == [
        ("Listening", [("Waits", "long")]),
        ("Talking", [], ("Asks", ["why"]), ("Listens.", ["Hears"])),
    ]
    assert "Row 6: 1 statements stand below no heading: they are taken for a domain called “Listening”" not in said(
        proposal, "left-out"
    )


def test_what_all_stands_below_is_not_rated():
    proposal = made(item("All", item("Talking", item("Asking", item("Asks")))))

    assert shape(proposal) == [("Talking", [], ("Asking", ["Asks"]))]
    assert said(proposal, "left-out") == [
        "Row 4: everything stands below this, so what is below it are the domains: “All”"
    ]


def test_headings_that_are_too_deep_stand_as_sub_domains():
    deep = item("Talking", item("Asking", item("Early", item("Asks")), item("Waits")))

    proposal = made(deep, item("Other", item("Goes")))

    assert shape(proposal) == [("Talking", [], ("Asking", ["Waits"]), ("Early", ["Asks"])), ("Other", ["Goes"])]
    assert "Row 2: a framework has no headings so deep: this stands as a sub-domain, “Early”" in said(
        proposal, "guessed"
    )


def test_parts_of_parts_stand_beside_them():
    proposal = made(item("Talking", item("Asks:", item("why", item("now"), item("then")), heading=False)), item("Goes"))

    assert shape(proposal) == [("Listening", ["Goes"]), ("Talking", [("Asks:", "why", "now", "then")])]
    assert "Row 1: this has a list of its own, and its entries stand beside it: “now”" in said(proposal, "guessed")


def test_headings_without_statements_are_left_out():
    proposal = made(
        item("Empty", item("Too", heading=True), heading=True), item("Talking", item("Asks"), item("", code="K9"))
    )

    assert shape(proposal) == [("Talking", ["Asks"])]
    assert said(proposal, "left-out") == [
        "Row 1: no statement stands below this heading: “Too”",
        "Row 2: no statement stands below this heading: “Empty”",
        "Row 4: this says nothing, “K9”",
    ]


def test_codes_of_the_file_are_kept_and_others_made():
    proposal = made(
        item("Talking", item("Asks", item("why"), item("when", code="K1.3"), code="K1"), item("Waits"), code="D1"),
        item("Going", item("Goes", item("far"), code="T1")),
    )

    assert outline(proposal.content) == [("D1", ["T2"], [("K1", ["T3", "K1.3"])]), ("going", [], [("T1", ["G1"])])]
    assert "statements without a code of their own: 3. Theirs are made up: T2 to G1" in said(proposal, "guessed")


def test_parts_are_numbered_where_nothing_else_has_the_number():
    proposal = made(item("Talking", item("Asks:", item("why"), item("when"), code="K1"), item("Waits", code="K1.1")))

    assert outline(proposal.content) == [("talking", [("K1", "K1.2", "K1.3"), "K1.1"], [])]


def test_what_is_too_long_is_cut_and_told():
    proposal = made(
        item("x" * 501, item("Asks", guidance="y" * 5001, levels={1: "z" * 5001, 2: ""}, tags=["t", "t" * 65])),
        introduction="i" * 5001,
    )  # fmt: skip

    [asks] = proposal.content.competences
    assert [len(text) for text in (proposal.content.domains[0].title, proposal.content.introduction)] == [500, 5000]
    assert (len(asks.guidance), len(asks.levels[1]), asks.tags) == (5000, 5000, ("t",))
    assert said(proposal, "left-out")[-2:] == [
        "Row 2: the introduction is longer than a framework's may be, and cut: “ii”",
        "Row 2: the title is longer than a framework's may be, and cut: “xx”",
    ]


def test_kind_is_told_by_the_words_unless_the_file_says_it():
    proposal = made(
        item("Talking", item("Knowledge of words")), item("Going", item("Knowledge of ways"), kind="capability")
    )

    assert [domain.kind for domain in proposal.content.domains] == ["knowledge", "capability"]
    assert "Row 2: “Talking” is taken for what people know" in said(proposal, "guessed")


def test_rule_that_the_whole_breaks_is_told():
    with pytest.raises(UnreadableError) as caught:
        made(item("Talking", item("Asks", targets={"default": 9})))

    assert [problem.said_of() for problem in caught.value.problems] == [
        "what it says makes no framework: 9 is no level of the scale: write one of 1, 2, 3, 4"
    ]


def known(content: Content, *labels: str, base: bool = False) -> KnownFrameworks:
    return KnownFrameworks(
        content if base else None, lambda: [content], lambda code: {*labels} if code == content.code else set()
    )


def former(**more: Any):
    items = [item("Asks", code="K1", guidance="why", tags=["talk"]), item("Waits", code="K2"), item("Goes", code="K3")]
    return made(item("Talking", *items, code="D", guidance="words"), **more).content


def test_new_version_is_known_by_its_words_and_keeps_what_the_file_does_not_say():
    old = former()
    again = item("Talking", item("Asks"), item("Waits", guidance="long"), item("Rests"))

    proposal = made(again, known=known(old, "1"))

    assert outline(proposal.content) == [("D", ["K1", "K2", "T1"], [])]
    asks, waits, _ = proposal.content.competences
    assert (asks.guidance, asks.tags, waits.guidance, proposal.content.domains[0].guidance) == (
        "why",
        ("talk",),
        "long",
        "words",
    )
    assert (proposal.content.code, proposal.content.version) == (old.code, "1-2")
    assert said(proposal, "read")[1:] == [
        "2 statements are in the former version too, and keep all else that is said of them there"
    ]
    assert "it is taken for a new version of “Listening”: what it does not say is as in version 1" in said(
        proposal, "guessed"
    )


def test_new_version_is_known_by_its_code():
    old = former(code="listening")
    other = item("Other", item("Speaks", code="K1"))

    proposal = made(other, known=known(old, "1"), title="Speaking", code="listening", version="2")

    [speaks] = proposal.content.competences
    assert (proposal.content.title, proposal.content.version, speaks.tags) == ("Speaking", "2", ("talk",))


def test_file_with_another_code_is_no_new_version():
    proposal = made(item("Talking", item("Asks")), known=known(former(), "1"), code="other", targets={"default": 1})

    assert (proposal.content.code, proposal.content.targets.default) == ("other", 1)
    assert "the framework's code is other, which the file says" in said(proposal, "read")


def test_version_that_somebody_begins_with_is_revised_whatever_the_file_says():
    old = former()

    assert made(item("Other", item("Speaks")), known=known(old, base=True), code="other").content.code == old.code
