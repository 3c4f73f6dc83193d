"""A new format is a folder and one line in the registry: it is then uploaded, downloaded, loaded and exported."""

import json
from http import HTTPStatus
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from pydantic import ValidationError
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.catalogue.formats.problems import Place, Problem, TextPlace, UnreadableError
from competence_app.catalogue.formats.recognising import OtherKindError, recognised
from competence_app.catalogue.formats.registry import FORMATS, Format
from competence_app.catalogue.formats.wording import FormatNames, explain
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.formats.yaml.writing import template
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.schema import Content
from tests.catalogue.samples import SMALLEST, edited, load
from tests.editors import client, editor
from tests.words import words

__all__ = ["client", "editor"]

pytestmark = pytest.mark.django_db


def read_json(data: bytes, _roles=()) -> Content:
    try:
        return Content.model_validate(json.loads(data))
    except json.JSONDecodeError as error:
        raise UnreadableError([Problem(TextPlace(error.lineno, error.colno), "this is not JSON")]) from None
    except ValidationError as error:
        raise UnreadableError(Problem(Place(), complaint.message) for complaint in explain(error)) from None


def write_json(content: Content) -> bytes:
    return content.model_dump_json().encode()


JSON = Format(
    "json",
    FormatNames("JSON file", "JSON", "JSON", "a JSON file"),
    (".json",),
    "application/json",
    read_json,
    write_json,
    lambda _data: lambda path: TextPlace(1, len(path)),
)
SMALL = write_json(read(SMALLEST))


@pytest.fixture(autouse=True)
def _registered(monkeypatch):
    monkeypatch.setitem(FORMATS, "json", JSON)


def send(client, data):
    return client.post(reverse("upload"), {"text": "", "file": SimpleUploadedFile("framework.JSON", data)})


def test_format_is_known_by_the_suffix():
    assert recognised(SMALL, "a.JSON") is JSON


def test_name_without_a_suffix_says_nothing():
    with pytest.raises(OtherKindError):
        recognised(SMALL, "json")


def test_file_of_a_new_format_is_uploaded(client, editor):
    response = send(client, SMALL)

    draft = Version.objects.get()
    assertRedirects(response, reverse("preview", args=["f", draft.pk]))
    assert read(draft.text) == content_of(draft.pk) == read(SMALLEST)


def test_upload_offers_a_new_format(client):
    assertContains(client.get(reverse("upload")), "an Excel workbook (.xlsx), JSON (.json), a Word document")


def test_upload_offers_a_template_in_a_new_format(client):
    page = client.get(reverse("upload"))

    assert "Download a template as YAML or Excel workbook or JSON file: it says what to write" in words(page)
    assert read_json(client.get(reverse("template", args=["json"])).content) == read(template())


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{\n  "code" 1}', ("Line 2, column 10", "this is not JSON", '  "code" 1}')),
        (SMALL.replace(b'"title":"T",', b""), ("", "“title” is missing: add “title: Hand hygiene”", "")),
        (SMALL, ("Line 1, column 1", "version “1” is published already: write a new label", SMALL[:76].decode() + "…")),
    ],
    ids=["broken", "misfit", "published"],
)
def test_problems_of_a_new_format_stand_where_it_says(client, data, told):
    load(SMALLEST)

    response = send(client, data)

    assert [(shown.place, shown.message, shown.quote) for shown in response.context["form"].problems] == [told]
    assertContains(response, "Nothing is stored yet: mend 1 problem first")
    assertNotContains(response, "data-line")  # the box below is for YAML


@pytest.mark.parametrize(
    ("page", "link"),
    [("framework", "JSON of version 1"), ("version", "YAML, Excel workbook, JSON file"), ("preview", "or JSON file.")],
)
def test_pages_link_to_a_new_format(client, page, link):
    draft = load(SMALLEST).version if page != "preview" else Version.objects.get(pk=_uploaded(client))

    response = client.get(reverse(page, args=["f", draft.pk][: 1 if page == "framework" else 2]))

    assert link in words(response)
    assertContains(response, reverse("version-file", args=["f", draft.pk, "json"]))


def _uploaded(client):
    send(client, SMALL)
    return Version.objects.get().pk


def test_version_is_downloaded_in_a_new_format(client):
    version = load(SMALLEST).version

    response = client.get(f"/frameworks/f/{version.pk}/json/")

    assert response.content == SMALL
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="f-1.json"'


def test_word_that_is_no_format_is_no_address(client, monkeypatch):
    version = load(SMALLEST).version
    monkeypatch.delitem(FORMATS, "json")

    assert client.get(f"/frameworks/f/{version.pk}/json/").status_code == HTTPStatus.NOT_FOUND


def test_file_of_a_new_format_is_loaded_and_exported(tmp_path):
    (tmp_path / "f.json").write_bytes(SMALL)
    out = TextIOWrapper(BytesIO())

    call_command("load_framework", str(tmp_path / "f.json"), stdout=StringIO())
    call_command("export_framework", "f", "--format", "json", stdout=out)

    out.seek(0)
    assert out.read().encode() == SMALL


def test_errors_of_a_new_format_name_its_places(tmp_path):
    load(edited(("title: T", "title: U")))
    (tmp_path / "f.json").write_bytes(SMALL)
    err = StringIO()

    with pytest.raises(SystemExit):
        call_command("load_framework", str(tmp_path / "f.json"), stderr=err)

    message = "version “1” is published already, with another content: write a new label"
    assert err.getvalue() == f"{tmp_path}/f.json:1:1: {message}\n"
