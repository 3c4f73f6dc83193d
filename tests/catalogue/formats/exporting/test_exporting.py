"""Files for other systems say what those can take, come back as far as that, and what they leave out is told."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains

from competence_app.catalogue.formats.exporting.aspects import Aspect, said_by
from competence_app.catalogue.formats.exporting.offers import offers_of
from competence_app.catalogue.formats.recognising import recognised
from competence_app.catalogue.formats.registry import EXPORTS, WORKBOOK, ForeignFormat
from competence_app.catalogue.formats.workbook.reading import read_workbook
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.formats.yaml.writing import template
from competence_app.catalogue.rules.schema import Content
from tests.catalogue.formats.document.samples import NOTHING, shipped
from tests.catalogue.samples import SMALLEST, load
from tests.editors import client, editor
from tests.factories import framework_of, publish
from tests.words import words

__all__ = ["client", "editor"]

FULL = read(template())


def content_of(**said: Any) -> Content:
    return Content.model_validate(read(SMALLEST).model_dump(mode="json") | said)


def again(content: Content, key: str) -> Content:
    """Write a framework for another system, and read what was written."""
    data = EXPORTS[key].write(content)
    kind = recognised(data, f"framework{EXPORTS[key].suffixes[0]}")
    assert isinstance(kind, ForeignFormat)
    return kind.proposal(data, "framework", NOTHING).content


def tree(content: Content, says: set[Aspect]) -> list[object]:
    """Return what a format with these aspects says of the statements, in their order."""
    return [
        (
            holder.top.title,
            holder.domain.title,
            holder.domain.guidance if Aspect.DOMAIN_GUIDANCE in says else "",
            [
                (
                    said.code,
                    said.text,
                    said.title if Aspect.TITLES in says else "",
                    said.guidance if Aspect.GUIDANCE in says else "",
                    [part.text for part in said.parts] if Aspect.PARTS in says else [],
                    said.levels if Aspect.LEVELS in says else {},
                    said.tags if Aspect.TAGS in says else (),
                )
                for said in holder.domain.competences
            ],
        )
        for holder in content.holders
    ]


@pytest.mark.parametrize("content", [shipped(), FULL], ids=["shipped", "template"])
@pytest.mark.parametrize("key", ["case", "csv", "mahara", "moodle"])
def test_what_a_format_can_say_comes_back(content, key):
    says = {*EXPORTS[key].says(content)}

    found = again(content, key)

    assert tree(found, says) == tree(content, says)
    if Aspect.SCALE in says:
        assert [level.label for level in found.scale.levels] == [level.label for level in content.scale.levels]
    if Aspect.INTRODUCTION in says:
        assert (found.title, found.introduction) == (content.title, content.introduction)


def test_bulk_sheet_is_a_table_whose_texts_fit():
    statement = {"code": "K1", "text": "x" * 501, "guidance": "Why", "tags": ["a", "b"], "parts": ["=when"]}
    below = {"code": "B", "title": "Early", "competences": [statement]}
    domains = [{"code": "A", "title": "Talking", "guidance": "With people", "domains": [below]}]

    sheet = load_workbook(BytesIO(EXPORTS["dls"].write(content_of(domains=domains))))["FrameworkBulkUpload"]

    header, row = [[cell.value for cell in cells] for cells in sheet.rows]
    assert [*sheet.tables] == ["FrameworkBulkUpload"]
    assert header == ["ID", "CompetencyGroup", "GroupDescription", "Competency", "CompetencyDescription",
                      "AlwaysShowDescription", "FlagsCSV"]  # fmt: skip
    assert row == ["", "Talking: Early", "", "x" * 499 + "…", "Why\n\n- =when", "FALSE", "a,b"]
    assert again(content_of(domains=domains), "dls").domains[0].title == "Talking: Early"


def test_moodles_framework_row_says_the_scale_and_who_is_proficient():
    labels = {1: "Low, or none", 2: "Good", 5: "Best"}
    scale = {"levels": [{"value": value, "label": label} for value, label in labels.items()]}
    written = EXPORTS["moodle"].write(content_of(scale=scale, targets={"default": 2}))

    rows = list(csv.DictReader(StringIO(written.decode("utf-8-sig"))))

    assert (rows[0]["Is framework"], rows[0]["Scale values"]) == ("1", "Low; or none,Good,Best")
    assert json.loads(rows[0]["Scale configuration"]) == [
        {"scaleid": "0"},
        {"id": 2, "scaledefault": 1, "proficient": 1},
        {"id": 3, "scaledefault": 0, "proficient": 1},
    ]
    assert [(row["Parent ID number"], row["ID number"], row["Short name"]) for row in rows[1:]] == [
        ("", "A", "Domain A"),
        ("A", "K1", "One"),
    ]


def test_without_a_target_the_highest_level_is_proficient():
    [row, *_] = csv.DictReader(StringIO(EXPORTS["moodle"].write(content_of()).decode("utf-8-sig")))

    assert json.loads(row["Scale configuration"])[1] == {"id": 2, "scaledefault": 1, "proficient": 1}


def test_names_are_as_long_as_the_others_take_and_no_title_comes_of_it():
    long = content_of(domains=[{"code": "A", "title": "T", "competences": [{"code": "K1", "text": "word " * 100}]}])

    for key in ("mahara", "moodle"):
        [competence] = again(long, key).competences
        assert (competence.text, competence.title) == (long.competences[0].text, "")
    names = [row["Short name"] for row in csv.DictReader(StringIO(EXPORTS["moodle"].write(long).decode("utf-8-sig")))]
    assert max(map(len, names)) <= 100


def test_nothing_in_a_table_is_taken_for_a_formula():
    spoilt = content_of(domains=[{"code": "A", "title": "=1+1", "competences": [{"code": "K1", "text": "-2"}]}])

    rows = list(csv.reader(StringIO(EXPORTS["csv"].write(spoilt).decode("utf-8-sig"))))

    assert (rows[1][0], rows[1][5]) == ("'=1+1", "'-2")
    assert (again(spoilt, "csv").domains[0].title, again(spoilt, "csv").competences[0].text) == ("=1+1", "-2")


def test_domains_with_the_same_title_are_told_apart_in_tables():
    below = [
        {"code": code, "title": "Early", "competences": [{"code": f"K{code}", "text": code}]} for code in ("A1", "A2")
    ]
    same = [
        {"code": code, "title": "Talking", "competences": [{"code": f"K{code}", "text": code}]} for code in ("B", "C")
    ]
    content = content_of(domains=[{"code": "A", "title": "Asking", "domains": below}, *same])

    of_tables = [again(content, key).domains for key in ("csv", "dls")]

    titles = ["Early (A1)", "Early (A2)"]
    assert [domain.title for domain in of_tables[0][0].domains] == titles
    assert [domain.title for domain in of_tables[0]] == ["Asking", "Talking (B)", "Talking (C)"]
    assert [domain.title for domain in of_tables[1]] == [
        *(f"Asking: {title}" for title in titles), "Talking (B)", "Talking (C)"
    ]  # fmt: skip


def test_tags_that_hold_commas_come_back_from_a_table_and_are_flags_without():
    tags = ["low, or none", "a|b", 'so "called"', "plain"]
    domains = [{"code": "A", "title": "T", "competences": [{"code": "K1", "text": "One", "tags": tags}]}]

    csv_tags, flags = (again(content_of(domains=domains), key).competences[0].tags for key in ("csv", "dls"))

    assert csv_tags == tuple(tags)
    assert flags == ("low; or none", *tags[1:])


def test_only_domain_of_a_framework_of_moodles_stays_a_domain():
    below = {"code": "B", "title": "Early", "competences": [{"code": "K1", "text": "Asks", "parts": ["why"]}]}
    content = content_of(domains=[{"code": "A", "title": "Talking", "domains": [below]}])

    assert tree(again(content, "moodle"), set()) == tree(content, set())


def test_all_that_a_framework_says_is_counted():
    several = {"scale": 3, "means": 3, "other-answers": 2, "kinds": 2, "codes": 4, "parts": 2, "validity": 2}
    not_at_all = {"language", "long-texts", "replaces"}

    assert {aspect.value: count for aspect, count in said_by(FULL).items()} == {
        aspect.value: several.get(aspect.value, 1) for aspect in Aspect if aspect.value not in not_at_all
    }
    assert said_by(read(SMALLEST)) == {Aspect.SCALE: 2, Aspect.CODES: 1}


def test_scale_of_three_levels_is_mahara_s_own():
    offers = {
        content.title: {offer.key: offer.leaves_out for offer in offers_of(content)} for content in (FULL, shipped())
    }

    assert "the scale" not in offers[FULL.title]["mahara"]
    assert "the scale" in offers[shipped().title]["mahara"]


@pytest.mark.django_db
def test_page_of_downloads_says_what_each_leaves_out(client):
    version = load(template()).version

    page = client.get(reverse("downloads", args=[version.framework.code, version.pk]))

    assert "For Mahara's SmartEvidence (.matrix). Leaves out: what is new, the source" in words(page)
    assert "Other systems pass over: what is new, the source, 2 answers that are no level" in words(page)
    assertContains(page, reverse("version-file", args=[version.framework.code, version.pk, "moodle"]))


@pytest.mark.django_db
def test_page_of_downloads_takes_as_many_queries_for_many_competences(client, django_assert_num_queries):
    versions = [publish(framework_of(many, code=f"of-{many}")) for many in (1, 30)]

    for version in versions:
        address = reverse("downloads", args=[version.framework.code, version.pk])
        client.get(address)  # which reads the version, once for all
        with django_assert_num_queries(2):
            client.get(address)


@pytest.mark.django_db
@pytest.mark.parametrize("key", EXPORTS)
def test_version_is_downloaded_for_another_system(client, key):
    version = load(SMALLEST).version

    response = client.get(reverse("version-file", args=["f", version.pk, key]))

    assert response.headers["Content-Type"] == EXPORTS[key].media_type
    assert response.headers["Content-Disposition"] == f'attachment; filename="f-1{EXPORTS[key].suffixes[0]}"'
    assert response.content[:4] == EXPORTS[key].write(read(SMALLEST))[:4]


@pytest.mark.django_db
def test_templates_are_offered_in_formats_that_say_everything(client):
    assertNotContains(client.get(reverse("upload")), "Moodle competency framework")


@pytest.mark.parametrize("content", [shipped(), FULL], ids=["shipped", "template"])
def test_open_document_says_everything(content):
    data = EXPORTS["ods"].write(content)

    assert recognised(data, "a.ods") is WORKBOOK
    assert (read_workbook(data), EXPORTS["ods"].leaves_out(content)) == (content, {})


def test_open_document_keeps_lines_spaces_and_tabs():
    text = "a  b   c\nd\te <&>"

    content = content_of(domains=[{"code": "A", "title": "T", "competences": [{"code": "K1", "text": text}]}])

    assert read_workbook(EXPORTS["ods"].write(content)).competences[0].text == text
