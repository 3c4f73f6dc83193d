"""A framework that is plain text comes out word for word, and all that is guessed or left out is told by its line."""

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competence_app.catalogue.formats.document.known import KnownFrameworks
from competence_app.catalogue.formats.document.notes import MOST, Note, listed_notes
from competence_app.catalogue.formats.document.paragraphs import DocumentPlace
from competence_app.catalogue.formats.document.text import text_paragraphs
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.registry import TEXT
from competence_app.catalogue.formats.yaml.reading import read
from tests.catalogue.formats.document.samples import (
    NOTHING,
    SEED,
    is_read_or_refused,
    proposed,
    said,
    shipped,
    statements,
    tree,
)

LISTENING = """\
LISTENING TO PATIENTS

Published by Northern Example Trust, 30 April 2024
Review date: March 2027

This framework helps wards to listen:
a) on admission
b) before discharge

1. Knowledge of listening

K1 An ability to draw on knowledge of what listening does. An ability to explain why it is often left out
K2 An understanding of what keeps people from listening, such as:
• noise
• a lack of time, in par-
ticular at hand-
over:
- in the morning
- at night

2. Skills

Staff practise these together, and in supervision.

S1 An ability to listen to particular people, and to handover notes
S2 A capacity to sit still
S3 An ability to ask, for example by using:

Open questions

Silence


Annex

Further reading stands here. There is a lot of it.
"""
LACK = "a lack of time, in particular at handover:"
THREE = "An ability to ask\n\nAn ability to listen\n\nAn ability to wait\n\n"


def test_seed_comes_out_as_the_shipped_framework():
    made = proposed(SEED.read_text()).content

    assert tree(made.domains) == tree(shipped().domains)
    assert [domain.kind for domain in made.domains] == ["knowledge", "capability", "capability"]
    assert [said.code for said in made.competences] == [said.code for said in shipped().competences]
    assert (made.title, made.introduction) == (shipped().title, shipped().introduction)
    assert made.scale == shipped().scale


def test_seed_revises_the_shipped_framework_and_keeps_its_codes():
    known = KnownFrameworks(current=lambda: [shipped()], labels=lambda _: {"2022-04"})

    made = proposed(SEED.read_text(), known)

    assert made.content.domains == shipped().domains
    assert (made.content.code, made.content.version) == ("therapeutic-relationship", "2022-04-2")
    assert (made.content.targets, made.content.source) == (shipped().targets, shipped().source)
    assert said(made, "read")[1][:12] == "12 statement"


def test_document_says_what_it_can():
    made = proposed(LISTENING).content

    assert (made.code, made.version, made.title) == ("listening-patients", "2024-04-30", "Listening to patients")
    assert made.introduction == "This framework helps wards to listen:\n\n- on admission\n- before discharge"
    assert made.source.model_dump(exclude_defaults=True) == {
        "publisher": "Northern Example Trust",
        "published": "2024-04-30",
        "review_by": "2027-03",
    }
    assert [(domain.title, domain.guidance) for domain in made.domains] == [
        ("Knowledge of listening", ""),
        ("Skills", "Staff practise these together, and in supervision."),
    ]
    assert [competence.code for competence in made.competences] == ["K1", "K3", "K2", "S1", "S2", "S3"]
    assert statements(made.competences)[2:] == [
        (
            "An understanding of what keeps people from listening, such as:",
            "noise",
            LACK,
            "in the morning",
            "at night",
        ),
        "An ability to listen to particular people, and to handover notes",
        "A capacity to sit still",
        ("An ability to ask, for example by using:", "Open questions", "Silence"),
    ]


