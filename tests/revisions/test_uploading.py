import zipfile
from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.html import escape
from django.utils.timezone import localtime
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.catalogue.actions import drafting
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.workbook.writing import write_workbook
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.formats.yaml.writing import dump
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.schema import Content
from tests.catalogue.formats.document.samples import SEED, shipped_text
from tests.catalogue.samples import SMALLEST, edited, load
from tests.factories import UserFactory, draft_of, publish, small_framework
from tests.words import words

UPLOAD = reverse("upload")
MIB = 1024 * 1024


def send(client, data=b"", name="framework.yaml", **fields: str):
    content = data.encode() if isinstance(data, str) else data
    file = {"file": SimpleUploadedFile(name, content)} if name else {}
    return client.post(UPLOAD, {"text": "", **file, **fields})


def workbook(**cells: str):
    """Return the small framework as a workbook, with some cells of the sheet Competences changed: ``E2="…"``."""
    publish()
    book = load_workbook(BytesIO(write_workbook(content_of(Version.objects.get().pk))))
    book["Framework"]["B3"] = "2023"
    for cell, value in cells.items():
        book["Competences"][cell] = value
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def problems(response):
    return [(problem.place, problem.message) for problem in response.context["form"].problems]


@pytest.mark.parametrize("fields", [{"data": SMALLEST}, {"name": "", "text": SMALLEST.replace("\n", "\r\n")}])
def test_a_right_text_becomes_a_draft_that_its_editor_previews(client, editor, fields):
    response = send(client, **fields)

    draft = Version.objects.get()
    assert (draft.state, draft.text, draft.created_by) == ("draft", SMALLEST, editor)
    assertRedirects(response, reverse("preview", args=["f", draft.pk]))
    assert Entry.objects.filter(verb="upload", by=editor).exists()


def test_every_problem_is_told_with_its_line_a_pointer_and_what_to_write(client):
    broken = edited(("title: T", "titel: T"), ("value: 2", "value: 1"))

    response = send(client, name="", text=broken)

    assert problems(response) == [
        ("Line 1, column 1", "“title” is missing: add “title: Hand hygiene”"),
        ("Line 3, column 1", "“titel” is not a field here: write “title”"),
        ("Line 7, column 15", "1 is not above 1: write the lowest level first, each with a higher number"),
    ]
    shown = response.context["form"].problems[2]
    assert shown.quote == "    - {value: 1, label: High}"
    assert shown.pointer == "              ^"
    assert not Version.objects.exists()


@pytest.mark.parametrize("fields", [{"data": "titel: T\n"}, {"name": "", "text": "titel: T\n"}])
def test_a_wrong_text_stays_in_the_box_also_that_of_a_file(client, fields):
    response = send(client, **fields)

    assertContains(response, "titel: T\n</textarea>")
    assertContains(response, 'data-line="1"')
    assertContains(response, f"Nothing is stored yet: mend {len(problems(response))} problems first")


def test_one_problem_is_counted_as_one(client):
    assertContains(send(client, edited(("T", "''"))), "mend 1 problem first")


def test_a_file_that_is_no_text_is_refused_without_putting_it_into_the_box(client):
    response = send(client, "# caf\u00e9\n".encode("latin-1"))

    [(place, message)] = problems(response)
    assert (place, message[:27]) == ("Line 1, column 6", "byte 0xe9 is not UTF-8 text")
    assertContains(response, "# caf\ufffd")
    assertNotContains(response, "data-line")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "plan.odp",
            b"?",
            "plan.odp is of another kind. Choose a YAML file (.yaml), a workbook (.xlsx), a Word document",
        ),
        ("plan.txt", b"{\\rtf1}", "plan.txt is of another kind: it is in Rich Text Format"),
        ("plan.txt", b"Dear all", "plan.txt: this does not look like a framework: of its paragraphs 0 begin"),
        ("Plan.ODS", b"PK", "Plan.ODS is of another kind: open it in LibreOffice and save it again"),
        ("plan.xls", b"x", "plan.xls is of another kind: open it in Excel or LibreOffice and save it as"),
        ("plan.csv", b"K1", "plan.csv is of another kind: its first line has but one cell"),
        ("plan.xlsm", b"PK", "plan.xlsm is of another kind: save it as an Excel workbook without macros (.xlsx)"),
        ("framework.yaml", b"", "This file is empty"),
        ("framework.yaml", b"a" * (5 * MIB + 1), "framework.yaml is longer than 5 MiB"),
        ("framework.xlsx", b"a" * (5 * MIB + 1), "framework.xlsx is longer than 5 MiB"),
        ("framework.yaml", b"a" * (9 * MIB), "framework.yaml is longer than 5 MiB"),
    ],
)
def test_what_is_no_framework_is_refused_by_name_or_size(client, name, data, message):
    response = send(client, data, name)

    assertContains(response, message)
    assert not problems(response)


