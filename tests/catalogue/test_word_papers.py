"""A version as a document of Word: it can be read, revised by hand, and comes back with its codes."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from defusedxml.ElementTree import fromstring
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import assume, given

from competence_app.catalogue.exports.word.writing import version_word
from competence_app.catalogue.formats.document.known import KnownFrameworks
from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.plain import tidied
from competence_app.catalogue.formats.document.proposing import ProposedFramework, propose
from competence_app.catalogue.formats.document.styles import facts_in
from competence_app.catalogue.formats.document.word import word_paragraphs
from competence_app.catalogue.formats.recognising import recognised
from competence_app.catalogue.formats.registry import WORD
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.layout.wording import DRAFT
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.domains import Domain
from competence_app.catalogue.rules.schema import Content
from competence_app.demo import cast
from tests.catalogue.formats.document.files import saved
from tests.catalogue.formats.document.samples import NOTHING, said, shipped
from tests.catalogue.formats.yaml.test_properties import frameworks
from tests.editors import client, editor
from tests.factories import publish, small_framework, written

__all__ = ["client", "editor"]

STATEMENT, PART = "Framework statement", "Framework part"


@pytest.fixture(scope="module")
def example() -> Content:
    """The invented framework, which says all that one can say."""
    return read(cast.EXAMPLE.read_text(encoding="utf-8"))


def back(data: bytes, known: KnownFrameworks = NOTHING) -> ProposedFramework:
    notes: list[Note] = []
    return propose(word_paragraphs(data, notes), "listening", known, notes)


def opened(content: Content) -> Any:
    return docx.Document(BytesIO(version_word(content)))


def small(**changes: Any) -> Content:
    return read(written(small_framework(**changes)))


def kept(domain: Domain) -> Any:
    """Return what a document of Word says of a domain, as people see it."""
    competences = [
        (one.code, tidied(one.text), one.rate, [(part.code, tidied(part.text)) for part in one.parts])
        for one in domain.competences
    ]
    return domain.code, tidied(domain.title), domain.kind, competences, [kept(below) for below in domain.domains]


def texts_of(content: Content) -> list[str]:
    competences = [text for one in content.competences for text in (one.text, *(part.text for part in one.parts))]
    return [content.title, *(holder.domain.title for holder in content.holders), *competences]


@given(frameworks())
def test_what_is_written_comes_back_with_its_words_and_codes(framework):
    content = Content.model_validate(framework)
    assume(all(map(tidied, texts_of(content))))  # nobody sees the others

    again = back(version_word(content)).content

    assert [kept(domain) for domain in again.domains] == [kept(domain) for domain in content.domains]
    assert (again.code, again.language) == (content.code, content.language)
    assert again.title.casefold() == tidied(content.title).casefold()


def test_the_shipped_framework_comes_back_without_a_guess_at_its_statements():
    made = back(version_word(shipped()))

    assert (made.content.code, made.content.version, made.content.title) == (
        shipped().code,
        shipped().version,
        shipped().title,
    )
    assert made.content.introduction == shipped().introduction
    assert [kept(domain) for domain in made.content.domains] == [kept(domain) for domain in shipped().domains]
    assert said(made, "guessed") == [
        "the file says no levels: these are Not yet, With support, Independently, Leading others",
        "the file says no targets: nobody is expected to reach any level until you add some",
        "Paragraph 7: the date of publication is 2022-04, by “Published: April 2022”",
        "Paragraph 8: the publisher's date of review is 2025-04, by “To be reviewed by: April 2025”",
    ]


def test_what_is_not_read_is_kept_of_the_version_that_is_revised(example):
    made = back(version_word(example), KnownFrameworks(current=lambda: [small(), example], labels=lambda _: {"1"}))

    assert made.content.domains == example.domains
    assert (made.content.scale, made.content.targets, made.content.version) == (example.scale, example.targets, "1-2")
    [told] = said(made, "left-out")
    assert told.startswith("80 paragraphs stand beside the statements, by their style (levels, guidance, targets …)")


def test_what_a_version_said_of_the_one_before_it_is_not_said_again():
    revised = small(version="2")
    former = revised.model_copy(update={"domains": tuple(_standing_for_others(domain) for domain in revised.domains)})

    published = back(version_word(former), KnownFrameworks(former, labels=lambda _: {"2"})).content
    draft = back(version_word(former), KnownFrameworks(former)).content

    assert {(one.replaces, one.change) for one in published.competences} == {((), "")}
    assert {(one.replaces, one.change) for one in draft.competences} == {(("old",), "editorial")}


def _standing_for_others(domain: Domain) -> Domain:
    competences = [one.model_copy(update={"replaces": ("old",), "change": "editorial"}) for one in domain.competences]
    return domain.model_copy(update={"competences": tuple(competences)})


def test_a_statement_keeps_its_code_when_its_words_are_changed(example):
    document = opened(example)
    paragraph = next(one for one in document.paragraphs if one.text.startswith("P2\t"))
    paragraph.runs[-1].text = "Knowledge of where to look"

    made = back(saved(document), KnownFrameworks(example)).content

    assert made.competence("P2") == example.competence("P2").model_copy(update={"text": "Knowledge of where to look"})


def test_new_statements_and_parts_need_no_code(example):
    document = opened(example)
    last = document.paragraphs[[one.text for one in document.paragraphs].index("What the answers mean")]
    last.insert_paragraph_before("Says thanks", style=STATEMENT)
    last.insert_paragraph_before("to whom it is due", style=PART)
    last.insert_paragraph_before("An ability to go home in time, and", style="Normal")
    last.insert_paragraph_before("• to stay there", style="Normal")
    last.insert_paragraph_before("Nobody knows what this is.", style="Normal")

    made = back(saved(document), KnownFrameworks(example))

    assert [(one.code, one.text, [part.text for part in one.parts]) for one in made.content.competences[-2:]] == [
        ("T2", "Says thanks", ["to whom it is due"]),
        ("T3", "An ability to go home in time, and", ["to stay there"]),
    ]
    assert any("this is no heading, statement or part of one: “Nobody knows" in told for told in said(made, "left-out"))


def test_a_code_that_stands_twice_is_that_of_the_first(example):
    document = opened(example)
    for text in ("H3\tAn ability to whisper", "T1\tAn ability to ask once more"):
        document.paragraphs[-1].insert_paragraph_before(text, style=STATEMENT)
        document.paragraphs[-1].insert_paragraph_before("H4a\tagain", style=PART)

    made = back(saved(document), KnownFrameworks(example))

    assert [(one.code, [part.code for part in one.parts]) for one in made.content.competences[-2:]] == [
        ("T2", ["T2.1"]),
        ("T3", ["T3.1"]),
    ]
    assert len([told for told in said(made, "guessed") if "stands before another statement already" in told]) == 4


def test_a_rated_part_without_a_code_gets_one(example):
    document = opened(example)
    paragraph = next(one for one in document.paragraphs if one.text.startswith("H4b\t"))
    paragraph.insert_paragraph_before("what neighbours may hear", style="Framework rated part")

    [competence] = [
        one for one in back(saved(document), KnownFrameworks(example)).content.competences if one.code == "H4"
    ]

    assert [(part.code, part.text) for part in competence.parts] == [
        ("H4a", "what others in the room may hear"),
        ("H4.1", "what neighbours may hear"),
        ("H4b", "what the family may hear"),
    ]


def test_domains_keep_their_codes_and_may_be_of_another_kind(example):
    document = opened(example)
    for paragraph in document.paragraphs:
        for old, new in (("Preparing", "Getting ready"), ("Kind: what people know", "Kind: what people do")):
            if paragraph.text == old:
                paragraph.runs[0].text = new

    [domain, *_] = back(saved(document), KnownFrameworks(example)).content.domains

    assert domain == example.domains[0].model_copy(update={"title": "Getting ready", "kind": "capability"})


@pytest.mark.parametrize("gone", ["Framework fact", "Heading 1"])
def test_what_was_deleted_is_found_out_as_of_any_document(gone):
    document = opened(small())
    for paragraph in list(document.paragraphs):
        if paragraph.style.name == gone:
            paragraph._element.getparent().remove(paragraph._element)  # noqa: SLF001 - python-docx deletes nothing

    made = back(saved(document)).content

    assert [one.code for one in made.competences] == ["K1", "K2", "D1"]
    assert [domain.title for domain in made.domains] == (
        ["Knowing", "Doing"] if gone == "Framework fact" else ["Ability to listen"]
    )


def test_headings_that_go_on_and_numbers_in_them_stay_what_they_are():
    content = small()
    titles = ["1. Knowing", "1. Knowing others:"]
    domains = [one.model_copy(update={"title": name}) for one, name in zip(content.domains, titles, strict=True)]

    made = back(version_word(content.model_copy(update={"domains": tuple(domains)}))).content

    assert [domain.title for domain in made.domains] == titles


def test_a_code_without_words_behind_it_is_told():
    document = opened(small())
    document.paragraphs[-1].insert_paragraph_before("K9\t", style=STATEMENT)
    document.paragraphs[-1].insert_paragraph_before("", style=STATEMENT)

    [told] = [told for told in said(back(saved(document)), "left-out") if "K9" in told]
    assert told.endswith("this is no heading, statement or part of one: “K9”")


def test_what_stands_before_a_tab_and_is_no_code_belongs_to_the_statement():
    document = opened(small())
    document.paragraphs[-1].insert_paragraph_before("K 9\tAn ability to wait", style=STATEMENT)

    assert back(saved(document)).content.competences[-1].text == "K 9 An ability to wait"


def test_a_fact_that_cannot_be_is_none():
    said_of_it = ["Code: ..", "Code: a b", "Version: ", "Language: English (UK)", "Kind: whatever", "Owner: me"]

    assert facts_in([*said_of_it, "Code: a", "Kind: what people do"]) == {"Code": "a", "Kind": "what people do"}


def test_all_that_a_version_says_stands_in_it(example):
    document = opened(example)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs).replace("student-nurse", "Student nurse")

    for words in (
        "Competence framework, version 1",
        "Source: Invented for the demo of this app",
        "1. risks, and what has changed in them",
        "For example: Saying that someone has slept two hours",
        "At the level “Not yet”: I tell what comes to my mind.",
        "Target: Student nurse: Independently; Everybody else: Independently",
        "A rating holds: forever",
        "Tags: safety, basics",
        "Student nurse: With support",
    ):
        assert words in text
    assert "A checklist for handing over (invented)" in document.element.xml
    [scale] = document.tables
    assert [cell.text for cell in scale.rows[1].cells] == [
        "Not yet",
        "I have not yet done this, or need to be shown\nEverybody begins here. Nothing is wrong with it.",
    ]


def test_what_begins_with_a_list_stands_below_what_it_is_about():
    said_of_it = small_framework()
    said_of_it["domains"][0]["competences"][0] |= {"guidance": "- Ask\n- Wait", "levels": {1: "- Now and then"}}

    texts = [paragraph.text for paragraph in opened(read(written(said_of_it))).paragraphs]

    begin = texts.index("K1\tKnows why listening matters")
    assert texts[begin + 1 : begin + 5] == ["Ask", "Wait", "At the level “Not yet”: ", "Now and then"]


def test_anybodys_document_may_have_the_styles():
    document = docx.Document()
    document.styles.add_style(STATEMENT, 1)
    document.add_heading("Listening")
    document.add_paragraph("Looks up", style=STATEMENT)
    document.add_paragraph("and nods", style="List Bullet")

    made = back(saved(document))

    assert [(one.text, [part.text for part in one.parts]) for one in made.content.competences] == [
        ("Looks up", ["and nods"])
    ]
    assert said(made, "left-out") == []


def test_it_is_whole_in_its_language_and_leads_where_its_links_do():
    introduction = "1. **Loud**, *slanted* and [led](https://example.org/a?b=“c”&d=1)"
    content = small(language="de", introduction=introduction, targets={}, source={})
    content = content.model_copy(update={"title": "Zu\x0bhören & <verstehen>"})

    with ZipFile(BytesIO(version_word(content))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}

    assert all(fromstring(part) is not None for part in parts.values())
    assert '<w:lang w:val="de"/>' in parts["word/styles.xml"]
    assert "Zuhören &amp; &lt;verstehen&gt;" in parts["word/document.xml"]
    assert "<w:b/></w:rPr>" in parts["word/document.xml"]
    assert "<w:i/></w:rPr>" in parts["word/document.xml"]
    assert "HYPERLINK" in parts["word/document.xml"]
    assert "What is expected" not in parts["word/document.xml"]


def test_a_draft_says_that_it_is_one(example):
    document = docx.Document(BytesIO(version_word(example, status=DRAFT)))

    assert document.paragraphs[1].text == "Competence framework, version 1 · Draft: not published"
    assert (
        document.sections[0].footer.paragraphs[0].text.startswith(f"{example.title}, version 1 · Draft: not published")
    )


def test_an_editor_takes_a_version_to_word_and_brings_it_back_revised(client, editor):
    version = publish()
    document = docx.Document(
        BytesIO(client.get(reverse("version-paper", args=["listening", version.pk, "docx"])).content)
    )
    next(one for one in document.paragraphs if one.text.startswith("K1\t")).runs[-1].text = "Knows when to listen"

    client.post(reverse("upload"), {"text": "", "file": SimpleUploadedFile("revised.docx", saved(document))})

    draft = Version.objects.get(state="draft")
    old, new = content_of(version.pk), content_of(draft.pk)
    assert (draft.framework, draft.label) == (version.framework, "2022-2")
    assert new.competence("K1").text == "Knows when to listen"
    assert [one.code for one in new.competences] == [one.code for one in old.competences]
    assert new.targets == old.targets


def test_it_is_known_as_a_document_of_word(example):
    assert recognised(version_word(example), "nothing") is WORD
