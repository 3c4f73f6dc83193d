"""What a framework says once it has been read."""

import json
from dataclasses import astuple
from datetime import date
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
import yaml
from django.core.management import call_command

from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.rules.domains import Part
from competence_app.catalogue.rules.resources import Resource
from tests.catalogue.samples import SMALLEST, edited

FRAMEWORKS = Path("frameworks")

FULL = """\
code: f
version: 1.10
title: no
scale:
  levels:
    - {value: 0, label: 010, means: Any}
    - {value: 12, label: High, means: {capability: Doing}}
targets: {default: 0, roles: {nurse: 12}}
domains:
  - code: A
    title: Domain A
    kind: knowledge
    competences:
      - code: K1
        text: |
          Stem:
        rate: parts
        parts: [{code: K1a, text: First}, {code: K1b, text: Second}]
        replaces: [K0]
        change: editorial
    domains:
      - code: B
        title: Sub-domain B
        competences:
          - code: K2
            text: 'Statement:'
            parts: [one, {text: two}, {code: own, text: three}]
      - code: C
        title: Sub-domain C
        kind: capability
        competences: [{code: K3, text: Three}]
"""


def test_scalars_stay_what_the_author_wrote():
    framework = read(FULL)

    assert (framework.version, framework.title, framework.scale.levels[0].label) == ("1.10", "no", "010")


def test_text_loses_only_the_space_around_it():
    framework = read(edited(("title: T", "title: ' two  words '")))

    assert framework.title == "two  words"


def test_meaning_may_be_one_text_for_all_kinds():
    low, high = read(FULL).scale.levels

    assert low.means == {"knowledge": "Any", "capability": "Any"}
    assert high.means == {"capability": "Doing"}


def test_part_without_code_is_numbered_under_its_competence():
    parts = read(FULL).domains[0].domains[0].competences[0].parts

    assert parts == (
        Part(code="K2.1", text="one"),
        Part(code="K2.2", text="two"),
        Part(code="own", text="three"),
    )


def test_sub_domain_is_of_its_domains_kind_unless_it_says_otherwise():
    domain = read(FULL).domains[0]

    assert [below.kind for below in domain.domains] == ["knowledge", "capability"]
    assert read(SMALLEST).domains[0].kind == "capability"


def test_statements_are_competences_and_rated_parts_in_order():
    statements = read(FULL).statements

    revised = ("K1", "en-GB", ("K0",), "editorial")
    plain = ("en-GB", (), "", "", "", (), (), "")
    assert [astuple(statement) for statement in statements] == [
        ("K1a", "First", "Stem:", (), "knowledge", "A", "", *revised, "", "", (), (), ""),
        ("K1b", "Second", "Stem:", (), "knowledge", "A", "", *revised, "", "", (), (), ""),
        ("K2", "Statement:", "", ("one", "two", "three"), "knowledge", "A", "Sub-domain B", "K2", *plain),
        ("K3", "Three", "", (), "capability", "A", "Sub-domain C", "K3", *plain),
    ]


@pytest.mark.parametrize(("role", "level", "label"), [("nurse", 12, "High"), ("porter", 0, "010"), (None, 0, "010")])
def test_target_is_the_roles_or_the_default(role, level, label):
    content = read(FULL)

    assert (content.targets.level_for(role), content.target_label(role)) == (level, label)


LAYERED = edited(
    ("domains:", "targets: {default: 1, roles: {nurse: 2, porter: 2}}\ndomains:"),
    ("Domain A", "Domain A\n    targets: {roles: {nurse: 1}}\n    valid_for: 12"),
    (
        "One}",
        (
            "One}\n      - {code: K2, text: Two, targets: {default: 2}, valid_for: forever}\n    domains:\n"
            "      - code: B\n        title: B\n        targets: {roles: {porter: 1}}\n        valid_for: 6\n"
            "        competences: [{code: K3, text: Three}]\n"
            "  - {code: C, title: C, competences: [{code: K4, text: Four}]}"
        ),
    ),
)


@pytest.mark.parametrize(
    ("code", "nurse", "porter", "nobody"), [("K1", 1, 2, 1), ("K2", 2, 2, 2), ("K3", 1, 1, 1), ("K4", 2, 2, 1)]
)
def test_target_of_a_competence_is_the_nearest_that_is_said(code, nurse, porter, nobody):
    content = read(LAYERED)

    assert [content.target(code, role) for role in ("nurse", "porter", None)] == [nurse, porter, nobody]


@pytest.mark.parametrize(("code", "months"), [("K1", 12), ("K2", "forever"), ("K3", 6), ("K4", None)])
def test_rating_holds_as_long_as_the_nearest_says(code, months):
    content = read(LAYERED)

    assert content.valid_for(code) == months


def test_competence_is_found_by_its_code():
    assert read(LAYERED).competence("K3").text == "Three"


@pytest.mark.parametrize(
    ("reach", "helped"), [({}, [1, 2, 3]), ({"from": 2}, [2, 3]), ({"to": 2}, [1, 2]), ({"from": 2, "to": 2}, [2])]
)
def test_resource_helps_who_is_at_the_levels_that_it_is_for(reach, helped):
    resource = Resource.model_validate({"title": "T", "url": "https://example.org", "for": reach})

    assert [level for level in (1, 2, 3) if level in resource.reach] == helped


def test_nothing_is_expected_where_there_is_no_target():
    content = read(SMALLEST)

    assert (content.targets.level_for("nurse"), content.target_label("nurse")) == (None, "")


@pytest.mark.parametrize("day", ["2022", "2022-04", "2024-02-29", "''"])
def test_dates_may_be_a_year_a_month_or_a_day(day):
    framework = read(edited(("domains:", f"source: {{published: {day}}}\ndomains:")))

    assert framework.source.published == day.strip("'")


@pytest.mark.parametrize(
    ("review_by", "past"),
    [("''", False), ("2025", False), ("2024", True), ("2025-04", False), ("2025-03", True), ("2025-04-29", True)],
)
def test_review_is_past_when_its_year_month_or_day_is_over(review_by, past):
    framework = read(edited(("domains:", f"source: {{review_by: {review_by}}}\ndomains:")))

    assert framework.source.is_past_review(date(2025, 4, 30)) == past


def test_schema_for_editors_is_what_the_code_says():
    printed = StringIO()

    call_command("framework_schema", stdout=printed)

    assert printed.getvalue() == (FRAMEWORKS / "schema.json").read_text()


@pytest.mark.parametrize("text", [SMALLEST, FULL, *(file.read_text() for file in FRAMEWORKS.glob("*.yaml"))])
def test_schema_for_editors_accepts_what_the_loader_accepts(text):
    schema = json.loads((FRAMEWORKS / "schema.json").read_text())

    jsonschema.validate(yaml.safe_load(text.replace("title: no", "title: 'no'").replace("010", "'010'")), schema)


@pytest.mark.parametrize("code", [".", ".."])
def test_schema_for_editors_refuses_a_code_that_no_address_can_hold(code):
    schema = json.loads((FRAMEWORKS / "schema.json").read_text())

    jsonschema.validate(yaml.safe_load(edited(("code: A", f"code: {code}.a"))), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(edited(("code: A", f"code: '{code}'"))), schema)


def test_schema_for_editors_refuses_an_unknown_field():
    schema = json.loads((FRAMEWORKS / "schema.json").read_text())

    with pytest.raises(jsonschema.ValidationError, match="titel"):
        jsonschema.validate(yaml.safe_load(edited(("title", "titel"))), schema)
