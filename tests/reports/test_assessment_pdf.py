"""An assessment as a PDF: as it was, in every voice that may be heard, and of what was written what is chosen."""

import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.lifecycle import State
from tests.factories import UserFactory, answer, finished, framework_of, publish, put, small_framework
from tests.languages import framework
from tests.pdfs import bookmarks, is_pdf_ua, page_texts, root_of, tagged, text_of, title_of
from tests.reports.voices import spoken
from tests.words import words

NOTED: dict[str, Any] = {
    "K1": Answer(1, note="A note of mine"),
    "K2": 3,
    "D1": Answer(off_scale="na", reason="A reason of mine"),
}
COMMENTED: dict[str, Any] = {
    "K1": Answer(2, note="A note of hers"),
    "K2": 3,
    "D1": Answer(off_scale="na", reason="A reason of mine"),
}


def pdf_of(client: Client, assessment: Assessment, *enclosed: str) -> bytes:
    query = urlencode({"enclosed": enclosed}, doseq=True)
    return client.get(f"{reverse('assessment-pdf', args=[assessment.pk])}?{query}").content


def noted(nurse, supervisor):
    assessment = answer(finished(nurse, NOTED), COMMENTED, voice=Voice.SUPERVISOR)
    answer(assessment, COMMENTED | {"K1": Answer(2, note="A comment of ours")}, voice=Voice.AGREED)
    put(assessment, "agreed", supervisor)
    assessment.closing_comment = "My last word"
    assessment.save()
    return assessment


@pytest.mark.time_machine("2026-03-03 12:00Z", tick=False)
def test_a_document_says_what_it_is_of_whom_and_when(client, nurse, supervisor):
    assessment = spoken(nurse, "agreed", supervisor)

    response = client.get(reverse("assessment-pdf", args=[assessment.pk]))

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="listening-assessment-2026-03-03.pdf"'
    assert title_of(response.content) == "Ability to listen: Competence assessment"
    assert (text := text_of(response.content)).startswith(
        "Competence assessment: agreed 3 March 2026, version 2022 Ability to listen Practitioner: Amara Okafor "
        "Job role: Registered nurse Target: Independently Version: 2022 Finished: 3 March 2026 "
        "Rated by: Priya Nair, 3 March 2026 Agreed: 3 March 2026 Left out of this copy"
    )
    assert "Amara Okafor · Competence assessment, 3 March 2026 Page 1 of 1" in text
    assert "Source: A book of listening Published: April 2022 To be reviewed by: April 2025" in text


@pytest.mark.time_machine("2026-03-03 12:00Z", tick=False)
def test_a_document_holds_each_statement_whole_and_what_each_voice_said(client, nurse, supervisor):
    text = text_of(pdf_of(client, spoken(nurse, "agreed", supervisor)))

    assert (
        "Knowing K1 Knows why listening matters Self-rating: Not yet Rated 3 March 2026. "
        "Rated by Priya Nair: With support Agreed: Independently Target: Independently"
    ) in text
    assert "K2 Knows what gets in the way, such as: • noise • haste" in text
    assert "Doing D1 Listens to the end" in text
    assert "Rated by Priya Nair: Not observed Agreed: Not observed Target: Independently" in text


def test_a_document_is_accessible_and_has_bookmarks(client, nurse, supervisor):
    pdf = pdf_of(client, spoken(nurse, "agreed", supervisor))

    assert is_pdf_ua(pdf)
    assert root_of(pdf)["/Lang"] == "en"
    assert bookmarks(pdf) == ["Knowing", "Doing", "What the answers mean", "Where the text comes from"]


def test_nothing_that_was_written_goes_in_unless_it_is_chosen(client, nurse, supervisor):
    pdf = pdf_of(client, noted(nurse, supervisor))

    text = text_of(pdf)
    for written in ("A note of mine", "A reason of mine", "A note of hers", "A comment of ours", "My last word"):
        assert written not in text
    assert "Left out of this copy, if there are any: notes and reasons; comments." in text


def test_notes_go_in_alone_where_they_are_chosen_alone(client, nurse, supervisor):
    text = text_of(pdf_of(client, noted(nurse, supervisor), "notes"))

    assert "Note by Amara Okafor: A note of mine" in text
    assert "Reason given by Amara Okafor: A reason of mine" in text
    assert "A note of hers" not in text
    assert "A comment of ours" not in text
    assert "My last word" not in text
    assert "Left out of this copy, if there are any: comments." in text