@pytest.mark.parametrize("size", [5 * MIB + 1, 12 * MIB])
def test_a_text_that_is_too_long_is_told_so_and_stays(client, size):
    response = send(client, name="", text="a" * size)

    assertContains(response, "This text is longer than 5 MiB")
    assertContains(response, "a" * 1000)


def test_nothing_sent_asks_for_something(client):
    assertContains(client.post(UPLOAD, {"text": " \n"}), "Choose a file, or write the YAML in the box below")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "“&” begins an anchor"),
        ("[" * 5000, "this is nested more than 24 deep"),
        ("\x00", "the character U+0000 cannot be kept"),
    ],
)
def test_what_could_harm_is_refused(client, text, message):
    assert any(message in told for _, told in problems(send(client, text)))


def test_a_published_label_is_refused_at_its_place(client):
    publish()
    text = dump(content_of(Version.objects.get().pk))

    [(place, message)] = problems(send(client, text))

    assert (place, message) == ("Line 2, column 10", "version “2022” is published already: write a new label")


def test_a_workbook_becomes_a_draft_with_yaml_of_its_own(client):
    response = send(client, workbook(E2="Knows when listening matters"), "framework.XLSX")

    draft = Version.objects.get(state="draft")
    assertRedirects(response, reverse("preview", args=["listening", draft.pk]))
    assert "text: Knows when listening matters\n" in draft.text


def test_what_is_not_read_of_a_workbook_is_told_once(client):
    preview = client.get(send(client, workbook(Q1="My <notes>", Q2="Ask Jo"), "framework.xlsx").url)

    assertContains(preview, "Your draft is stored")
    assertContains(preview, "Competences, row 1: the column “My &lt;notes&gt;” is not read")
    assertNotContains(client.get(preview.request["PATH_INFO"]), "is not read")


def test_of_a_workbook_that_is_read_whole_nothing_is_told(client):
    preview = client.get(send(client, workbook(E2="Knows when listening matters"), "framework.xlsx").url)

    assertContains(preview, "Your draft is stored")
    assertNotContains(preview, "Not all that your file holds")


def test_document_becomes_a_draft_that_says_what_was_guessed(client, editor):
    response = send(client, SEED.read_bytes(), "therapy.txt")

    draft = Version.objects.get()
    preview = client.get(response.url)
    assert (draft.state, draft.created_by, draft.label) == ("draft", editor, "1")
    assert "Made of “therapy.txt”" in words(preview)
    assert "Line 48: “Capacity to develop the relationship” is taken for what people do" in words(preview)
    assertNotContains(preview, "Left out:")


def test_what_was_left_out_of_a_document_is_told(client):
    assertContains(client.get(send(client, SEED.read_bytes() + b"\n9\n", "therapy.txt").url), "Left out: 1")


def test_document_revises_the_framework_whose_words_it_has(client):
    load(shipped_text())

    response = send(client, SEED.read_bytes(), "therapy.txt")

    draft = Version.objects.get(state="draft")
    assert (draft.framework.code, draft.label) == ("therapeutic-relationship", "2022-04-2")
    assert "keep their codes and all else that is said of them" in words(client.get(response.url))


def test_document_revises_the_version_that_it_was_begun_from(client, editor):
    base = draft_of(small_framework(version="2023"), by=editor)
    file = {"file": SimpleUploadedFile("therapy.txt", SEED.read_bytes())}

    client.post(f"{UPLOAD}?from={base.pk}", {"text": "", **file})

    draft = Version.objects.get()
    assert (draft.framework.code, draft.label, draft.title[:10]) == ("listening", "2023", "Ability to")