def test_all_that_was_guessed_or_left_out_is_told_by_its_line():
    made = proposed(LISTENING)

    assert said(made, "guessed")[-4:] == [
        f"Line 15: this has a list of its own, and its entries stand beside it: “{LACK}”",
        "Line 21: “Skills” is taken for what people do",
        "Line 29: this may be a heading or a sentence, and is taken for part of the list above it: “Open questions”",
        "Line 31: this may be a heading or a sentence, and is taken for part of the list above it: “Silence”",
    ]
    assert "statements without a code of their own: 1. Theirs are made up: K3" in said(made, "guessed")
    assert said(made, "left-out") == [
        "Line 34: this is no heading, statement or part of one: “Annex”",
        "Line 36: this is no heading, statement or part of one: “Further reading stands here. There is a lot of it.”",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Dear all, the kettle is broken.\n\nWho will mend it?", "of its paragraphs 0 begin as statements do"),
        ("An ability to ask. An ability to listen. An ability to wait.", "all of it is one paragraph"),
        (THREE + "We met.\n\n" * 9, "3 of its paragraphs begin as statements do, and most of the rest"),
        ("An ability to ask " + "and ask " * 700 + "\n\n" + THREE, "this statement has 5,617 characters"),
        ("\x00\x01\x02\x03" * 9, "this is no text"),
        ("", "of its paragraphs 0 begin"),
    ],
)
def test_what_is_no_framework_is_refused_in_words(text, message):
    with pytest.raises(UnreadableError, match=message):
        proposed(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_as_programs_save_it(encoding):
    words = "An ability to use the patient\u2019s words \u2013 always"

    [first, *_] = text_paragraphs(words.encode(encoding), [])

    assert first.text == words


def test_what_nobody_sees_is_no_part_of_a_text():
    made = proposed("An abil\u00adity to\u00a0ﬁnd\tout\n\n" + THREE).content

    assert made.competences[0].text == "An ability to find out"


@pytest.mark.parametrize(
    ("wrapped", "text"),
    [
        ("read https://example.org/a-\nb and more of it here", "read https://example.org/a-b and more of it here"),
        ("be self-\naware, and self-aware of it all", "be self-aware, and self-aware of it all"),
        ("help with well-\nbeing; being there and being kind", "help with well-being; being there and being kind"),
        ("meet peo-\nple", "meet people"),
        ("know of ward-\nA and others", "know of ward- A and others"),
        ("ask of patients what they\n  need", "ask of patients what they"),
        ("ask everybody who comes\nand more\nwhat they need", "ask everybody who comes and more"),
    ],
)
def test_wrapped_lines_are_joined(wrapped, text):
    assert proposed(f"An ability to {wrapped}\n\n{THREE}").content.competences[0].text == f"An ability to {text}"


def test_what_stands_on_every_page_is_left_out():
    pages = [
        f"Listening, page {number}\n\nAn ability to do {number} of many things\n\n{number}\n" for number in range(5)
    ]

    made = proposed("Contents\n\nSkills ........ 4\n\nSkills\n\n" + "\f".join(pages))

    assert [domain.title for domain in made.content.domains] == ["Skills"]
    assert len(made.content.competences) == 5
    assert len(said(made, "left-out")) == 5 + 5 + 1


def test_bare_openings_count_where_there_are_no_others():
    made = proposed("Skills\n\nAbility to ask\n\nAbility to listen\n\nKnowledge of people\n").content

    assert statements(made.competences) == ["Ability to ask", "Ability to listen", "Knowledge of people"]


def test_bare_openings_among_others_are_headings_alone_and_statements_in_a_row():
    made = proposed(f"Knowledge of people\n\n{THREE}Knowledge of wards\n\nKnowledge of beds\n\nKnowledge of time\n")

    assert [domain.title for domain in made.content.domains] == ["Knowledge of people"]
    assert statements(made.content.competences)[3:] == ["Knowledge of wards", "Knowledge of beds", "Knowledge of time"]
    assert "this may be a heading, and is taken for a statement: “Knowledge of wards”" in said(made, "guessed")[-3]


def test_statements_may_all_begin_in_small_letters():
    made = proposed("Skills\n\n" + THREE.replace("An", "an")).content

    assert statements(made.competences) == ["an ability to ask", "an ability to listen", "an ability to wait"]


@pytest.mark.parametrize(
    ("headings", "domains"),
    [
        ("Listening\n\nSkills\n\n{}Manners\n\n{}", [("Skills", []), ("Manners", [])]),
        ("Skills\n\n{}Skills of some\n\n{}", [("Skills", ["Skills of some"])]),
        ("Listening\n\nWARDS\n\n{}Skills\n\n{}", [("WARDS", ["Skills"])]),
        ("All\n\n1 Wards\n\n1.1 Skills\n\n{}1.2 Manners\n\n{}", [("Wards", ["Skills", "Manners"])]),
        ("1 Wards\n\n{}1.1 Skills\n\n{}1.1.1 Manners\n\n{}", [("Wards", ["Skills", "Manners"])]),
        ("Skills:\n\n{}", [("Skills", [])]),
        ("{}", [("listening", [])]),
    ],
)  # fmt: skip
def test_headings_become_domains_and_sub_domains(headings, domains):
    parts = headings.split("{}")
    text = "".join(
        part + THREE.replace("to", f"to {number}") * (part != parts[-1]) for number, part in enumerate(parts)
    )

    made = proposed(text or THREE).content

    assert [(domain.title, [below.title for below in domain.domains]) for domain in made.domains] == domains


def test_heading_above_all_others_stands_for_a_title_that_is_not_there():
    made = proposed("We listen.\n\n1 Wards\n\n1.1 Skills\n\n" + THREE)

    assert (made.content.title, [domain.title for domain in made.content.domains]) == ("Wards", ["Skills"])
    assert "there is no title: the first heading stands for it, “Wards”" in said(made, "guessed")[-2]


def test_heading_without_statements_is_left_out():
    made = proposed(f"Skills\n\n{THREE}Annex\n\nManners\n\nAn ability to thank\n")

    assert [domain.title for domain in made.content.domains] == ["Skills", "Manners"]
    assert said(made, "left-out") == ["Line 9: no statement stands below this heading: “Annex”"]


def test_introduction_ends_where_it_is_long_enough():
    made = proposed("Listening\n\n" + "We listen to all. " * 300 + "\n\nSo.\n\nSkills\n\n" + THREE)

    assert made.content.introduction == "So."
    assert said(made, "left-out")[0].startswith("Line 3: the introduction is long enough without this: “We listen")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Version 2.1, 2023", {"published": "2023"}),
        ("© 2021 Example Trust", {"published": "2021", "publisher": "Example Trust"}),
        ("Date of publication: 31 April 2022", {"published": "2022-04"}),
        ("Publisher: Example Trust", {"publisher": "Example Trust"}),
        ("May 2020", {"published": "2020-05"}),
    ],
)
def test_facts_are_found_before_the_statements(line, source):
    made = proposed(f"Listening\n\n{line}\n\nSkills\n\n{THREE}").content

    assert made.source.model_dump(exclude_defaults=True) == source
    assert made.introduction == ""
    assert made.version == ("2.1" if "2.1" in line else source.get("published", "1"))


