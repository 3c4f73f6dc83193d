"""A package of CASE becomes a draft with its items in their order, and each thing that is wrong with it is named."""

import json
from itertools import product

import pytest

from competence_app.catalogue.formats.registry import CASE
from tests.catalogue.formats.case.samples import ITEMS, LINKS, item, link, made, package
from tests.catalogue.formats.foreign.samples import outline, read_or_refused, refusal, said


def texts(data: bytes):
    return [competence.text for competence in made(data).content.competences]


def test_children_stand_below_their_parents_by_their_numbers():
    content = made(package(ITEMS, LINKS)).content

    assert (content.title, [domain.title for domain in content.domains]) == ("Listening", ["Talking"])
    assert [competence.text for competence in content.competences] == ["Listens", "Asks"]


def test_package_may_be_wrapped_and_begin_with_a_mark():
    wrapped = b"\xef\xbb\xbf" + json.dumps({"CFPackage": json.loads(package(ITEMS, LINKS))}).encode()

    assert made(wrapped).content == made(package(ITEMS, LINKS)).content


def test_what_items_say_is_read():
    items = [
        item("d", "Talking"),
        item(
            "a",
            "<p>Asks &amp; waits</p>",
            humanCodingScheme="T.1",
            abbreviatedStatement="Asking",
            notes="<ul><li>why</li></ul>",
            conceptKeywords=["talk", 7],
            CFItemType="Skill",
            educationLevel=["06"],
        ),
        item("b", "Listens", conceptKeywords="ear, quiet", abbreviatedStatement="Listens"),
        item("c", "", abbreviatedStatement="Waits"),
    ]

    proposal = made(package(items, [link("d", "doc", 1), *(link(key, "d", n) for n, key in enumerate("abc"))]))

    asks, listens, waits = proposal.content.competences
    assert (asks.code, asks.title, asks.text, asks.guidance, asks.tags) == (
        "T.1",
        "Asking",
        "Asks & waits",
        "- why",
        ("talk",),
    )
    assert (listens.code, listens.title, listens.tags, waits.text) == ("T1", "", ("ear", "quiet"), "Waits")
    assert said(proposal, "read") == ["1 domain, 3 competences, 0 parts", "what the items are called: … (3), Skill (1)"]
    assert "CFItems[1]: HTML is taken out of this: “Asks & waits”" in said(proposal, "guessed")
    assert said(proposal, "left-out") == ["what items say under “educationLevel” has no place in a framework: 1 times"]


def test_what_the_document_says_is_read():
    document = {
        "version": "2026",
        "language": "de_DE",
        "description": "<p>How to listen</p>",
        "creator": "The ward",
        "publisher": "The trust",
        "officialSourceURL": "https://example.org/",
        "statusStartDate": "2026-01-31T00:00:00Z",
    }

    content = made(package(ITEMS, LINKS, document)).content

    assert (content.version, content.language, content.introduction) == ("2026", "de-DE", "How to listen")
    assert content.source.model_dump(exclude_defaults=True) == {
        "authors": "The ward",
        "publisher": "The trust",
        "url": "https://example.org/",
        "published": "2026-01-31",
    }


def test_what_a_framework_cannot_say_is_named():
    document = {"language": "Klingon!", "officialSourceURL": "ftp://x", "creator": "The ward", "title": ""}

    proposal = made(package(ITEMS, LINKS, document))

    assert (proposal.content.source.publisher, proposal.content.title) == ("The ward", "file")
    assert said(proposal, "left-out") == [
        "CFItems[0]: the language is none that a framework can say: “Klingon!”",
        "CFItems[0]: the web address is none that a framework can say: “ftp://x”",
    ]


def to_elsewhere(origin: str, kind: str, **end: str):
    return link(origin, "", kind=kind) | {"destinationNodeURI": end}


