"""What an editor is told about a revision."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, permutations
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competence_app.catalogue.compare.details import Detail, DetailKind, OrderDetail
from competence_app.catalogue.compare.versions import Change, ChangeKind, Difference, compare_versions
from competence_app.catalogue.compare.words import WordRun
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.rules.domains import Competence, Domain, Part
from competence_app.catalogue.rules.schema import Content
from tests.catalogue.formats.yaml.test_properties import frameworks
from tests.catalogue.samples import SMALLEST, edited


def competences(framework: Content) -> dict[str, Competence]:
    """Return the competences by their codes."""
    holders = [holder for top in framework.domains for holder in (top, *top.domains)]
    return {competence.code: competence for holder in holders for competence in holder.competences}


OURS = read(Path("frameworks/therapeutic-relationship.yaml").read_text())
COMPETENCES = competences(OURS).values()
NOTHING = Difference((), (), (), ())
MANY = edited(
    (
        "      - {code: K1, text: One}\n",
        """\
      - {code: K1, text: The patient knows who cares for them}
      - {code: K2, text: Doubts are heard and answered}
      - {code: K3, text: "Breaks are planned, such as:", parts: [leave, a move to another ward]}
      - {code: K4, text: "Rated:", rate: parts, parts: [{code: K4a, text: by day}, {code: K4b, text: at night}]}
  - code: B
    title: Domain B
    kind: knowledge
    competences:
      - {code: K5, text: Knows the law}
    domains:
      - code: C
        title: Sub-domain C
        competences:
          - {code: K6, text: Knows the ward}
