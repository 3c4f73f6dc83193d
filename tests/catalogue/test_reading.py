from datetime import date
from http import HTTPStatus
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains

from competence_app.catalogue.actions import drafting, retiring
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.registry import FORMATS
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.formats.yaml.writing import dump, template
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of, review_of
from competence_app.catalogue.rules.schema import Source
from tests.factories import AssessmentFactory, draft_of, framework_of, publish, small_framework
from tests.words import words

FRAMEWORKS, FRAMEWORK = reverse("frameworks"), reverse("framework", args=["listening"])


def at(name, version):
    return reverse(name, args=["listening", version.pk])


def file_at(version, key):
    return reverse("version-file", args=["listening", version.pk, key])


def test_frameworks_offers_editors_to_upload_and_to_go_on_with_what_is_not_published(client, editor, reader):
    publish()
    draft_of(small_framework(code="speaking", title="Ability to speak"), by=editor)

    shown, hidden = client.get(FRAMEWORKS), reader.get(FRAMEWORKS)

    assertContains(shown, reverse("upload"))
    assertContains(shown, reverse("framework", args=["speaking"]))
    assertNotContains(hidden, reverse("upload"))
    assertNotContains(hidden, "speak")
    assertContains(hidden, FRAMEWORK)


def test_framework_lists_drafts_then_the_newest_first_with_their_states(client, editor):
    for label in ("2020", "2021", "2022"):
        version = publish(small_framework(version=label))
        if label == "2020":
            retiring.retire(version, by=editor)
    draft_of(small_framework(version="2023"), by=editor)

    rows = client.get(FRAMEWORK).context["rows"]

    assert [(row.version.label, row.version.state, row.is_current) for row in rows] == [
        ("2023", "draft", False),
        ("2022", "published", True),
        ("2021", "published", False),
        ("2020", "retired", False),
    ]


def test_framework_says_who_published_and_uploaded(client, editor):
    drafting.publish(draft_of(small_framework(), by=editor), expected=None, by=editor)
    draft_of(small_framework(version="2023"), by=editor)

    shown = words(client.get(FRAMEWORK))

    assert shown.count("by Ruth Adeyemi") == 2


@pytest.mark.parametrize(("people", "told"), [(4, "fewer than 5"), (5, "5")])
def test_framework_counts_people_by_their_latest_assessment_for_editors_alone(client, reader, people, told):
    first = publish()
    AssessmentFactory.create_batch(people, version=first, finished=True)
    AssessmentFactory.create(version=first)
    publish(small_framework(version="2023"))

    shown, hidden = client.get(FRAMEWORK), reader.get(FRAMEWORK)

    assert [row.people for row in shown.context["rows"]] == ["0", told]
    assert f"Assessments {told.capitalize()}" in words(shown)
    assertNotContains(hidden, '<th role="columnheader" scope="col">Assessments</th>', html=True)


def test_framework_without_an_open_version_says_so(client, editor):
    retiring.retire(publish(), by=editor)

    assertContains(client.get(FRAMEWORK), "No version is open for new assessments")


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2025, 5, 1), "Past its review date"),
        (date(2025, 4, 30), "Review date is near"),
        (date(2025, 2, 1), "Review date is near"),
        (date(2024, 12, 1), ""),
    ],
)
def test_review_date_is_past_when_over_and_near_for_three_months_before(today, said):
    assert review_of(Source(review_by="2025-04"), today) == said


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("Review date is near", marks=pytest.mark.time_machine("2025-04-30 22:59:59Z", tick=False)),
        pytest.param("Past its review date", marks=pytest.mark.time_machine("2025-04-30 23:00Z", tick=False)),
    ],
)
def test_review_date_is_shown_where_versions_are(client, said):
    version = publish()

    assertContains(client.get(FRAMEWORK), said)
    assertContains(client.get(at("version", version)), said)


def test_framework_that_does_not_exist_is_not_there(client):
    assert client.get(FRAMEWORK).status_code == HTTPStatus.NOT_FOUND


def test_version_shows_what_practitioners_rate_and_what_is_expected(reader):
    content = small_framework(introduction="Read this first.")
    content["domains"][1]["domains"] = [
        {
            "code": "finely",
            "title": "Doing finely",
            "competences": [
                {"code": "F1", "text": "Listens by", "rate": "parts", "parts": [{"code": "F1a", "text": "nodding"}]}
            ],
        }
    ]

    shown = words(reader.get(at("version", publish(content))))

    assert "Read this first." in shown
    assert "K2 Knows what gets in the way, such as: noise haste" in shown
    assert "Doing finely F1 Listens by F1a nodding" in shown
    assert "Registered nurse Independently Everybody else With support" in shown


@pytest.mark.parametrize(("targets", "said"), [({"default": 2}, "Everybody With support"), ({}, "")])
def test_version_says_what_is_expected_of_everybody_alike(reader, targets, said):
    shown = words(reader.get(at("version", publish(small_framework(targets=targets)))))

    assert ("What is expected" in shown) == bool(said)
    assert said in shown


def test_version_is_of_its_own_framework(client):
    version = publish(small_framework(code="speaking"))

    assert client.get(at("version", version)).status_code == HTTPStatus.NOT_FOUND


def test_retired_version_stays_readable_for_everybody(reader, editor):
    version = publish()
    retiring.retire(version, by=editor)

    response = reader.get(at("version", version))

    assertContains(response, "it stays readable")
    assertNotContains(response, reverse("start", args=["listening"]))