def test_other_associations_are_what_statements_are_related_to():
    links = [
        link("a", "b", kind="precedes"),
        link("a", "d", kind="isRelatedTo"),
        to_elsewhere("a", "exactMatchOf", title="Asking", uri="https://example.org/asking"),
        to_elsewhere("b", "exemplar", uri="urn:uuid:1"),
        to_elsewhere("b", "isPeerOf", title="x" * 501),
    ]

    proposal = made(package([*ITEMS[:2], item("b", "Listens", humanCodingScheme="L.1")], [*LINKS, *links]))

    listens, asks = proposal.content.competences
    assert [relation.model_dump(exclude_defaults=True) for relation in asks.related] == [
        {"kind": "comes-before", "code": "L.1"},
        {"code": "talking"},
        {"kind": "same-as", "title": "Asking", "url": "https://example.org/asking"},
    ]
    assert [(one.kind, one.title, one.url) for one in listens.related] == [
        ("shown-by", "urn:uuid:1", ""),
        ("peer-of", "x" * 499 + "…", ""),
    ]
    assert said(proposal, "left-out") == ["CFItems[2]: the title is longer than a framework's may be, and cut: “xx”"]


def test_what_headings_and_nothing_are_related_to_is_counted():
    nowhere = to_elsewhere("a", "isPartOf")
    links = [link("d", "a", kind="isRelatedTo"), link("d", "b", kind="precedes"), nowhere]

    assert said(made(package(ITEMS, [*LINKS, *links])), "left-out") == [
        "associations of the kind “isPartOf” have no place in a framework: 1",
        "what headings and parts are related to has no place in a framework: 2",
    ]


ORPHAN = "CFItems[3]: no association says below what this stands: it is put at the top, “Zeal”"
SECOND = "this stands below something else already, and once is all that it can be rated: “Listens”"
NO_NUMBER = "what has no sequence number stands behind those that have one: 1 times"
UNKNOWN = "this is about an item that is not in the package"
TWICE = "this has the identifier of another item, a, and is left out: “Again”"
CIRCLE = "this would stand below itself: it is put at the top, “Yet”"
OTHERS = "associations of the kind “isTranslationOf” have no place in a framework: 2"
Y, Z = item("y", "Yet"), item("z", "Zeal")


@pytest.mark.parametrize(
    ("items", "links", "kind", "told"),
    [
        ([item("a", "Again")], [], "left-out", f"CFItems[3]: {TWICE}"),
        ([], [link("b", "doc", 3)], "left-out", f"CFAssociations[3]: {SECOND}"),
        ([], [link("b", "nowhere", 3)], "left-out", f"CFAssociations[3]: {UNKNOWN}: “Listens”"),
        ([], [link("x", "d", 3)], "left-out", f"CFAssociations[3]: {UNKNOWN}: “”"),
        ([Z], [], "guessed", ORPHAN),
        ([Z], [link("z", "d", "soon")], "guessed", NO_NUMBER),
        ([Y, Z], [link("y", "z", 1), link("z", "y", 1)], "left-out", f"CFItems[3]: {CIRCLE}"),
        ([], [link("a", "b", 1, "isTranslationOf"), link("x", "b", 1, "isTranslationOf")], "left-out", OTHERS),
        (
            [item("z", " ", humanCodingScheme="Z1")],
            [link("z", "d", 3)],
            "left-out",
            "CFItems[3]: this says nothing, “Z1”",
        ),
    ],
    ids=["twice", "second parent", "no parent", "no child", "orphan", "no number", "circle", "other", "empty"],
)
def test_each_thing_that_is_wrong_is_named(items, links, kind, told):
    assert told in said(made(package([*ITEMS, *items], [*LINKS, *links])), kind)


def test_orphans_and_circles_are_rated_all_the_same():
    items = [*ITEMS, item("y", "Yet"), item("z", "Zeal"), item("o", "Open")]

    proposal = made(package(items, [*LINKS, link("y", "z", 1), link("z", "y", 1)]))

    assert [(domain.title, [c.text for c in domain.competences]) for domain in proposal.content.domains] == [
        ("Listening", ["Open"]),
        ("Talking", ["Listens", "Asks"]),
        ("Yet", ["Zeal"]),
    ]


def test_document_that_has_an_items_identifier_is_that_item():
    assert texts(package(ITEMS, LINKS, {"identifier": "d"})) == ["Listens", "Asks"]


LEVELS = [
    {"quality": "High", "score": 2.0, "description": "<b>well</b>"},
    {"quality": "Low", "score": 1, "position": 9},
]


def rubric(*criteria: dict[str, object]):
    return {"CFRubrics": [{"CFRubricCriteria": list(criteria)}, "nothing"]}