""",
    )
)


def revised(*edits: tuple[str, str], text: str = MANY) -> Difference:
    """Compare a framework with itself after each old text, which must be there, is replaced by a new one."""
    new = text
    for old, replacement in edits:
        assert old in new
        new = new.replace(old, replacement, 1)
    return compare_versions(read(text), read(new))


def kinds(difference: Difference) -> dict[str, set[str]]:
    """Return the kinds of each change by its code, in order."""
    return {change.code: set(change.kinds) for change in difference.changes}


def line(code: str) -> str:
    """Return the line of a competence, with its indentation."""
    return next(found for found in MANY.splitlines(keepends=True) if f"- {{code: {code}," in found)


def said(code: str) -> str:
    """Return what the line of a competence says."""
    return line(code).strip(" -\n")


def without(code: str) -> tuple[str, str]:
    """Return the edit that takes a competence out."""
    return line(code), ""


def before(code: str, *competences: str) -> tuple[str, str]:
    """Return the edit that puts competences before another."""
    lines = [line(code).replace(said(code), competence) for competence in competences]
    return line(code), "".join([*lines, line(code)])


HEARD = "Doubts are heard and answered"


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ([(HEARD, "Doubts are heard and get answered")], {"K2": {"reworded"}}),
        ([("K2,", "K2, change: editorial,"), (HEARD, f"{HEARD}.")], {"K2": {"editorial"}}),
        ([("K2,", "K2, change: editorial,")], {}),
        ([("a move to", "moving to")], {"K3": {"parts"}}),
        ([("[leave, ", "[")], {"K3": {"parts"}}),
        ([("K3,", "K3, change: editorial,"), ("[leave", "[Leave")], {"K3": {"parts", "editorial"}}),
        ([("Breaks are", "Any breaks are"), ("[leave", "[days out, leave")], {"K3": {"reworded", "parts"}}),
        ([("rate: parts, ", "")], {"K4": {"rate"}}),
        ([("text: at night", "text: late at night")], {"K4": {"parts"}}),
        ([("text: at night", "text: on holidays")], {"K4": {"reused", "parts"}}),
        ([before("K2", "{code: N, text: New}")], {"N": {"new"}}),
        ([without("K2")], {"K2": {"gone"}}),
        ([without("K4"), before("K1", said("K4"))], {"K4": {"moved"}}),
        ([without("K2"), before("K5", said("K2"))], {"K2": {"moved"}}),
        ([without("K2"), before("K5", said("K2").replace("heard", "met"))], {"K2": {"reworded", "moved"}}),
        ([("code: B", "code: Z")], {}),
        ([("{code: K2,", "{code: N, replaces: [K2],")], {"N": {"replaces"}}),
        ([("{code: K1,", "{code: K1, replaces: [K2],")], {"K1": {"replaces"}}),
        ([without("K2"), ("{code: K1, text: The", "{code: K1, replaces: [K2], text: Any")],
         {"K1": {"replaces", "reworded"}}),
        ([("{code: K1,", "{code: K1, replaces: [unknown],")], {}),
        ([("{code: K5,", "{code: K5, replaces: [K3.2],"), (", a move to another ward", "")],
         {"K5": {"replaces"}, "K3": {"parts"}}),
        ([(", {code: K4b, text: at night}", ""), before("K5", "{code: K4b, text: at night}")],
         {"K4b": {"replaces"}, "K4": {"parts"}}),
        ([without("K1"), ("[{code: K4a", "[{code: K1, text: by name}, {code: K4a")], {"K4": {"parts"}}),
        ([(HEARD, "Meals are served warm")], {"K2": {"reused", "reworded"}}),
        ([("K2,", "K2, change: editorial,"), (HEARD, "Meals are served warm")], {"K2": {"reused", "editorial"}}),
        ([("Knows the law", "Knows the ward")], {"K5": {"reused", "reworded"}}),
        ([("code: K2,", "code: K2, replaces: [K1],"), (HEARD, "Meals are served warm")],
         {"K2": {"replaces", "reworded"}}),
        ([("K2,", "K2, levels: {1: None is},")], {"K2": {"descriptors"}}),
        ([("K2,", "K2, change: editorial, levels: {1: None is},")], {"K2": {"descriptors", "editorial"}}),
        ([("K2,", "K2, levels: {1: None is},"), (HEARD, f"{HEARD}.")], {"K2": {"descriptors", "reworded"}}),
        ([("K2,", "K2, title: Doubts,")], {"K2": {"details"}}),
        ([("K2,", "K2, change: editorial, title: Doubts,")], {"K2": {"details"}}),
        ([("{code: K2,", "{code: N, replaces: [K2], title: Doubts,")], {"N": {"replaces"}}),
    ],
)  # fmt: skip
def test_compare_tells_what_became_of_a_competence(edits, told):
    assert kinds(revised(*edits)) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("title: Doubts", ("title", "", "", "", "Doubts")),
        ("guidance: Ask", ("guidance", "", "", "", "Ask")),
        ("examples: [a, b]", ("examples", "", "", "", "a\nb")),
        ("levels: {2: All are}", ("descriptor", "2", "", "", "All are")),
        ("targets: {default: 1, roles: {nurse: 2, lead: 1}}",
         ("expected", "", "", "", "lead: 1\nnurse: 2\nEverybody else: 1")),
        ("targets: {default: 2}", ("expected", "", "", "", "Everybody: 2")),
        ("targets: {roles: {nurse: 1}}", ("expected", "", "", "", "nurse: 1")),
        ("resources: [{title: R, url: https://a/b}]", ("resources", "", "", "", "R, https://a/b")),
        ("resources: [{title: R, url: https://a/b, kind: course, for: {from: 1, to: 2}}]",
         ("resources", "", "", "", "R, course, https://a/b, 1\u20132")),
        ("resources: [{title: R, url: https://a/b, for: {to: 2}}]",
         ("resources", "", "", "", "R, https://a/b, \u20132")),
        ("valid_for: 1", ("validity", "", "", "", "1 month")),
        ("valid_for: 12", ("validity", "", "", "", "12 months")),
        ("valid_for: forever", ("validity", "", "", "", "forever")),
        ("tags: [a, b]", ("tags", "", "", "", "a, b")),
    ],
)  # fmt: skip
def test_change_tells_what_is_said_otherwise_beside_the_words(said, told):
    [change] = revised(("K2,", f"K2, {said},")).changes

    topic, *rest = told
    assert change.beside == (Detail(DetailKind(topic), *rest),)


def test_of_a_relation_only_what_it_leads_to_is_words_of_the_version():
    said = "related: [{code: K1}, {kind: same-as, title: T, url: https://a/b}]"
    [change] = revised(("K2,", f"K2, {said},")).changes

    assert [(detail.name, detail.new, detail.is_quoted) for detail in change.beside] == [
        ("Related", "K1\nT", True),
        ("Related, kind", "related to\nsame as", False),
        ("Related, url", "https://a/b", False),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("levels: {1: None, 2: All}", "levels: {2: All, 1: None}"),
        ("targets: {roles: {nurse: 2, lead: 1}}", "targets: {roles: {lead: 1, nurse: 2}}"),
        ("guidance: Ask first", "guidance: Ask   first"),
    ],
)
def test_another_order_or_other_spaces_beside_the_words_are_no_change(old, new):
    assert revised((old, new), text=MANY.replace("K2,", f"K2, {old},")) == NOTHING


HIGH = "    - {value: 2, label: High}\n"
ANSWERS = "  off_scale: [{code: a, label: A}, {code: b, label: B}]\n"


@pytest.mark.parametrize(
    ("edits", "part", "details"),
    [
        ([("label: Low", "label: Lowest")], "scale", [("level", "1", "", "Low", "Lowest")]),
        ([("label: Low", "label: Low, means: Any")], "scale",
         [("level", "1", "knowledge", "", "Any"), ("level", "1", "capability", "", "Any")]),
        ([(HIGH, HIGH + "    - {value: 3, label: Higher, means: Better}\n")], "scale",
         [("level", "3", "", "", "Higher")]),
        ([(HIGH, HIGH.replace("2", "9"))], "scale", [("level", "9", "", "", "High"), ("level", "2", "", "High", "")]),
        ([(HIGH, HIGH + "  off_scale: [{code: a, label: A}]\n")], "scale", [("answer", "a", "", "", "A")]),
        ([("domains:", "targets: {default: 1, roles: {nurse: 2}}\ndomains:")], "targets",
         [("target", "", "", "", "Low"), ("target", "nurse", "", "", "High")]),
        ([("label: Low", "label: Low, description: Any")], "scale", [("level", "1", "description", "", "Any")]),
        ([("title: Domain A", "title: Domain A\n    targets: {default: 2}\n    valid_for: 6")], "targets",
         [("domain", "A", "targets", "", "Everybody: 2"), ("domain", "A", "valid_for", "", "6 months")]),
        ([("title: Domain A", "title: Domain A\n    guidance: Read on")], "about",
         [("domain", "A", "guidance", "", "Read on")]),
        ([("title: T", "title: Better")], "about", [("title", "", "", "T", "Better")]),
        ([("title: T", "title: T\nintroduction: Read this")], "about", [("introduction", "", "", "", "Read this")]),
        ([("title: T", "title: T\nlanguage: de")], "about", [("language", "", "", "en-GB", "de")]),
        ([("title: T", "title: T\nsource: {review_by: 2030}")], "about", [("source", "", "review_by", "", "2030")]),
        ([("title: Domain A", "title: Domain Z")], "about", [("domain", "A", "", "Domain A", "Domain Z")]),
        ([("title: Domain A", "title: Domain A\n    kind: knowledge")], "about",
         [("domain", "A", "kind", "capability", "knowledge")]),
        ([("code: A", "code: Z")], "about", [("domain", "Z", "", "", "Domain A"), ("domain", "A", "", "Domain A", "")]),
    ],
)  # fmt: skip
def test_compare_tells_what_differs_beside_the_competences(edits, part, details):
    difference = revised(*edits)

    assert getattr(difference, part) == tuple(Detail(DetailKind(topic), *rest) for topic, *rest in details)
    assert difference == replace(NOTHING, **{part: getattr(difference, part)})


def test_compare_tells_a_new_order_of_answers_and_how_they_count():
    difference = revised(
        (
            "[{code: a, label: A}, {code: b, label: B}]",
            "[{code: b, label: B, counts: development-need}, {code: a, label: A}]",
        ),
        text=MANY.replace(HIGH, HIGH + ANSWERS),
    )

    assert difference.scale == (
        Detail(DetailKind.ANSWER, "b", "counts", "excluded", "development-need"),
        OrderDetail(DetailKind.ANSWER, ("a", "b"), ("b", "a")),
    )


def test_compare_tells_a_new_order_of_domains_and_no_move_in_them():
    a, b = MANY[MANY.index("  - code: A") : MANY.index("  - code: B")], MANY[MANY.index("  - code: B") :]

    difference = revised((a + b, b + a))

    assert difference == replace(
        NOTHING,
        about=(OrderDetail(DetailKind.DOMAIN, ("A", "B", "C"), ("B", "C", "A")),),
    )


def test_target_that_only_has_another_label_is_the_same():
    text = MANY.replace("domains:", "targets: {default: 1}\ndomains:", 1)

    difference = revised(("label: Low", "label: Lowest"), text=text)

    assert difference == replace(NOTHING, scale=(Detail(DetailKind.LEVEL, "1", "", "Low", "Lowest"),))


def test_change_knows_where_it_was_and_is_and_every_word():
    [change] = revised(without("K2"), before("K6", said("K2").replace("heard", "met"))).changes

    assert (change.code, change.old_place, change.new_place) == ("K2", ("Domain A",), ("Domain B", "Sub-domain C"))
    assert [run.text for side in change.words for run in side if run.changed] == [" heard", " met"]


def test_change_shows_the_words_of_all_that_is_replaced():
    [change] = revised(without("K2"), ("{code: K3,", "{code: K3, replaces: [K2],")).changes

    assert [statement.code for statement in change.replaced] == ["K2"]
    assert change.words == (
        (
            WordRun("Breaks are planned, such as:\nleave\na move to another ward", changed=False),
            WordRun(f"\n{HEARD}", changed=True),
        ),
        (WordRun("Breaks are planned, such as:\nleave\na move to another ward", changed=False),),
    )


def test_change_shows_what_is_new_and_what_is_gone_on_one_side():
    gone, new = revised(without("K2"), before("K5", "{code: N, text: New}")).changes

    assert (gone.words, gone.new_place) == (((WordRun(HEARD, changed=True),), ()), ())
    assert (new.words, new.old_place) == (((), (WordRun("New", changed=True),)), ())


def test_changes_are_told_by_what_they_mean():
    difference = revised(
        (said("K1"), said("K1").replace("K1,", "K1, change: editorial,").replace("cares", "is caring")),
        (HEARD, "Meals are served warm"),
        without("K3"),
        before("K4", "{code: N, text: New}", "{code: M, text: More}"),
        ("Knows the law", "Knows the laws"),
    )

    assert [(kind.value, [change.code for change in changes]) for kind, changes in difference.sections] == [
        ("reused", ["K2"]),
        ("gone", ["K3"]),
        ("new", ["N", "M"]),
        ("reworded", ["K5"]),
        ("editorial", ["K1"]),
    ]
    assert [change.code for change in difference.having(ChangeKind.REWORDED)] == ["K2", "K5"]


def reworded(code: str, text: str, parts: Sequence[Part] = ()) -> Change:
    """Return what our framework's competence of this code becomes with other words."""
    said = OURS.model_dump()
    holders = [holder for top in said["domains"] for holder in (top, *top["domains"])]
    [competence] = [found for holder in holders for found in holder["competences"] if found["code"] == code]
    competence.update(text=text, parts=[part.text for part in parts])
    [change] = compare_versions(OURS, Content.model_validate(said)).changes
    return change


