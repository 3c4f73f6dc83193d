"""A version on paper: all that it says, whole, accessible, the same bytes each time; and a form to rate on by hand."""

from http import HTTPStatus
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from pypdf import PdfReader
from pytest_django.asserts import assertContains

from competence_app.catalogue.exports import papers
from competence_app.catalogue.exports.papers import PAPERS
from competence_app.catalogue.exports.pdf import form_pdf, version_pdf
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.layout.version import LONG
from competence_app.catalogue.layout.wording import DRAFT
from competence_app.catalogue.queries import forget_published
from competence_app.catalogue.rules.schema import Content
from competence_app.demo import cast
from competence_app.people.models import JobRole
from tests.editors import client, editor, reader
from tests.factories import draft_of, framework_of, publish, small_framework, written
from tests.languages import framework
from tests.pdfs import bookmarks, is_pdf_ua, page_texts, root_of, tagged, text_of, title_of
from tests.words import words

__all__ = ["client", "editor", "reader"]

PDFS = [key for key, paper in PAPERS.items() if paper.media_type == "application/pdf"]


def content_of(said: dict[str, Any]) -> Content:
    return read(written(said))


@pytest.fixture(scope="module")
def example() -> Content:
    """The invented framework, which says all that one can say."""
    return read(cast.EXAMPLE.read_text(encoding="utf-8"))


def pdf_at(client, version, key: str):
    return client.get(reverse("version-paper", args=["listening", version.pk, key]))


def squeezed(text: str) -> str:
    """Return a text without its spaces: a line may end anywhere."""
    return "".join(text.split())


@pytest.mark.parametrize("key", PDFS)
def test_it_is_accessible_in_its_language_with_its_title_and_bears_no_date(example, key):
    pdf = PAPERS[key].write(example)

    about: Any = PdfReader(BytesIO(pdf)).metadata
    assert is_pdf_ua(pdf)
    assert title_of(pdf).startswith("Handing over a shift (an example, not for use): ")
    assert root_of(pdf)["/Lang"] == "en"
    assert {"en-GB"} <= set(tagged(pdf, "/Lang"))
    assert about.creation_date is None


@pytest.mark.parametrize("key", PAPERS)
def test_the_same_version_gives_the_same_bytes(example, key):
    assert PAPERS[key].write(example) == PAPERS[key].write(example)
    assert PAPERS[key].write(example) != PAPERS[key].write(example, status=DRAFT)


@pytest.mark.parametrize("key", PDFS)
def test_every_statement_stands_on_it_whole(example, key):
    text = squeezed(text_of(PAPERS[key].write(example)))

    for statement in example.statements:
        assert squeezed(f"{statement.stem}{statement.text}") in text or squeezed(statement.text) in text
        assert all(squeezed(prompt) in text for prompt in statement.prompts)


def test_a_version_says_all_that_its_framework_does(example):
    text = text_of(version_pdf(example, {"student-nurse": "Student nurse"}))

    assert text.startswith(
        "Competence framework, version 1 Handing over a shift (an example, not for use) Version: 1 "
        "Code: example-handover Source: Invented for the demo of this app Published: January 2026 "
        "To be reviewed by: January 2029 This framework is invented, to show what a framework can say."
    )
    for said in (
        "Preparing Before the colleagues come in, whoever hands over knows what they will need. A rating holds: 24 m",
        "P1 What to hand over. An ability to choose what",
        "Think of what the next shift must do, not of what has happened: 1. risks",
        "For example: Saying that someone has slept two hours",
        "At the level “Not yet”: I tell what comes to my mind.",
        "Tags: safety, basics What can help: • A checklist for handing over (invented) (checklist), https://www.example",
        "Target: Student nurse: Independently; Everybody else: Independently A rating holds: forever",
        "H4 Consent and confidence. An ability to decide what is said where: • H4a what others in the room may hear",
        "Leading others I do this in difficult situations and support others Others learn from you, and you notice",
        "Not applicable to my role Left out of the counts. No opportunity yet Something to develop, not a low answer.",
        "What is expected • Student nurse: With support • ward-manager: Leading others • Everybody else: Independently",
    ):
        assert said in text


