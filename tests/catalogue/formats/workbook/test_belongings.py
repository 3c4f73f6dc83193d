"""Targets, examples and resources stand on sheets of their own, each row with the code of what it is for."""

# ruff: noqa: E501 - one case a line reads as a table

from io import BytesIO

import pytest
from openpyxl import load_workbook

from competence_app.catalogue.formats.workbook.orphans import MOST_COMPARED
from competence_app.catalogue.formats.workbook.reading import cell_places, read_workbook
from competence_app.catalogue.formats.workbook.writing import write_workbook
from tests.catalogue.formats.workbook.samples import changed, edited, framework, messages, saved, with_competence
from tests.factories import framework_of

COURSE = {"title": "A course", "url": "https://example.org/course"}
UNKNOWN = "“Q” is not a statement's code: write one, or if its statement was taken out, delete"


def rows(content, title):
    return [row[:6] for row in load_workbook(BytesIO(write_workbook(content)))[title].values]


def with_resource(**cells: str | None):
    """Return the small framework's workbook with a resource of D1 in which these cells say something else."""
    said = {"A2": "D1", "B2": "A course", "C2": "https://example.org/course"} | cells
    return edited(Resources=said)


def test_targets_are_for_the_framework_a_domain_or_a_statement():
    below = {
        "code": "B",
        "title": "Below",
        "targets": {"default": 1},
        "competences": [{"code": "C", "text": "x", "targets": {"roles": {"nurse": 4}}}],
    }
    content = framework(domains=[{"code": "A", "title": "A", "targets": {"default": 3}, "domains": [below]}])

    assert rows(content, "Targets") == [
        ("For", "Job role", "Level"),
        (None, "any other", "2"),
        (None, "registered-nurse", "3"),
        ("A", "any other", "3"),
        ("B", "any other", "1"),
        ("C", "nurse", "4"),
    ]
    assert read_workbook(write_workbook(content)) == content


def test_each_example_and_each_resource_is_a_row():
    content = with_competence(
        examples=["One\n---\nof two", "Another"], resources=[COURSE | {"kind": "course", "for": {"to": 2}}, COURSE]
    )

    assert rows(content, "Examples") == [("For", "Example"), ("D1", "One\n---\nof two"), ("D1", "Another")]
    assert rows(content, "Resources") == [
        ("For", "Title", "Web address", "Kind", "From level", "To level"),
        ("D1", "A course", "https://example.org/course", "course", None, "2"),
        ("D1", "A course", "https://example.org/course", None, None, None),
    ]
    assert read_workbook(write_workbook(content)) == content


def test_each_relation_is_a_row():
    content = with_competence(related=[{"code": "K1"}, {"kind": "same-as", "title": "T", "url": "https://e.org"}])

    assert rows(content, "Related") == [
        ("For", "How", "Code", "Title", "Web address"),
        ("D1", "related-to", "K1", None, None),
        ("D1", "same-as", None, "T", "https://e.org"),
    ]
    assert read_workbook(write_workbook(content)) == content


def test_rows_of_one_statement_may_stand_apart():
    content = read_workbook(
        edited(Examples={"A2": "D1", "B2": "One", "A3": "K1", "B3": "Other", "A4": "D1", "B4": "Two"})
    )

    assert content.competence("D1").examples == ("One", "Two")
    assert content.competence("K1").examples == ("Other",)


def test_sheets_of_what_few_say_may_be_missing():
    def edit(book):
        del book["Examples"], book["Resources"]
        book["Targets"].delete_cols(1)

    assert read_workbook(changed(edit)) == framework()


def test_places_of_what_is_found_wrong_later():
    place = cell_places(
        write_workbook(
            with_competence(
                examples=["One", "Two"],
                resources=[COURSE],
                targets={"roles": {"nurse": 1}},
                levels={2: "So"},
                tags=["a"],
            )
        )
    )
    statement = ("domains", 1, "competences", 0)

    assert str(place((*statement, "examples", 1))) == "Examples, row 3, Example"
    assert str(place((*statement, "resources", 0, "for", "to"))) == "Resources, row 2, To level"
    assert str(place((*statement, "targets", "roles", "nurse"))) == "Targets, row 4, Level"
    assert str(place((*statement, "levels", "2"))) == "Competences, row 6, Level 2"
    assert str(place((*statement, "tags", 0))) == "Competences, row 6, Tags"


