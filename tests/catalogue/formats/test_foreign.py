"""Files of Mahara, PortfolioMapper and of topics in JSON become drafts."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competence_app.catalogue.formats import files
from competence_app.catalogue.formats.document.wording import document_words
from competence_app.catalogue.formats.recognising import OtherKindError, recognised
from competence_app.catalogue.formats.registry import (
    CASE,
    EXPORTS,
    FOREIGN,
    MAHARA,
    PORTFOLIO_MAPPER,
    TABLE,
    TOPICS,
    YAML,
    ForeignFormat,
)
from competence_app.catalogue.formats.yaml.reading import read
from tests.catalogue.formats.case.samples import link
from tests.catalogue.formats.document.samples import tree
from tests.catalogue.formats.foreign.samples import outline, proposed, read_or_refused, refusal, said
from tests.catalogue.samples import SMALLEST
from tests.ui.workbooks.samples import tabled

STATUSES = [{"begun": "Look"}, {"incomplete": "No"}, {"partialcomplete": "Partly"}, {"completed": "Yes"}]


def matrix(standards: list[Any], elements: list[Any] | None = None, **more: Any) -> bytes:
    beside = {"standardelements": elements} if elements is not None else {}
    return json.dumps({"framework": {"name": "Listening", "standards": standards, **beside, **more}}).encode()


def element(key: str, name: str, above: str = "", standard: int = 1, description: str = "") -> dict[str, Any]:
    said = {"shortname": name, "name": name, "description": description, "standardid": standard, "elementid": key}
    return said | ({"parentelementid": above} if above else {})


TALKING = {"shortname": "T", "name": "Talking", "description": "<p>With <em>people</em></p>", "standardid": 1}


def test_newer_matrix_hangs_elements_by_their_names():
    elements = [element("1.1", "Asks why", above="1.0"), element("1.0", "Asking"), element("2.0", "Listens")]

    proposal = proposed(matrix([TALKING], elements, description="<p>Of words</p>", evidencestatuses=STATUSES), MAHARA)

    content = proposal.content
    assert tree(content.domains) == [("Talking", ["Listens"], [("Asking", ["Asks why"], [])])]
    assert outline(content) == [("talking", ["2.0"], [("1.0", ["1.1"])])]
    assert (content.title, content.introduction, content.domains[0].guidance) == (
        "Listening",
        "Of words",
        "With *people*",
    )
    assert [(level.value, level.label) for level in content.scale.levels] == [(1, "No"), (2, "Partly"), (3, "Yes")]
    assert said(proposal, "left-out") == ["“Look” is no level that somebody reaches"]


def test_older_matrix_has_elements_in_their_standards():
    nested = [
        {"shortname": "1.1", "name": "Asking", "parent": True},
        {"shortname": "1.2", "name": "Listening", "description": "Listens to the end", "parent": False},
        {"shortname": "1.2.1", "name": "Waits", "parent": True},
    ]

    content = proposed(matrix([TALKING | {"standardelement": nested}, {"name": "Later"}]), MAHARA).content

    assert tree(content.domains) == [("Talking", ["Asking"], [("Listening", ["Waits"], [])])]
    assert content.domains[0].domains[0].guidance == "Listens to the end"
    assert outline(content) == [("talking", ["1.1"], [("1.2", ["1.2.1"])])]


def test_list_in_an_elements_description_is_its_parts():
    html = "<p>Asks people.</p><p>Kindly</p><ul><li>why</li><li>when</li></ul><p>Always</p>"
    elements = [
        element("1.0", "Asking", description=html),
        element("2.0", "Waits", description="<ol><li>long</li></ol>"),
    ]

    asks, waits = proposed(matrix([TALKING], elements), MAHARA).content.competences

    assert (asks.title, asks.text, asks.guidance) == ("Asking", "Asks people.", "Kindly\n\nAlways")
    assert [part.text for part in asks.parts] == ["why", "when"]
    assert (waits.title, waits.text, [part.text for part in waits.parts]) == ("", "Waits", ["long"])


@pytest.mark.parametrize(
    ("name", "html", "title", "text", "parts"),
    [
        ("Asks", "<p>Asks people</p>", "Asks", "Asks people", []),
        ("Asks", "<p>Asks</p>", "", "Asks", []),
        ("Asks pe…", "<p>Asks people</p>", "", "Asks people", []),
        ("x" * 90, f"<p>{'x' * 95}</p>", "", "x" * 95, []),
        ("Asks", "<p>- why</p><ul><li>- when</li></ul>", "Asks", "- why", ["- when"]),
        ("Asks", "- why\n- when", "", "Asks", ["why", "when"]),
    ],
    ids=["title", "same", "shortened", "cut", "dashes", "plain"],
)
def test_description_says_what_is_rated(name, html, title, text, parts):
    [asks] = proposed(matrix([TALKING], [element("1", name, description=html)]), MAHARA).content.competences

    assert (asks.title, asks.text, [part.text for part in asks.parts]) == (title, text, parts)


def test_elements_without_a_standard_and_circles_are_named():
    elements = [
        element("1", "Asks"),
        element("9", "Waits", standard=7),
        element("2", "Goes", above="3"),
        element("3", "Comes", above="2"),
    ]

    proposal = proposed(matrix([TALKING], elements, evidencestatuses=STATUSES[:2]), MAHARA)

    assert tree(proposal.content.domains) == [
        ("Listening", ["Waits"], []), ("Talking", ["Asks"], []), ("Goes", ["Comes"], [])
    ]  # fmt: skip
    assert "standardelements[1]: no association says below what this stands: it is put at the top, “Waits”" in said(
        proposal, "guessed"
    )
    assert said(proposal, "left-out") == [
        "standardelements[2]: this would stand below itself: it is put at the top, “Goes”"
    ]
    assert proposal.content.scale.levels[0].label == "Not yet"


def test_matrix_without_the_status_that_is_no_level_has_levels():
    proposal = proposed(matrix([TALKING], [element("1", "Asks")], evidencestatuses=STATUSES[1:]), MAHARA)

    assert (len(proposal.content.scale.levels), said(proposal, "left-out")) == (3, [])


def test_file_whose_framework_would_be_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 100)

    assert refusal(MAPPER.encode(), PORTFOLIO_MAPPER) == [document_words("too-large")]


MAPPER = """\
metadata:
  organisation: The trust
  title: Listening
  date: "2026-01"
  version: "2"
  abbreviation: L
  dependencies: []
  source_url: https://example.org/