def test_a_version_has_its_domains_as_bookmarks(example):
    assert bookmarks(version_pdf(example)) == [
        *("Preparing", "Handing over", "With patients and families", "Taking over"),
        *("What the answers mean", "What is expected"),
    ]


def test_what_is_said_of_few_versions_is_left_out_where_it_is_not_said():
    said = small_framework(version="2023", changes="Listening is **told** from hearing.")
    del said["targets"]

    first, next_one = (text_of(version_pdf(content_of(each))) for each in (small_framework(changes=""), said))

    assert "What is new in this version Listening is told from hearing." in next_one
    assert "What is expected" not in next_one
    assert "What is new" not in first


def test_a_long_version_begins_with_its_contents():
    short, long = (version_pdf(content_of(framework_of(size))) for size in (LONG - 1, LONG))

    assert "Contents" not in text_of(short)
    assert "Contents" in page_texts(long)[0]
    assert is_pdf_ua(long)


def test_a_long_statement_is_broken_between_pages_and_stays_whole():
    said = small_framework()
    said["domains"][0]["competences"][0]["text"] = "An ability to " + "listen and listen and " * 220 + "to stop"

    for key in PDFS:
        pdf = PAPERS[key].write(content_of(said))

        assert squeezed("listen and " * 440 + "to stop") in squeezed(text_of(pdf))
        assert is_pdf_ua(pdf)


def test_words_of_a_version_are_in_its_language():
    pdf = version_pdf(content_of(framework("de")))

    assert root_of(pdf)["/Lang"] == "en"
    assert tagged(pdf, "/Lang").count("de") > 20


def test_a_form_has_a_box_for_each_answer_under_every_statement(example):
    text = text_of(form_pdf(example))

    boxes = (
        "Not yet With support Independently Leading others Not applicable to my role No opportunity yet Reason or note:"
    )
    assert text.count(boxes) == len(example.statements) == 8
    assert (
        "H4a Consent and confidence. An ability to decide what is said where: what others in the room may hear" in text
    )
    assert "Not applicable to my role Left out of the counts. Say why." in text
    assert "Name: Date: Job role:" in text


def test_a_form_asks_for_the_name_on_every_page():
    pages = page_texts(form_pdf(content_of(framework_of(40))))

    assert len(pages) > 2
    assert all("Name: Date:" in page for page in pages)
    assert [page.count("Reason or note:") > 0 for page in pages] == [True] * len(pages)


@pytest.mark.parametrize("key", PAPERS)
def test_everybody_gets_a_published_version(reader, key):
    version = publish(small_framework(version="2022 b"))

    response = pdf_at(reader, version, key)

    paper = PAPERS[key]
    assert response.headers["Content-Type"] == paper.media_type
    assert response.headers["Content-Disposition"] == f'attachment; filename="listening-2022_b{paper.suffixes[0]}"'
    assert b"Draft: not published" not in response.content


def test_a_version_names_job_roles_by_their_titles(reader):
    JobRole.objects.update(title="Nurse on the register")

    assert "Nurse on the register: Independently" in text_of(pdf_at(reader, publish(), "pdf").content)


def test_a_draft_is_given_to_editors_alone_and_says_that_it_is_one(client, editor, reader):
    draft = draft_of(small_framework(), by=editor)

    given = pdf_at(client, draft, "pdf").content

    assert "Competence framework, version 2022 · Draft: not published" in text_of(given)
    assert all("version 2022 · Draft: not published Page" in page for page in page_texts(given))
    assert pdf_at(reader, draft, "pdf").status_code == HTTPStatus.NOT_FOUND