def test_what_was_guessed_is_told_until_the_text_is_another(client):
    load(shipped_text())
    send(client, SEED.read_bytes(), "therapy.txt")
    draft = Version.objects.get(state="draft")
    address = reverse("preview", args=[draft.framework.code, draft.pk])

    client.post(reverse("announce", args=[draft.framework.code, draft.pk]), {"changes": "All is as it was."})
    assertContains(client.get(address), "Made of “therapy.txt”")

    send(client, name="", text=Version.objects.get(pk=draft.pk).text.replace("An ability to help", "An ability to aid"))
    assertNotContains(client.get(address), "Made of")


def test_what_is_published_does_not_say_what_it_was_made_of(client, editor):
    send(client, SEED.read_bytes(), "therapy.txt")

    published = drafting.publish(Version.objects.get(), expected=None, by=editor)

    published.refresh_from_db()
    assert published.origin is None


def test_a_wrong_workbook_is_told_by_sheet_row_and_column(client):
    response = send(client, workbook(C6="D 1", E2="=A1"), "framework.xlsx")

    assert [place for place, _ in problems(response)] == ["Competences, row 2, Text", "Competences, row 6, Code"]
    assertNotContains(response, "data-line")


def test_a_workbook_that_cannot_follow_what_is_published_is_told_by_its_cells(client):
    response = send(client, workbook(G2="K9"), "framework.xlsx")

    [(place, message)] = problems(response)
    assert place == "Competences, row 2, Replaces"
    assert message.startswith("version “2022”, which this one follows, has no “K9”")


def test_a_workbook_that_unpacks_without_end_is_refused(client):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 60 * MIB)

    [(_, message)] = problems(send(client, file.getvalue(), "bomb.xlsx"))

    assert "far more than a framework" in message


@pytest.mark.parametrize(
    ("state", "heading"),
    [("draft", "Change the draft of version 2023"), ("published", "A new version, begun with the text of 2022")],
)
def test_a_version_can_be_changed_in_the_box(client, editor, state, heading):
    versions = {"published": publish(), "draft": draft_of(small_framework(version="2023"), by=editor)}
    base = versions[state]

    response = client.get(UPLOAD, {"from": base.pk})

    assert heading in words(response)
    assertContains(response, escape(base.text))


@pytest.mark.parametrize("key", ["999", "x"])
def test_a_version_that_is_gone_begins_with_an_empty_box(client, key):
    assert client.get(UPLOAD, {"from": key}).context["form"].initial == {"text": ""}


def test_what_was_typed_is_there_after_the_version_it_began_with_is_gone(client):
    assertContains(client.post(f"{UPLOAD}?from=999", {"text": "titel: T"}), "titel: T</textarea>")


@pytest.mark.parametrize("name", ["framework.yaml", "framework.xlsx"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(), st.text().map(str.encode), st.sampled_from([b"PK\x03\x04", SMALLEST.encode()])))
def test_any_bytes_give_problems_or_a_draft(client, name, data):
    response = send(client, data, name)

    assert response.status_code in {HTTPStatus.OK, HTTPStatus.FOUND}
    assert response.status_code == HTTPStatus.FOUND or response.context["form"].errors


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8")))
def test_any_text_gives_problems_or_a_draft(client, text):
    response = send(client, name="", text=text)

    assert response.context["form"].errors


def test_the_upload_page_is_not_there_for_others(client):
    client.force_login(UserFactory.create())

    assert send(client, "code: listening").status_code == HTTPStatus.NOT_FOUND
    assert not Version.objects.exists()


@pytest.mark.parametrize("key", ["9" * 5000, "9" * 30, "²", "-1", "0"])
def test_a_version_that_cannot_be_is_begun_from_nothing(client, key):
    response = client.get(UPLOAD, {"from": key})

    assert response.status_code == HTTPStatus.OK
    assert response.context["base"] is None