def criterion(key: str, levels: object):
    return {"CFItemURI": {"identifier": key}, "CFRubricCriterionLevels": levels}


def test_rubric_is_the_scale_and_says_what_levels_look_like():
    proposal = made(
        package(ITEMS, LINKS, **rubric(criterion("a", LEVELS), criterion("none", LEVELS), criterion("b", [])))
    )

    assert [(level.value, level.label) for level in proposal.content.scale.levels] == [(1, "Low"), (2, "High")]
    assert [competence.levels for competence in proposal.content.competences] == [{}, {2: "**well**"}]
    assert "the levels are Low, High" in said(proposal, "read")


def test_scores_that_are_no_whole_numbers_that_rise_become_places():
    half = [{"quality": "Low", "score": 0.5}, {"quality": "High", "score": 1.5}]

    content = made(package(ITEMS, LINKS, **rubric(criterion("a", half)))).content

    assert [level.value for level in content.scale.levels] == [1, 2]


@pytest.mark.parametrize(
    "levels", [[{"quality": "Low"}, {"quality": "Top"}], [{"description": "x"}, {"description": "y"}]]
)
def test_rubrics_with_different_levels_are_left_out(levels):
    criteria = (
        [criterion("a", LEVELS), criterion("b", levels)] if levels[0].get("quality") else [criterion("b", levels)]
    )

    proposal = made(package(ITEMS, LINKS, **rubric(*criteria)))

    assert proposal.content.scale.levels[0].label == "Not yet"
    assert said(proposal, "left-out") == [
        f"the criteria of the rubrics have different levels, and a framework has one scale: {len(criteria)}"
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"{", "1:2: this is not JSON that can be read"),
        (b"[]", "this is not JSON that can be read"),
        (b'{"a": "\xff"}', "this is not JSON that can be read"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "this is not JSON that can be read"),
        (b'{"a": ' + b"[" * 300_000, "it holds far more than a framework"),
        (b"{" + b"," * 1_500_001, "it holds far more than a framework"),
        (b"{" + b" " * CASE.max_bytes, "it holds far more than a framework"),
        (package([], []), "it states nothing that people could be rated by"),
        (package([item("a", " ")], [link("a", "doc")]), "it states nothing that people could be rated by"),
        (package([item("a", "x" * 5001)], []), "CFItems[0]: this statement has 5,001 characters"),
    ],
    ids=["broken", "list", "no UTF-8", "deep", "nodes", "values", "long", "empty", "nothing", "statement"],
)
def test_what_is_no_package_is_refused(data, told):
    [problem] = refusal(data, CASE)

    assert problem.startswith(told)


def test_headings_without_end_are_refused():
    items = [item(str(n), f"H{n}") for n in range(40)]

    assert refusal(package(items, [link(str(n + 1), str(n), 1) for n in range(39)]), CASE) == [
        "headings stand below headings more than 24 deep: send a part of it"
    ]


def test_anything_in_the_place_of_anything_is_a_draft_or_refused():
    whole = json.loads(package(ITEMS, LINKS, **rubric(criterion("a", LEVELS))))
    others: list[object] = [None, 7, "x", [], [None], [[]], {}, [{}], True]
    for field, other in product(whole, others):
        assert read_or_refused(json.dumps({**whole, field: other}).encode(), CASE)


def test_codes_are_read_where_they_can_be():
    items = [item("d", "Talking"), *(item(key, f"Does {key}", humanCodingScheme=code) for key, code in
             [("a", "A 1"), ("b", "A1"), ("c", "A1"), ("e", ".."), ("f", "x" * 70)])]  # fmt: skip

    proposal = made(package(items, [link("d", "doc", 1), *(link(key, "d", n) for n, key in enumerate("abcef"))]))

    assert outline(proposal.content) == [("talking", ["A-1", "A1", "A1-2", "T1", "x" * 56], [])]
    assert [told for told in said(proposal, "guessed") if "the code “" in told] == [
        "CFItems[1]: the code “A 1” is none that a framework may have: it is A-1 here",
        "CFItems[3]: the code “A1” is used twice: this is A1-2",
        f"CFItems[5]: the code “{'x' * 70}” is none that a framework may have: it is {'x' * 56} here",
    ]
