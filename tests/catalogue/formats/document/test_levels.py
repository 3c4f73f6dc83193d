"""Of a document that says itself which paragraphs are headings, no other is taken for one."""

from competence_app.catalogue.formats.document.paragraphs import DocumentPlace, Paragraph
from competence_app.catalogue.formats.document.proposing import propose
from tests.catalogue.formats.document.samples import NOTHING, said, tree

ASK, LISTEN, WAIT = "An ability to ask", "An ability to listen", "An ability to wait"


def made_of(*paragraphs: tuple[int, str]):
    numbered = enumerate(paragraphs, start=1)
    levelled = [Paragraph(text, DocumentPlace(number, unit="paragraph"), level) for number, (level, text) in numbered]
    return propose(levelled, "listening", NOTHING)


def test_headings_are_domains_and_sub_domains_by_their_levels():
    made = made_of(
        (1, "Listening"), (2, "Knowledge of people"), (3, "Of wards"), (0, ASK), (2, "Skills"), (0, LISTEN), (0, WAIT)
    )

    assert made.content.title == "Listening"
    assert tree(made.content.domains) == [
        ("Knowledge of people", [], [("Of wards", [ASK], [])]),
        ("Skills", [LISTEN, WAIT], []),
    ]


def test_headings_of_one_level_have_no_title_among_them():
    made = made_of((1, "Knowledge"), (1, "Skills"), (0, ASK), (0, LISTEN), (1, "Manners"), (0, WAIT))

    assert made.content.title == "listening"
    assert [domain.title for domain in made.content.domains] == ["Skills", "Manners"]


def test_what_is_no_heading_is_not_taken_for_one():
    made = made_of((1, "Skills"), (0, ASK), (0, LISTEN), (0, "Manners"), (0, WAIT), (1, "x" * 501), (0, WAIT))

    assert said(made, "left-out") == [
        "Paragraph 4: this is no heading, statement or part of one: “Manners”",
        f"Paragraph 6: this is no heading, statement or part of one: “{'x' * 89}…”",
    ]