def test_comments_bring_no_reason_of_the_practitioners_along(client, nurse, supervisor):
    text = text_of(pdf_of(client, noted(nurse, supervisor), "comments"))

    assert "Note by Priya Nair: A note of hers" in text
    assert "Comment on what was agreed: A comment of ours" in text
    assert "Closing comment My last word" in text
    assert "of mine" not in text


def test_all_that_was_written_can_go_in(client, nurse, supervisor):
    text = text_of(pdf_of(client, noted(nurse, supervisor), "notes", "comments"))

    assert text.count("A reason of mine") == 1
    assert "A note of hers" in text
    assert "Left out of this copy" not in text


def test_a_choice_that_makes_no_sense_encloses_nothing(client, nurse, supervisor):
    assert "of mine" not in text_of(pdf_of(client, noted(nurse, supervisor), "notes", "everything"))


@pytest.mark.parametrize(("state", "heard"), [("submitted", 1), ("reviewed", 2), ("agreed", 3)])
def test_no_voice_is_heard_before_it_may_be(client, nurse, supervisor, state, heard):
    text = text_of(pdf_of(client, spoken(nurse, state, supervisor)))

    voices = ["Self-rating:" in text, "Rated by Priya Nair: With" in text, "Agreed: Independently" in text]
    assert voices == [True] * heard + [False] * (3 - heard)


def test_a_draft_says_what_is_not_answered_and_no_target_where_there_is_none(client, nurse):
    draft = put(finished(nurse, {"K1": 2}, version=publish(small_framework(targets={}, source={}))), State.DRAFT)

    text = text_of(pdf_of(client, draft))

    assert "Target: None for this job role" in text
    assert "Finished: Not yet" in text
    assert "Self-rating: Not answered yet" in text
    assert "Where the text comes from" not in text


@pytest.mark.time_machine("2026-03-03 12:00Z", tick=False)
def test_a_carried_answer_says_from_where_and_what_is_still_true_so(client, nurse):
    first = finished(nurse, {"K1": 2, "K2": 3, "D1": 3}, finished_at=timezone.now() - timedelta(days=365))
    second = finished(nurse, {"K2": 3})
    Rating.objects.filter(assessment=second).update(still_true="one")
    Rating.objects.get(assessment=first, competence__code="K1").carried_into(second).save()

    text = text_of(pdf_of(client, second))

    assert "With support Rated 3 March 2026. Carried from the assessment of 3 March 2025, version 2022." in text
    assert "Independently Still true on 3 March 2026." in text


def test_what_the_chosen_levels_look_like_goes_in_and_what_others_do_does_not(client, nurse):
    content = small_framework()
    content["domains"][1]["competences"][0]["levels"] = {2: "Hears *most*", 3: "Hears\n\n- all\n- and more"}
    assessment = finished(nurse, {"D1": 3}, version=publish(content))

    text = text_of(pdf_of(client, assessment))

    assert "At the level “Independently”: Hears • all • and more" in text
    assert "Hears most" not in text


def test_the_scale_is_explained_once_or_for_each_kind_of_domain(client, nurse):
    content = small_framework()
    levels = content["scale"]["levels"]
    levels[0] |= {"means": "The same"}
    levels[1] |= {"means": {"knowledge": "I look it up", "capability": "I ask"}, "description": "More\n\nof it"}

    text = text_of(pdf_of(client, finished(nurse, {}, version=publish(content))))

    assert "Answer Meaning Not yet The same With support Of knowledge: I look it up" in text
    assert "Of what one can do: I ask More of it Independently" in text
    assert "Not applicable to my role Left out of the counts." in text


def test_what_people_typed_is_text_and_nothing_else(client, nurse, supervisor):
    nurse.full_name = '#panic("name") *Amara*'
    nurse.save()
    typed = '= Heading\n#eval("1 + 1") $x$ <label> // no comment'
    assessment = spoken(nurse, "agreed", supervisor, {"K1": Answer(1, note=typed)})

    pdf = pdf_of(client, assessment, "notes")

    assert 'Note by #panic("name") *Amara*: = Heading #eval("1 + 1") $x$ <label> // no comment' in text_of(pdf)
    assert bookmarks(pdf)[0] == "Knowing"
    assert is_pdf_ua(pdf)