REFUSED = {
    "example of nothing": (edited(Examples={"A2": "Q", "B2": "One"}), f"Examples, row 2, For: {UNKNOWN} this row too"),
    "examples of what was taken out": (edited(Examples={"A2": "Q", "B2": "One", "A3": "Q", "B3": "Two"}), f"Examples, row 2, For: {UNKNOWN} rows 2 to 3 too"),
    "example of something near": (edited(Examples={"A2": "K22", "B2": "One"}), "Examples, row 2, For: “K22” is not a statement's code: write “K2”, or if its statement was taken out, delete this row too"),
    "example of a domain": (edited(Examples={"A2": "zzz", "B2": "One"}, Domains={"C2": "zzz"}), f"Examples, row 2, For: {UNKNOWN.replace('Q', 'zzz')} this row too"),
    "example of nobody": (edited(Examples={"B2": "One"}), "Examples, row 2, For: this is empty: write the code of a statement"),
    "example without words": (edited(Examples={"A2": "K1"}), "Examples, row 2, Example: this is empty: write a text"),
    "long example": (edited(Examples={"A2": "K1", "B2": "x" * 5001}), "Examples, row 2, Example: “examples” has 5,001 characters: shorten it to at most 5,000"),
    "resource without an address": (with_resource(C2=None), "Resources, row 2, Web address: this is empty: write an address"),
    "resource with another address": (with_resource(C2="http://example.org"), "Resources, row 2, Web address: “http://example.org” does not fit: write an address that begins with “https://” and holds no spaces"),
    "resource for a level off the scale": (with_resource(E2="9"), "Resources, row 2, From level: 9 is no level of the scale: write one of 1, 2, 3, 4"),
    "resource upside down": (with_resource(E2="3", F2="1"), "Resources, row 2, To level: 1 is below 3: write the lower level first"),
    "relation to two": (edited(Related={"A2": "K1", "C2": "K2", "D2": "T"}), "Related, row 2, Code: a relation leads to one thing: write the code of what is in this framework, or the title of what is elsewhere"),
    "relation to nothing": (edited(Related={"A2": "K1", "B2": "Same-As"}), "Related, row 2, Code: a relation leads to one thing: write the code of what is in this framework, or the title of what is elsewhere"),
    "target of nothing": (edited(Targets={"A3": "Q"}), "Targets, row 3, For: “Q” is not the code of a domain or a statement: write one, or leave this empty for the whole framework; if what it stood for was taken out, delete this row too"),
    "target of something near": (edited(Targets={"A3": "knowin"}), "Targets, row 3, For: “knowin” is not the code of a domain or a statement: write “knowing”, or if what it stood for was taken out, delete this row too"),
    "target off the scale": (edited(Targets={"A3": "knowing", "C3": "9"}), "Targets, row 3, Level: 9 is no level of the scale: write one of 1, 2, 3, 4"),
    "two targets": (edited(Targets={"A2": "D1", "A3": "D1", "B3": "Any Other"}), "Targets, row 3, Job role: “Any Other” is here twice: keep one of the two"),
    "target of a formula": (edited(Targets={"A2": "=A1"}), "Targets, row 2, For: this is a formula: write the text that it shows"),
    "target of what has lost its code": (edited(Targets={"A3": "K1"}, Competences={"C2": None}), "Competences, row 2, Code: this is empty: write a code such as K1"),
    "part with guidance": (edited(Competences={"J4": "Why"}), "Competences, row 4, Guidance: this is said of a whole statement: write it into the row of “K2”, not here"),
    "part with a level": (edited(Competences={"N4": "So"}), "Competences, row 4, Level 2: this is said of a whole statement: write it into the row of “K2”, not here"),
    "validity": (edited(Competences={"K2": "a year"}), "Competences, row 2, Valid for: this is no number of months: write a whole number from 1 to 600, or “forever”"),
    "validity of a domain": (edited(Domains={"F3": "601"}), "Domains, row 3, Valid for: this is no number of months: write a whole number from 1 to 600, or “forever”"),
    "long tag": (edited(Competences={"L2": "a, " + "x" * 65}), "Competences, row 2, Tags: “tags” has 65 characters: shorten it to at most 64"),
    "long words of a level": (edited(Competences={"N2": "x" * 5001}), "Competences, row 2, Level 2: “2” has 5,001 characters: shorten it to at most 5,000"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_row_that_cannot_be_taken_is_named(data, message):
    assert messages(data) == [message]


@pytest.mark.parametrize(
    ("title", "cells", "message"),
    [
        ("Competences", {f"A{MOST_COMPARED + 2}": "Wholly othex"}, f"Competences, row {MOST_COMPARED + 2}, Domain: “Wholly othex” is not on the sheet “Domains”: add a row for it there, or write one of its titles"),
        ("Examples", {"A2": "ZZZZ", "B2": "One"}, f"Examples, row 2, For: {UNKNOWN.replace('Q', 'ZZZZ')} this row too"),
    ],
)  # fmt: skip
def test_of_very_many_names_only_the_first_are_compared_with_a_wrong_one(title, cells, message):
    last = {"code": "zzzzz", "title": "Wholly other", "competences": [{"code": "ZZZZZ", "text": "x"}]}
    domains = [*framework_of(MOST_COMPARED)["domains"], last]
    book = load_workbook(BytesIO(write_workbook(framework(domains=domains))))
    for cell, said in cells.items():
        book[title][cell] = said

    assert messages(saved(book)) == [message]
