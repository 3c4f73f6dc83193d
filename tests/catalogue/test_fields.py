"""What may be said of a competence is said everywhere: no place lists its fields by hand and forgets one."""

from pathlib import Path

import pytest

from competence_app.catalogue.actions.storing import store_draft
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.registry import FORMATS
from competence_app.catalogue.formats.workbook.layout import LAYOUTS, with_levels
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.schema import Content
from tests.factories import small_framework

FIELDS = set(Competence.model_fields) - {"parts"}  # which are rows of their own
SAID = dict.fromkeys(FIELDS, "Words of any field that takes some") | {
    "code": "K1",
    "rate": "parts",
    "parts": [{"code": "K1a", "text": "One"}, {"code": "K1b", "text": "Two"}],
    "replaces": ["K0", "K00"],
    "change": "editorial",
    "examples": ["One\n\n- of two lines", "Another, with a comma"],
    "levels": {1: "Asks for help", 4: "Helps"},
    "targets": {"default": 2, "roles": {"ward-manager": 4}},
    "resources": [
        {"title": "A course", "url": "https://example.org/course", "kind": "course", "for": {"from": 1, "to": 2}},
        {"title": "A book", "url": "https://example.org/book", "for": {"to": 3}},
    ],
    "related": [
        {"kind": "same-as", "code": "A"},
        {"kind": "shown-by", "title": "A film", "url": "http://example.org/film"},
    ],
    "valid_for": "forever",
    "tags": ["basics", "two words"],
}
OF_A_DOMAIN = {"guidance": "Words", "targets": {"roles": {"ward-manager": 3}}, "valid_for": 12}


def test_every_field_of_a_competence_has_its_column_or_its_sheet_in_workbooks():
    columns = {column.field.partition(".")[0] for column in with_levels("1").columns}
    sheets = {layout.field for layout in LAYOUTS}

    assert FIELDS - columns - sheets == set()
    assert columns & sheets == set()


@pytest.mark.django_db
@pytest.mark.parametrize("written_as", FORMATS.values(), ids=FORMATS)
def test_every_field_of_a_competence_is_written_read_and_stored(written_as):
    below = {"code": "B", "title": "B", "competences": [SAID], **OF_A_DOMAIN}
    domain = {"code": "A", "title": "A", "domains": [below], **OF_A_DOMAIN}
    content = Content.model_validate(small_framework(domains=[domain], changes="What is new"))

    file = FrameworkFile(written_as.write(content), written_as)
    stored = content_of(store_draft(file).pk)

    assert file.content == stored == content
    assert set(stored.competences[0].model_dump(exclude_defaults=True)) == set(Competence.model_fields)


def test_every_field_is_documented():
    page = Path("docs/frameworks.md").read_text()
    schema = Content.model_json_schema()
    nodes = [schema, *(node for node in schema["$defs"].values() if "properties" in node)]

    assert {field for node in nodes for field in node["properties"] if f"`{field}`" not in page} == set()