def others_draft():
    publish()
    return draft_of(small_framework(version="2023"), by=UserFactory.create(is_framework_editor=True))


def mine():
    return dump(Content.model_validate(small_framework(version="2023", title="Mine")))


def test_somebody_elses_draft_is_replaced_only_by_who_saw_whose_it_is(client, editor):
    draft = others_draft()

    asked = send(client, mine())

    assert f"{draft.created_by} wrote it on" in words(asked)
    assertContains(asked, reverse("version-file", args=["listening", draft.pk, "yaml"]))
    assert Version.objects.get(pk=draft.pk).text == draft.text

    form = asked.context["form"]
    again = send(client, name="", text=form["text"].value(), replaces=form["replaces"].value())

    assertRedirects(again, reverse("preview", args=["listening", draft.pk]))
    stored = Version.objects.get(pk=draft.pk)
    assert (stored.text, stored.created_by) == (mine(), editor)


def test_workbook_that_would_replace_somebody_elses_draft_stands_in_the_box_as_yaml(client):
    others_draft()

    response = send(
        client, write_workbook(Content.model_validate(small_framework(version="2023", title="Mine"))), "f.xlsx"
    )

    assert response.context["form"]["text"].value() == mine()


def test_draft_that_changed_since_it_was_seen_is_asked_about_again(client):
    draft = others_draft()
    begun = client.get(UPLOAD, {"from": draft.pk}).context["form"]
    draft_of(small_framework(version="2023", title="Theirs, once more"), by=draft.created_by)

    response = send(client, name="", text=mine(), replaces=begun["replaces"].value())

    assert "There is a draft of version 2023 already" in words(response)


def test_draft_begun_from_somebody_elses_takes_its_place(client):
    draft = others_draft()
    begun = client.get(UPLOAD, {"from": draft.pk}).context["form"]

    response = send(client, name="", text=mine(), replaces=begun["replaces"].value())

    assertRedirects(response, reverse("preview", args=["listening", draft.pk]))


def test_own_draft_is_replaced_without_being_asked(client, editor):
    publish()
    draft = draft_of(small_framework(version="2023"), by=editor)

    assertRedirects(send(client, mine()), reverse("preview", args=["listening", draft.pk]))


@pytest.fixture
def in_its_place(editor):
    """A draft by an editor in place of somebody else's."""
    theirs = UserFactory.create(full_name="Iris Moreau", is_framework_editor=True)
    draft_of(small_framework(version="2026", title="As it was"), by=theirs)
    [before] = Version.objects.all()
    file = FrameworkFile.of_text(dump(Content.model_validate(small_framework(version="2026", title="As it is"))))
    return drafting.upload(file, replaces=before.digest, by=editor)


def replaced(draft):
    return reverse("replaced-file", args=["listening", draft.pk])


def test_what_a_draft_took_the_place_of_can_be_had(client, in_its_place):
    page = client.get(reverse("preview", args=["listening", in_its_place.pk]))
    file = client.get(replaced(in_its_place))

    assertContains(page, replaced(in_its_place))
    assert (
        f"It took the place of what was written on {date_format(localtime(in_its_place.replaced_at), 'j F Y, H:i')}"
        in words(page)
    )
    assert "by Iris Moreau. Download that text" in words(page)
    assert read(file.content).title == "As it was"
    assert file.headers["Content-Disposition"] == 'attachment; filename="listening-2026-before.yaml"'


def test_the_same_again_takes_the_place_of_nothing(client, editor, in_its_place):
    again = drafting.upload(FrameworkFile.of_text(in_its_place.text), by=editor)

    assert read(client.get(replaced(again)).content).title == "As it was"


def test_a_first_draft_took_the_place_of_nothing(client, editor):
    draft = draft_of(small_framework(version="2026"), by=editor)

    assert client.get(replaced(draft)).status_code == HTTPStatus.NOT_FOUND
    assertNotContains(client.get(reverse("preview", args=["listening", draft.pk])), "took the place")


def test_what_is_published_keeps_no_other_text(editor, in_its_place):
    published = drafting.publish(in_its_place, expected=None, by=editor)

    published.refresh_from_db()
    assert (published.replaced, published.replaced_at) == (None, None)