source_notes:
  - Of words
structure:
  - id: talking
    node_type: Domain
    text: Talking
    source_notes: [With people, Kindly]
    children:
      - id: "1"
        node_type: Competency
        text: Asking
        children:
          - {id: "1.1", node_type: Statement, text: Asks why}
          - nothing
      - {id: "2", node_type: Statement, text: Listens, source_notes: nobody}
"""


def test_portfolio_mappers_nodes_are_read():
    proposal = proposed(MAPPER.encode(), PORTFOLIO_MAPPER)

    content = proposal.content
    assert outline(content) == [("talking", ["2"], [("1", ["1.1"])])]
    assert tree(content.domains) == [("Talking", ["Listens"], [("Asking", ["Asks why"], [])])]
    assert (content.version, content.introduction, content.domains[0].guidance) == (
        "2",
        "Of words",
        "With people\n\nKindly",
    )
    assert content.source.model_dump(exclude_defaults=True) == {
        "publisher": "The trust", "published": "2026-01", "url": "https://example.org/"
    }  # fmt: skip
    assert said(proposal, "left-out") == ["what is said under “abbreviation” has no place in a framework"]
    assert "12:5: “Talking” is taken for what people do" in said(proposal, "guessed")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("metadata: &a x\nstructure: []", "1:11: “&” begins an anchor"),
        ("metadata: {}\nstructure: x", "it states nothing that people could be rated by"),
        ("- metadata:\n", "it states nothing that people could be rated by"),
    ],
)
def test_mapper_that_cannot_be_read_is_refused(text, told):
    [problem] = refusal(text.encode(), PORTFOLIO_MAPPER)

    assert problem.startswith(told)


LEVELS = [
    {"title": "Low", "summary": "", "criteria": ["asks", "waits", 7]},
    {"title": "High", "summary": "Leads", "criteria": "none"},
    {"summary": "of nothing"},
]


def test_topics_are_rated_and_their_criteria_are_what_levels_look_like():
    topics = [{"title": "Talking", "path": "talk", "summary": "With people", "levels": LEVELS}, {"title": "Waiting"}]

    content = proposed(json.dumps({"title": "Core", "summary": "Of all", "topics": topics}).encode(), TOPICS).content

    talking, waiting = content.competences
    assert (content.title, content.introduction) == ("Core", "Of all")
    assert [(level.value, level.label) for level in content.scale.levels] == [(1, "Low"), (2, "High")]
    assert (talking.code, talking.title, talking.text) == ("talk", "Talking", "With people")
    assert (talking.levels, waiting.text, waiting.title) == ({1: "- asks\n- waits", 2: "Leads"}, "Waiting", "")


def test_topics_with_one_level_say_no_scale():
    topics = [{"title": "Talking", "levels": LEVELS[:1]}]

    content = proposed(json.dumps({"title": "Core", "topics": topics}).encode(), TOPICS).content

    assert (content.scale.levels[0].label, content.competences[0].levels) == ("Not yet", {})


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b' {"CFDocument": {}}', "a.txt", CASE),
        (b'{"CFItems": []}', "a.json", CASE),
        (matrix([]), "a.yaml", MAHARA),
        (MAPPER.encode(), "a.yaml", PORTFOLIO_MAPPER),
        (b'{"topics": []}', "a.json", TOPICS),
        (b"metadata: x", "a.yaml", YAML),
    ],
)
def test_other_systems_files_are_known_by_what_is_in_them(data, name, kind):
    assert recognised(data, name) is kind


def test_json_that_nobody_knows_is_refused_with_what_to_do():
    with pytest.raises(OtherKindError) as refused:
        recognised(b'{"skills": []}', "a.json")

    assert refused.value.way.startswith("it is JSON of a kind that nobody here knows")


def test_a_file_is_known_by_its_beginning_however_long_it_is():
    with pytest.raises(OtherKindError):
        recognised(b"{" + b" " * 64 * 1024 + b'"topics": []}', "a.json")


PACKAGE = {
    "CFDocument": {"identifier": "doc", "title": "L"},
    "CFItems": [{"identifier": key, "fullStatement": f"Asks {key}", "notes": "<p>why</p>"} for key in "abc"],
    "CFAssociations": [link("a", "doc", 1), link("b", "a", 1), link("c", "a", 2), link("b", "c", kind="precedes")],
    "CFRubrics": [
        {
            "CFRubricCriteria": [
                {
                    "CFItemURI": {"identifier": "b"},
                    "CFRubricCriterionLevels": [{"quality": "Low", "score": 1}, {"quality": "High", "score": 2.5}],
                }
            ]
        }
    ],
}
LOCATIONS = b"location,context,source,target\na.1.label,x,Talking,\na.1.1.label,x,Asks,\na.1.1.description,x,Why,\n"
SAMPLES = [
    (CASE, json.dumps(PACKAGE).encode()),
    (MAHARA, matrix([TALKING], [element("1.0", "Asking", description="<ul><li>why</li></ul>")])),
    (MAHARA, matrix([TALKING | {"standardelement": [{"shortname": "1.1", "name": "Asking", "parent": True}]}])),
    (PORTFOLIO_MAPPER, MAPPER.encode()),
    (TOPICS, json.dumps({"title": "Core", "topics": [{"title": "Talking", "levels": LEVELS}]}).encode()),
    (TABLE, LOCATIONS),
    *((TABLE, EXPORTS[key].write(read(SMALLEST))) for key in ("csv", "moodle", "dls")),
    (TABLE, tabled({"Skills": [["Code", "Text"], ["K1", "Asks"]]})),
]
JUNK = [b"[]", b"{}", b"null", b"1", b'"', b"\\ud800", b": ", b"- ", b",", b"\n", b"<ul><li>"]


@pytest.mark.parametrize(("kind", "whole"), SAMPLES, ids=[f"{n}-{kind.key}" for n, (kind, _) in enumerate(SAMPLES)])
@given(data=st.data())
def test_anything_is_a_draft_or_refused(kind: ForeignFormat, whole: bytes, data):
    at, length = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 9))
    typed = data.draw(st.binary(max_size=3) | st.sampled_from(JUNK))

    assert read_or_refused(whole[:at] + typed + whole[at + length :], kind)


def test_every_kind_of_other_systems_files_is_tried_with_anything():
    assert {kind.key for kind, _ in SAMPLES} == FOREIGN.keys()