def test_the_words_of_a_framework_are_in_its_language_and_what_was_typed_is_not(client, nurse, supervisor):
    assessment = spoken(nurse, "reviewed", supervisor, {"K1": 1}, version=publish(framework("de")))

    pdf = pdf_of(client, assessment)

    assert root_of(pdf)["/Lang"] == "en"
    assert set(tagged(pdf, "/Lang")) == {"de"}


@pytest.mark.time_machine("2026-03-03 12:00Z", tick=False)
def test_the_same_assessment_gives_the_same_bytes(client, nurse, supervisor, time_machine):
    assessment = spoken(nurse, "agreed", supervisor)
    first = pdf_of(client, assessment)

    time_machine.shift(timedelta(days=10))
    client.force_login(nurse)  # whose session is over

    assert pdf_of(client, assessment) == first


def test_no_heading_stands_alone_and_what_fits_a_page_is_on_one(client, nurse):
    version = publish(framework_of(40))
    own = dict.fromkeys((f"C{n}" for n in range(1, 41)), Answer(2, note="A note. " * 60))

    pages = page_texts(pdf_of(client, finished(nurse, own, version=version), "notes"))

    for page in pages[:-1]:
        assert page.count("Self-rating:") == page.count("Note by") == page.count("Does thing")
        assert page.count("Self-rating:") >= 3


def test_another_persons_is_not_there(client, nurse):
    theirs = finished(UserFactory.create(), {"K1": 2})

    assert client.get(reverse("assessment-pdf", args=[theirs.pk])).status_code == HTTPStatus.NOT_FOUND


def taking(client: Client, **chosen: Any) -> Any:
    query = urlencode(chosen, doseq=True)
    return client.get(f"{reverse('take-along-pdf', args=['listening'])}?{query}", follow=True)


def test_the_page_offers_each_assessment_and_nothing_written_by_itself(client, nurse):
    finished(nurse, {"K1": 2})
    finished(nurse, {"K1": 3})

    page = client.get(reverse("take-along", args=["listening"]))

    assert words(page).count("Finished ") == 2
    assert "Your profile today" in words(page)
    boxes = re.findall(r'<input[^>]*name="enclosed"[^>]*>', page.content.decode())
    assert [" checked" in box for box in boxes] == [False] * 3


def test_an_older_assessments_page_leads_to_its_own_document(client, nurse):
    first, latest = finished(nurse, {"K1": 2}), finished(nurse, {"K1": 3})
    page, of_latest = (client.get(reverse("assessment-profile", args=[one.pk])) for one in (first, latest))
    address = f"{reverse('take-along', args=['listening'])}?of={first.pk}"

    assert f'href="{address}"' in page.content.decode()
    assert "?of=" not in of_latest.content.decode()
    [chosen] = re.findall(r'<input[^>]*name="of"[^>]* checked[^>]*>', client.get(address).content.decode())
    assert f'value="{first.pk}"' in chosen


def test_what_is_chosen_on_the_page_is_given(client, nurse):
    first = finished(nurse, NOTED)
    finished(nurse, {"K1": 3})

    response = taking(client, of=first.pk, enclosed=["notes"])

    assert response.headers["Content-Type"] == "application/pdf"
    assert "A note of mine" in text_of(response.content)


@pytest.mark.parametrize("of", ["", "0", "nothing"])
def test_what_is_not_there_leads_back_to_the_page(client, nurse, of):
    finished(nurse, NOTED)
    others = finished(UserFactory.create(), {"K1": 2})

    for chosen in (of, others.pk):
        assert "<h1" in taking(client, of=chosen).content.decode()


def test_who_has_nothing_of_a_framework_is_told_how_to_begin(client, nurse):
    publish()

    assert "<h1" in taking(client, of="1").content.decode()


@pytest.mark.parametrize("size", [1, 30])
def test_a_document_takes_no_more_queries_for_more(client, nurse, supervisor, size, django_assert_num_queries):
    own = dict.fromkeys((f"C{n}" for n in range(1, size + 1)), 2)
    assessment = spoken(nurse, "agreed", supervisor, own, own, version=publish(framework_of(size)))
    pdf_of(client, assessment)

    with django_assert_num_queries(5):  # who asks, assessment, ratings, who rated it, what is on record today
        pdf_of(client, assessment)