def test_warning_of_a_code_that_is_used_for_another_statement_of_our_framework():
    swaps = list(permutations(COMPETENCES, 2))

    as_it_is = [reworded(old.code, new.text, new.parts) for old, new in swaps]
    cut = [reworded(old.code, new.text.rpartition(" ")[0]) for old, new in swaps]

    assert all(ChangeKind.REUSED in change.kinds for change in as_it_is)
    assert sum(ChangeKind.REUSED in change.kinds for change in cut) > 0.9 * len(swaps)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("K1", "Knows that feeling safe during admission takes trust, which is fundamental to inpatient care"),
        ("K2", "Knowledge of what practitioners bring to a good relationship, such as warmth, honesty and respect"),
        ("D1", "An ability to work alongside patients, families and carers, helping them to say what matters to them"),
        ("D2", "An ability to help service users, and those close to them, voice concerns or doubts about their care"),
        ("D3", "An ability to address the power imbalance when a patient is detained under the Mental Health Act"),
        ("D4", "An ability to validate and affirm patients and their families at every contact, and to empower them"),
        ("M1", "An ability to repair threats to the relationship such as restraint and other restrictive practices"),
        ("M4", "An ability to keep up the relationship after breaks, for example when a patient is readmitted"),
    ],
)  # fmt: skip
def test_no_warning_of_a_statement_of_our_framework_in_other_words(code, text):
    assert reworded(code, text).kinds - {ChangeKind.PARTS} == {ChangeKind.REWORDED}