def test_yaml_is_given_exactly_as_it_was_uploaded(reader, editor):
    text = "# by hand\r\n" + dump(content_of(publish().pk)).replace("2022", "2023", 1)
    draft = drafting.upload(FrameworkFile(text.encode()), by=editor)
    published = drafting.publish(draft, expected=Version.objects.current().get().pk, by=editor)

    response = reader.get(file_at(published, "yaml"))

    assert response.content == text.encode()
    assert response.headers["Content-Disposition"] == 'attachment; filename="listening-2023.yaml"'


def test_a_label_that_no_file_could_have_is_no_harm(client):
    version = publish(small_framework(version='a\n/.."é'))

    response = client.get(file_at(version, "yaml"))

    assert response.headers["Content-Disposition"] == "attachment; filename*=utf-8''listening-a..%C3%A9.yaml"


def test_xlsx_holds_every_statement(reader):
    response = reader.get(file_at(publish(), "xlsx"))

    book = load_workbook(BytesIO(response.content))
    texts = {cell.value for row in book["Competences"] for cell in row}
    assert {"K1", "Knows why listening matters", "noise", "D1"} <= texts
    assert response.headers["Content-Disposition"] == 'attachment; filename="listening-2022.xlsx"'


@pytest.mark.parametrize("written_as", FORMATS.values(), ids=FORMATS)
def test_template_of_every_format_says_the_same(reader, written_as):
    response = reader.get(reverse("template", args=[written_as.key]))

    assert written_as.read(response.content, ()) == read(template())
    assert response.headers["Content-Type"] == written_as.media_type
    assert response.headers["Content-Disposition"] == f'attachment; filename="framework{written_as.suffixes[0]}"'


def test_template_in_yaml_keeps_its_comments(reader):
    assert reader.get(reverse("template", args=["yaml"])).content == template().encode()


@pytest.mark.parametrize("name", ["framework", "version", "frameworks"])
def test_the_number_of_queries_does_not_grow(client, editor, django_assert_max_num_queries, name):
    versions = [publish(framework_of(size, version=str(size))) for size in (1, 30)]
    for number in range(30):
        draft_of(framework_of(1, version=f"draft {number}"), by=editor)
        publish(framework_of(1, code=f"other-{number}"))
    pages = {"framework": FRAMEWORK, "version": at("version", versions[1]), "frameworks": FRAMEWORKS}
    client.get(pages[name])

    with django_assert_max_num_queries(8):
        client.get(pages[name])


@pytest.mark.parametrize("key", ["yaml", "xlsx"])
def test_files_say_in_which_language_they_are(reader, key):
    version = publish(small_framework(language="de-CH"))

    assert reader.get(file_at(version, key)).headers["Content-Language"] == "de-CH"


def test_the_template_is_in_our_language(reader):
    assert reader.get(reverse("template", args=["xlsx"])).headers["Content-Language"] == "en"


def test_version_shows_all_that_is_said_of_a_competence_and_of_its_domain(client, reader):
    content = small_framework()
    content["domains"][0] |= {"guidance": "Of all", "targets": {"default": 4}, "valid_for": 1}
    content["domains"][0]["competences"][0] |= {
        "title": "Why",
        "guidance": "Think *twice*",
        "examples": ["One"],
        "levels": {1: "I wait"},
        "targets": {"default": 2, "roles": {"ward-manager": 3}},
        "resources": [{"title": "A course", "url": "https://learn.example.org/a", "kind": "course"}],
        "related": [
            {"kind": "comes-before", "code": "K2"},
            {"kind": "same-as", "title": "Asking", "url": "http://a.example.org/asking"},
            {"title": "Waiting"},
        ],
        "valid_for": "forever",
        "tags": ["basics", "talk"],
    }
    version = publish(content)

    response = reader.get(at("version", version))

    assertContains(response, '<a class="nhsuk-link" href="#c-K2">K2</a>', html=True)
    page = words(response)
    assert "Knowing Of all What is expected Everybody: Leading others A rating holds 1 month. K1 Why Knows why" in page
    assert (
        "More about K1 Think twice Examples One Not yet I wait What is expected Everybody else: With support "
        "ward-manager: Independently A rating holds forever. What can help A course (course, on learn.example.org) "
        "Related Comes before K2 Same as Asking Related to Waiting basics, talk"
    ) in page
    assert page.count("More about") == 1


def test_source_that_is_a_publisher_alone_begins_with_no_empty_line(reader):
    version = publish(small_framework(source={"publisher": "The trust"}))

    assertContains(
        reader.get(at("version", version)),
        '<dd class="nhsuk-summary-list__value"><span lang="en-GB">The trust</span><br></dd>',
        html=True,
    )


def test_what_a_level_means_for_both_kinds_is_said_once_and_what_more_there_is_after_it(client, reader):
    content = small_framework()
    content["scale"]["levels"][0] |= {"means": "I wait", "description": "Nothing is *wrong* with it"}
    content["scale"]["levels"][1] |= {"means": {"knowledge": "I guess", "capability": "I try"}}
    version = publish(content)

    page = words(reader.get(at("version", version)))

    assert "Not yet I wait Nothing is wrong with it With support Knowledge: I guess Practice: I try" in page


def test_framework_says_what_was_new_in_each_version_that_says_so(client):
    publish(small_framework(changes=""))
    publish(small_framework(version="2023", changes="Plainer *words*"))

    response = client.get(FRAMEWORK)

    assertContains(response, "<p>Plainer <em>words</em></p>", html=True)
    assert "What was new Version 2023 Plainer words" in words(response)


def test_framework_of_which_nothing_says_what_was_new_has_no_heading_for_it(client):
    publish(small_framework(changes=""))

    assertNotContains(client.get(FRAMEWORK), "What was new")