def test_title_in_capitals_keeps_what_the_text_writes_so():
    made = proposed("NHS WARDS AND A HOME\n\nWe of the NHS.\n\nSkills\n\n" + THREE).content

    assert made.title == "NHS wards and a home"


def test_codes_are_unlike_those_that_there_are():
    known = KnownFrameworks(labels=lambda code: {"1"} if code in {"listening", "listening-2"} else set())

    assert proposed(THREE, known).content.code == "listening-3"


def test_code_of_a_title_without_letters_is_a_word():
    assert proposed(THREE, name="…").content.code == "framework"
    assert proposed(THREE, name="x" * 80).content.code == "x" * 40


def test_many_domains_have_letters_of_their_own():
    text = "".join(f"Skills of {number}\n\nAn ability to do {number} things\n\n" for number in range(30))

    codes = [competence.code for competence in proposed("Listening\n\n" + text).content.competences]

    assert codes[:3] == ["S1", "A1", "B1"]
    assert codes[-1] == "AD1"


def revised(text):
    former = read("""
code: listening
version: "1"
title: Listening
scale: {levels: [{value: 1, label: Low}, {value: 2, label: High}]}
domains:
  - code: all-skills
    title: Skills
    valid_for: 6
    competences:
      - {code: S1, text: An ability to ask, guidance: Kindly}
      - {code: S2, text: An ability to listen, parts: [one, two]}
      - {code: S3, text: "An ability to wait:", rate: parts, parts: [{code: S3a, text: here}, {code: S3b, text: there}]}
      - {code: S4, text: An ability to remember what people said before}
""")
    return proposed(
        text, KnownFrameworks(current=lambda: [former], labels=lambda code: {"1"} if code == "listening" else set())
    )


