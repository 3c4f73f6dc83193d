"""What an editor is told about a revision."""

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given

from competence_app.catalogue.details import Detail
from competence_app.catalogue.diff import Change, Difference, Kind, compare
from competence_app.catalogue.reading import read
from competence_app.catalogue.schema import Framework
from competence_app.catalogue.words import Run

from .samples import edited
from .test_properties import frameworks

OURS = Path("frameworks/therapeutic-relationship.yaml").read_text()
MANY = edited(
    (
        "      - {code: K1, text: One}\n",
        """\
      - {code: K1, text: The patient knows who cares for them}
      - {code: K2, text: Doubts are heard and answered}
      - {code: K3, text: "Breaks are planned, such as:", parts: [leave, a move to another ward]}
      - {code: K4, text: "Rated one by one:", rate: parts, parts: [{code: K4a, text: by day}, {code: K4b, text: at night}]}
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


def revised(*edits, text=MANY) -> Difference:
    """Compare a framework with itself after each old text, which must be there, is replaced by a new one."""
    new = text
    for old, replacement in edits:
        assert old in new
        new = new.replace(old, replacement, 1)
    return compare(read(text), read(new))


def kinds(difference) -> dict[str, set[str]]:
    """Return the kinds of each change by its code, in order."""
    return {change.code: set(change.kinds) for change in difference.changes}


def moved_out(line):
    """Return the edit that takes out a line."""
    return f"      - {line}\n", ""


K1, K2, K3, K4, K5, K6 = (line[line.index("- {") + 2 :] for line in MANY.splitlines() if "- {code: K" in line)


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ([("heard and answered", "heard, and answered")], {"K2": {"reworded"}}),
        ([("K2, text: Doubts are heard", "K2, change: editorial, text: Doubts get heard")], {"K2": {"editorial"}}),
        ([("K2,", "K2, change: editorial,")], {}),
        ([("a move to", "moving to")], {"K3": {"parts"}}),
        ([("parts: [leave", "change: editorial, parts: [Leave")], {"K3": {"parts", "editorial"}}),
        ([("[leave, ", "[")], {"K3": {"parts"}}),
        ([("Breaks are", "Any breaks are"), ("[leave, ", "[leave, days out, ")], {"K3": {"reworded", "parts"}}),
        ([("rate: parts, ", "")], {"K4": {"rate"}}),
        ([("at night", "at night, too")], {"K4": {"parts"}}),
        ([("at night", "on holidays")], {"K4": {"reused", "parts"}}),
        ([(K2, f"{K2}\n      - {{code: N, text: New}}")], {"N": {"new"}}),
        ([moved_out(K2)], {"K2": {"gone"}}),
        ([(K1, K2), (f"{K2}\n      - {K2}", f"{K2}\n      - {K1}")], {"K1": {"moved"}}),
        ([moved_out(K2), (K5, f"{K5}\n      - {K2}")], {"K2": {"moved"}}),
        ([moved_out(K2), (K5, f"{K5}\n      - {K2.replace('heard', 'met')}")], {"K2": {"reworded", "moved"}}),
        ([("{code: K2, text: Doubts", "{code: N, replaces: [K2], text: All doubts")], {"N": {"replaces"}}),
        ([("{code: K1", "{code: K1, replaces: [K2]"), moved_out(K2)], {"K1": {"replaces"}}),
        ([("{code: K1", "{code: K1, replaces: [K2]")], {"K1": {"replaces"}}),
        ([("{code: K5", "{code: K5, replaces: [K3.2, unknown]"), (", a move to another ward", "")],
         {"K5": {"replaces"}, "K3": {"parts"}}),
        ([(K4, K4.replace("K4,", "N,").replace("K4a", "Na")), (K5, f"{K5}\n      - {{code: K4b, text: at night}}"),
          (", {code: K4b, text: at night}", "")], {"K4": {"gone"}, "N": {"new"}, "K4b": {"replaces"}}),
        ([moved_out(K1), (", {code: K4b,", ", {code: K1, text: known}, {code: K4b,")], {"K4": {"parts"}}),
        ([("{code: K2, text: Doubts are heard and answered}", "{code: K2, text: Meals are served warm}")],
         {"K2": {"reused", "reworded"}}),
        ([("K2, text: Doubts are heard and answered", "K2, change: editorial, text: Meals get served warm")],
         {"K2": {"reused", "editorial"}}),
        ([("{code: K5, text: Knows the law", "{code: K5, text: Knows the ward")], {"K5": {"reused", "reworded"}}),
    ],
)  # fmt: skip
def test_compare_tells_what_became_of_a_competence(edits, told):
    assert kinds(revised(*edits)) == told


@pytest.mark.parametrize(
    ("edits", "part", "details"),
    [
        ([("label: Low", "label: Lowest")], "scale", [("Level 1", "Low", "Lowest")]),
        ([("label: Low", "label: Low, means: Any")], "scale",
         [("Level 1, for knowledge", "", "Any"), ("Level 1, for capability", "", "Any")]),
        ([("    - {value: 2", "    - {value: 0, label: None}\n    - {value: 2"), ("value: 1", "value: 3"), ("value: 0", "value: 4")][:0]
         + [("domains:", "targets: {default: 1}\ndomains:")], "targets", [("", "", "Low")]),
        ([("    - {value: 2, label: High}", "    - {value: 2, label: High}\n    - {value: 3, label: Higher, means: X}")], "scale",
         [("Level 3", "", "Higher")]),
        ([("domains:", "targets: {roles: {nurse: 2}}\ndomains:")], "targets", [("nurse", "", "High")]),
        ([("title: T", "title: Better")], "about", [("Title", "T", "Better")]),
        ([("title: T", "title: T\nintroduction: Read this")], "about", [("Introduction", "", "Read this")]),
        ([("title: T", "title: T\nlanguage: de")], "about", [("Language", "en-GB", "de")]),
        ([("title: T", "title: T\nsource: {review_by: 2030}")], "about", [("Source, review by", "", "2030")]),
        ([("title: Domain A", "title: Domain Z")], "about", [("Domain A", "Domain A", "Domain Z")]),
        ([("title: Domain A", "title: Domain A\n    kind: knowledge")], "about",
         [("Domain A, kind", "capability", "knowledge")]),
        ([("code: A", "code: Z")], "about", [("Domain Z", "", "Domain A"), ("Domain A", "Domain A", "")]),
    ],
)  # fmt: skip
def test_compare_tells_what_differs_beside_the_competences(edits, part, details):
    difference = revised(*edits)

    assert list(getattr(difference, part)) == [Detail(*detail) for detail in details]
    assert not difference.changes
