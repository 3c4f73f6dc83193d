"""What the app changes in YAML that others wrote."""

import re
from pathlib import Path
from textwrap import indent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.yaml.marking import announced, mark
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.formats.yaml.writing import dump
from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.schema import Content
from tests.catalogue.formats.yaml.test_properties import frameworks
from tests.catalogue.samples import SMALLEST, edited

OURS = Path("frameworks/therapeutic-relationship.yaml").read_text()
MARK = re.compile(r"\s+(replaces|change): ")

LINES = """\
- code: K1 # first
  text: One # words
"""


def framework(competence: str) -> str:
    """Return the shortest framework with this competence."""
    return edited(("      - {code: K1, text: One}\n", indent(competence, "      ")))


@pytest.mark.parametrize(
    ("before", "marks", "after"),
    [
        (
            LINES,
            {"change": "editorial", "replaces": ["K0", "no"]},
            "- code: K1 # first\n  replaces: [K0, 'no']\n  change: editorial\n  text: One # words\n",
        ),
        (LINES, {"change": "", "replaces": []}, LINES),
        (LINES, {}, LINES),
        ("- text: One\n  code: K1", {"change": "editorial"}, "- change: editorial\n  text: One\n  code: K1"),
        ("- change: editorial\n  code: K1\n  text: One", {"change": ""}, "- code: K1\n  text: One"),
        (
            "- change: editorial # why\n  code: K1\n  text: One",
            {"change": ""},
            "- # why\n  code: K1\n  text: One",
        ),
        (
            "- code: K1\n  # next\n  change: >-\n    editorial\n  # last\n  text: One",
            {"change": ""},
            "- code: K1\n  # next\n  # last\n  text: One",
        ),
        ("- code: K1\n  text: One\n  change: editorial", {"change": ""}, "- code: K1\n  text: One\n"),
        (
            "- code: K1\n  replaces:\n    - K0\n    - K2 # two\n  # and\n\n  text: One\n",
            {"replaces": []},
            "- code: K1\n  # and\n\n  text: One\n",
        ),
        (
            "- code: K1\n  replaces:\n  - K0\n  - K2 # two\n\n  text: One\n",
            {"replaces": ["K3"]},
            "- code: K1\n  replaces: [K3] # two\n\n  text: One\n",
        ),
        (
            "- code: K1\n  replaces:\n  - K0\n  text: One\n",
            {"replaces": ["K0"], "change": "editorial"},
            "- code: K1\n  replaces:\n  - K0\n  change: editorial\n  text: One\n",
        ),
        (
            "- {code: K1, text: One} # why",
            {"change": "editorial", "replaces": ["K0"]},
            "- {code: K1, replaces: [K0], change: editorial, text: One} # why",
        ),
        ('- {"code": "K1", "replaces": ["K0"], "text": "One"}', {"replaces": []}, '- {"code": "K1", "text": "One"}'),
        ("- {code: K1, text: One, replaces: [K0] }", {"replaces": ["K2"]}, "- {code: K1, text: One, replaces: [K2] }"),
        (
            "- {code: K1, text: One, replaces: [K0], change: editorial}",
            {"change": "", "replaces": []},
            "- {code: K1, text: One}",
        ),
    ],
)
def test_mark_changes_nothing_but_the_marks(before, marks, after):
    assert mark(framework(before), "K1", **marks) == framework(after)


def test_mark_keeps_line_ends_and_byte_order_mark():
    text = "\ufeff" + framework(LINES).replace("\n", "\r\n")

    marked = mark(text, "K1", change="editorial")

    assert marked == text.replace("  text: One", "  change: editorial\r\n        text: One")


def test_mark_finds_a_competence_of_a_sub_domain_among_characters_of_any_width():
    text = OURS.replace("title: Knowledge\n", "title: Knowledge 😀é\n")

    marked = mark(text, "K4", change="editorial")

    assert marked == text.replace("- code: K4\n", "- code: K4\n            change: editorial\n")


@pytest.mark.parametrize("marks", [{"change": "editorial"}, {"change": "editorial", "replaces": ["K0"]}])
@pytest.mark.parametrize("intricate", ["- code: K1\n  ? text\n  : One", "- {code: K1, ? text : One}"])
def test_mark_writes_anew_what_is_too_intricate(intricate, marks):
    marked = read(mark(framework(intricate), "K1", **marks)).domains[0].competences[0]

    assert marked == Competence(code="K1", text="One", **marks)


def test_mark_refuses_what_is_no_framework():
    with pytest.raises(UnreadableError):
        mark("code: f", "K1", change="editorial")


def test_mark_refuses_an_unknown_competence():
    with pytest.raises(KeyError, match="K9"):
        mark(SMALLEST, "K9", change="editorial")


@pytest.mark.parametrize("marks", [{"change": "big"}, {"replaces": ["K1"]}, {"replaces": ["no code"]}])
def test_mark_refuses_marks_that_are_not_allowed(marks):
    with pytest.raises(ValueError, match="competences"):
        mark(SMALLEST, "K1", **marks)


@settings(max_examples=50)
@given(frameworks(), st.data())
def test_marked_framework_says_the_marks_and_nothing_else(said, data):
    text = dump(Content.model_validate(said))
    codes = [c["code"] for d in said["domains"] for c in d["competences"]]
    code = data.draw(st.sampled_from(codes))
    change = data.draw(st.sampled_from(["", "editorial"]))
    replaces = data.draw(st.lists(st.sampled_from(["1.10", "-", "---", "...", "no", "K0"]), unique=True))

    marked = mark(text, code, change=change, replaces=replaces)

    competence = next(c for d in said["domains"] for c in d["competences"] if c["code"] == code)
    competence.update(change=change, replaces=replaces)
    assert read(marked) == Content.model_validate(said)
    assert [line for line in marked.splitlines() if not MARK.match(line)] == [
        line for line in text.splitlines() if not MARK.match(line)
    ]


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        (SMALLEST, "Other words", SMALLEST.replace("title: T", "changes: Other words\ntitle: T", 1)),
        (SMALLEST, "Two:\n\n- a", SMALLEST.replace("title: T", "changes: |-\n  Two:\n\n  - a\ntitle: T", 1)),
        (
            SMALLEST.replace("title: T", "changes: >- # old\n  Old\n  words\n# why\ntitle: T", 1),
            "Other words",
            SMALLEST.replace("title: T", "changes: Other words\n# why\ntitle: T", 1),
        ),
        (
            SMALLEST.replace("\n", "\r\n"),
            "a\nb",
            SMALLEST.replace("title: T", "changes: |-\n  a\n  b\ntitle: T", 1).replace("\n", "\r\n"),
        ),
    ],
)
def test_announced_writes_what_is_new_before_the_title_or_where_it_was(text, changes, expected):
    assert announced(text, changes) == expected


def test_announced_writes_anew_what_is_too_intricate():
    text = "{code: f, version: '1', title: T, scale: {levels: [{value: 1, label: a}, {value: 2, label: b}]}, "
    text += "domains: [{code: A, title: A, competences: [{code: K, text: x}]}]}"

    assert read(announced(text, "a\nb")) == read(text).model_copy(update={"changes": "a\nb"})
    assert announced(text, "a") == text.replace("title: T", "changes: a, title: T", 1)


@settings(max_examples=50)
@given(
    frameworks(),
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1).map(str.strip).filter(bool),
)
def test_announced_framework_says_what_is_new_and_nothing_else(said, changes):
    framework = Content.model_validate(said)

    assert read(announced(dump(framework), changes)) == framework.model_copy(update={"changes": changes})