def test_what_has_the_words_that_it_had_keeps_all_that_is_said_of_it():
    made = revised(
        "Listening\n\nSkills\n\nAn ability to ask\n\nAn ability to listen\n\n- one\n- three\n\nAn ability to wait:\n\n"
        "- there\n- anywhere\n\nAn ability to remember what people have said before\n"
    )

    [domain] = made.content.domains
    assert (domain.code, domain.valid_for, domain.competences[0].guidance) == ("all-skills", 6, "Kindly")
    assert [(said.code, *(part.code for part in said.parts)) for said in domain.competences] == [
        ("S1",),
        ("S2", "S2.1", "S2.2"),
        ("S3", "S3b", "S3.1"),
        ("S5",),
    ]
    assert said(made, "guessed")[-1] == (
        "Line 17: perhaps this is S4 in other words; if it is the same statement, give it that code: “An ability to "
        "remember what people have said before”"
    )


def test_long_statement_is_compared_with_none():
    made = revised("Listening\n\nAn ability to ask\n\nAn ability to listen\n\nAn ability to " + "wait " * 200)

    assert not [told for told in said(made, "guessed") if "in other words" in told]


def test_document_with_few_of_the_words_is_another_framework():
    assert (
        revised("Waiting\n\nSkills\n\nAn ability to wait\n\nAn ability to sit\n\nAn ability to stand\n").content.code
        == "waiting"
    )


@pytest.mark.parametrize("again", ["An ability to ", ". ", "1.1.1 ", "date ", "ab-\n", "K1 ", "https://a/", "\n"])
def test_texts_that_go_on_without_end_are_refused_in_time(again):
    with pytest.raises(UnreadableError):
        proposed(again * (400_000 // len(again)) + "\n")


def test_too_many_lines_are_refused():
    with pytest.raises(UnreadableError, match="it holds far more than a framework"):
        proposed("\n" * 100_001)


def test_too_many_paragraphs_are_refused():
    with pytest.raises(UnreadableError, match="there are more than 20,000 paragraphs"):
        proposed("An ability to ask\n\n" * 20_001)


def test_guidance_ends_where_it_is_long_enough():
    made = proposed("Listening\n\nSkills\n\nBe kind.\n\n" + "We listen to all. " * 300 + "\n\n" + THREE * 3)

    assert made.content.domains[0].guidance == "Be kind."
    assert said(made, "left-out")[0].startswith("Line 7: this is no heading, statement or part of one: “We listen")


def test_bullet_alone_is_left_out():
    assert said(proposed(f"{THREE}•\n"), "left-out")[0].endswith("“•”")


def test_draft_that_is_revised_keeps_its_label():
    base = proposed(THREE).content

    assert proposed(f"Version 7\n\n{THREE}", KnownFrameworks(base=base)).content.version == "1"


def test_of_many_things_the_rest_is_told_as_a_number():
    notes = [Note("guessed", DocumentPlace(line), "other", "x") for line in range(MOST + 2000)]

    assert [problem.message for problem in listed_notes(notes, "guessed")][-1] == "and 2,000 more"


def test_document_becomes_yaml_that_knows_where_it_came_from():
    file = FrameworkFile.of_document(SEED.read_bytes(), TEXT, SEED.name, NOTHING)

    assert file.content.title == shipped().title
    assert file.origin is not None
    assert file.origin.read[0] == ("", "3 domains, 12 competences, 12 parts")
    assert PurePath(file.origin.name).suffix == ".txt"


WORDS = [
    "An ability to",
    " ask",
    ":",
    "\n",
    "\n\n",
    "• ",
    "1.1 ",
    "X",
    "-",
    "A",
    "\f",
    "É\u0301",
    "Version 1",
    "© 2020 ",
]
TEXTS = st.lists(st.sampled_from([*WORDS, ". "]), max_size=60).map(lambda words: "".join(words).encode())


@given(data=st.binary() | TEXTS)
def test_any_bytes_give_a_framework_or_problems(data):
    assert is_read_or_refused(data, TEXT)
