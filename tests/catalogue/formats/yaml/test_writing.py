"""What the app writes as YAML."""

from pathlib import Path

import pytest
from hypothesis import given

from competence_app.catalogue.formats.yaml import writing
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.formats.yaml.writing import dump, template
from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.schema import Content
from tests.catalogue.formats.yaml.test_properties import frameworks
from tests.catalogue.rules.test_schema import FULL
from tests.catalogue.samples import SMALLEST

OURS = Path("frameworks/therapeutic-relationship.yaml").read_text()


def test_dump_writes_as_an_author_would():
    text = """\
code: f
version: '1'
title: no colon here
introduction: |-
  First line

  Last line

scale:
  levels:
    - value: 1
      label: Low
      means: The same for all
    - value: 2
      label: High
      means:
        knowledge: One
        capability: Another
  off_scale:
    - code: none
      label: None

domains:
  - code: A
    title: Domain A
    kind: knowledge
    competences:
      - code: K1
        text: >-
          A statement of so many words that they do not fit on one line, and so they go on in the next one which
          is indented as well
        parts:
          - one
          - code: own
            text: two
        replaces: [K0, K00]
        change: editorial
    domains:
      - code: B
        title: Domain B
        kind: capability
        competences:
          - code: K2
            text: 'Both:'
            rate: parts
            parts:
              - code: K2.1
                text: one

  - code: C
    title: Domain C
    competences:
      - code: K3
        text: Three
"""

    assert dump(read(text)) == text


@pytest.mark.parametrize("text", [SMALLEST, FULL, OURS, template()])
def test_dump_is_read_back(text):
    content = read(text)

    assert read(dump(content)) == content


@given(frameworks())
def test_any_framework_is_read_back(said):
    content = Content.model_validate(said)

    assert read(dump(content)) == content


def test_template_shows_every_field():
    schema = Content.model_json_schema()
    nodes = [schema, *(node for node in schema["$defs"].values() if "properties" in node)]

    missing = {field for node in nodes for field in node["properties"] if f"{field}:" not in template()}

    assert missing == set()


def test_template_names_what_its_examples_do_not_show(monkeypatch, tmp_path):
    (tmp_path / "template.yaml").write_text("text: Without examples of the rest\n")
    monkeypatch.setattr(writing, "_TEMPLATE", tmp_path / "template.yaml")

    lines = template().splitlines()

    assert {line.split()[1] for line in lines[1:]} == {f"{field}:" for field in Competence.model_fields} - {"text:"}
    assert "#   change: …    Whether new words mean what the old ones meant." in lines