def test_no_warning_where_words_are_only_added_or_cut():
    for competence in COMPETENCES:
        assert ChangeKind.REUSED not in reworded(competence.code, f"{competence.text} and much more of the same").kinds
        assert ChangeKind.REUSED not in reworded(competence.code, competence.text[: len(competence.text) // 2]).kinds


@settings(max_examples=20)
@given(frameworks())
def test_nothing_differs_between_a_framework_and_itself(said):
    assert compare_versions(Content.model_validate(said), Content.model_validate(said)).is_empty


@settings(max_examples=20)
@given(frameworks(), frameworks())
def test_every_competence_that_one_side_lacks_is_told(said, otherwise):
    old, new = Content.model_validate(said), Content.model_validate(otherwise)

    difference = compare_versions(old, new)

    before, after = set(competences(old)), set(competences(new))
    assert {change.code for change in difference.changes if not change.old} == after - before
    assert {change.code for change in difference.having(ChangeKind.GONE)} == before - after - {
        statement.code for statement in new.statements
    }


def one_domain(texts: Mapping[str, str]) -> Content:
    """Return a framework of one domain with these competences, by their codes."""
    competences = tuple(Competence(code=code, text=text) for code, text in texts.items())
    return read(SMALLEST).model_copy(update={"domains": (Domain(code="A", title="A", competences=competences),)})


@given(st.permutations([f"K{number}" for number in range(8)]))
def test_fewest_moves_explain_a_new_order(order):
    old, new = (one_domain(dict.fromkeys(codes, "Same")) for codes in (sorted(order), order))

    moved = [change.code for change in compare_versions(old, new).changes]

    stayed = [code for code in order if code not in moved]
    assert stayed == sorted(stayed)
    assert len(stayed) == max(
        len(row) for size in range(9) for row in combinations(order, size) if list(row) == sorted(row)
    )


def test_ten_thousand_competences_are_compared_at_once():
    old, new = (
        one_domain({f"K{number}": f"An ability to do {number} {way} {number % 7}" for number in order})
        for order, way in [(range(10_000), "at"), (range(9_999, -1, -1), "before")]
    )
    started = process_time()

    difference = compare_versions(old, new)

    assert len(difference.changes) == 10_000
    assert process_time() - started < 5


def test_spaces_of_another_kind_or_number_are_no_difference():
    framework = read(MANY)
    texts = ("The patient knows", "a move to another", "by day", "Domain A", "Knows the")

    said = MANY
    for text in texts:
        assert text in said
        said = said.replace(text, f"{text.replace(' ', chr(0xA0))} ")

    assert compare_versions(framework, read(said)) == NOTHING