def test_another_kind_of_paper_is_no_address(client):
    version = publish()
    address = reverse("version-paper", args=["listening", version.pk, "pdf"]).replace("/pdf/", "/scroll/")

    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_a_versions_page_leads_to_each_kind(reader):
    version = publish()

    page = reader.get(reverse("version", args=["listening", version.pk]))

    for key in PAPERS:
        assertContains(page, reverse("version-paper", args=["listening", version.pk, key]))


def test_a_versions_page_says_where_a_paper_takes_a_while(reader, monkeypatch):
    version = publish()
    said = "Its 3 competences are set when you ask: a PDF takes about 2 seconds to begin."

    short = words(reader.get(reverse("version", args=["listening", version.pk])))
    monkeypatch.setattr(papers, "MANY", 3)
    monkeypatch.setattr(papers, "SET_IN_A_SECOND", 2)
    long = words(reader.get(reverse("version", args=["listening", version.pk])))

    assert said not in short
    assert said in long


def test_the_command_says_beside_a_file_how_far_it_is(db, monkeypatch, capfdbinary):
    publish()
    call_command("export_framework", "listening", "--format", "form")
    silent = capfdbinary.readouterr().err
    monkeypatch.setattr(papers, "MANY", 3)

    call_command("export_framework", "listening", "--format", "form")
    call_command("export_framework", "listening", "--format", "docx")

    assert silent == b""
    assert capfdbinary.readouterr().err.decode().splitlines() == [
        "Setting the pages of 3 competences, which takes about 1 s of a processor …",
        "Set: 0.0 MiB.",
    ]


def test_pages_of_too_many_competences_are_not_set_while_somebody_waits(reader, monkeypatch):
    version = publish()
    monkeypatch.setattr(papers, "MOST", 2)

    page = reader.get(reverse("version", args=["listening", version.pk]))

    assert "Word document A PDF of so many competences can be had from whoever runs this service." in words(page)
    assert "Form to print" not in words(page)
    assert [pdf_at(reader, version, key).status_code for key in ("pdf", "form", "docx")] == [404, 404, 200]
    assert is_pdf_ua(exported("listening", "--format", "pdf"))


def test_a_paper_takes_as_many_queries_for_many_competences(reader, django_assert_num_queries):
    few, many = publish(), publish(framework_of(60, code="other"))

    forget_published()
    for version, code in ((few, "listening"), (many, "other")):
        forget_published()
        with django_assert_num_queries(6):
            reader.get(reverse("version-paper", args=[code, version.pk, "form"]))


def exported(*arguments: str) -> bytes:
    out = TextIOWrapper(BytesIO())
    call_command("export_framework", *arguments, stdout=out)
    out.flush()
    return out.buffer.getvalue()


@pytest.mark.parametrize("key", PAPERS)
def test_the_command_exports_what_the_page_gives(reader, key):
    version = publish()

    assert exported("listening", "--format", key) == pdf_at(reader, version, key).content


def test_the_command_exports_a_draft_as_one(editor):
    draft_of(small_framework(), by=editor)

    assert "Draft: not published" in text_of(exported("listening", "2022", "--format", "pdf"))


@pytest.mark.parametrize(
    ("name", "title"), [("a.pdf", "Competence framework"), ("a-form.PDF", "Form to rate on by hand")]
)
def test_files_are_converted_by_the_suffix_of_the_other(tmp_path, name, title):
    (tmp_path / "a.yaml").write_text(written(small_framework()))

    call_command("convert_framework", tmp_path / "a.yaml", tmp_path / name, stdout=StringIO())

    assert title_of((tmp_path / name).read_bytes()) == f"Ability to listen: {title}, version 2022"


def test_files_are_converted_into_a_folder(tmp_path):
    (tmp_path / "a.yaml").write_text(written(small_framework()))

    call_command("convert_framework", tmp_path / "a.yaml", tmp_path, "--format", "form", stdout=StringIO())

    assert "Reason or note:" in text_of((tmp_path / "a-form.pdf").read_bytes())
