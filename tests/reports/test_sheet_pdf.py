"""The sheet for a meeting as a PDF: what its page holds, for the same two people."""

from datetime import date
from http import HTTPStatus

import pytest
from django.urls import reverse

from competence_app.assessments.models import Rating
from competence_app.catalogue.queries import competence_ids
from competence_app.people.models import Supervision
from tests.factories import framework_of, plan_action, publish, share_with, small_framework, supervise, yesterday
from tests.languages import framework
from tests.pdfs import bookmarks, is_pdf_ua, page_texts, tagged, text_of
from tests.reports.voices import looks, spoken


def address(assessment):
    return reverse("sheet-pdf", args=[assessment.pk])


@pytest.mark.time_machine("2026-11-28 12:00Z", tick=False)
def test_a_sheet_holds_what_there_is_to_talk_about_on_one_page(supervisors_client, nurse, supervisor):
    assessment = spoken(
        nurse, "reviewed", supervisor, {"K1": 1, "K2": 2, "D1": 4}, {"K1": 2, "K2": 2, "D1": "not observed"}
    )
    assessment.to_discuss.add(competence_ids(assessment.version_id)["D1"])
    assessment.ratings.filter(competence__code="K1").update(note="It is\nnot #panic()")
    plan_action(assessment, "K1", text="Ask for #panic()", due_on=date(2027, 1, 13), written_by=supervisor)
    plan_action(assessment, "K2", text="Over", done_on=date(2026, 11, 1))

    response = supervisors_client.get(address(assessment))

    assert response.headers["Content-Disposition"] == 'attachment; filename="listening-meeting-2026-11-28.pdf"'
    assert bookmarks(response.content) == ["To talk about", "What we plan", "Notes"]
    assert is_pdf_ua(response.content)
    [text] = page_texts(response.content)
    assert "Amara Okafor wants to discuss D1 Listens to the end Leading others Not observed The two" in text
    differing = "The two answers differ K1 Knows why listening matters Not yet With support"
    assert f"{differing} Note by Amara Okafor: It is not #panic() Note by Priya Nair: It is not #panic()" in text
    assert "Below the target K2 Knows what gets in the way, such as: noise; haste With support With support" in text
    assert "K1 Ask for #panic() By 13 January 2027, written by Priya Nair K2 Over Done on 1 November 2026" in text


def test_a_long_code_stands_before_what_is_planned(supervisors_client, nurse, supervisor):
    content = small_framework()
    content["domains"][1]["competences"][0]["code"] = code = "finding-and-understanding-information"
    assessment = spoken(nurse, "reviewed", supervisor, {code: 2}, {code: 2}, version=publish(content))
    plan_action(assessment, code, text="Ask Priya", due_on=date(2027, 1, 13))

    pdf = supervisors_client.get(address(assessment)).content

    assert f"What By when {code} Ask Priya By 13 January 2027" in text_of(pdf)
    assert is_pdf_ua(pdf)


def test_what_was_agreed_stands_on_the_sheet_once_it_is(supervisors_client, nurse, supervisor):
    text = text_of(supervisors_client.get(address(spoken(nurse, "agreed", supervisor))).content)

    assert "K1 Knows why listening matters Not yet With support Independently" in text


def test_the_next_level_and_what_helps_stand_below_what_is_missing(supervisors_client, nurse, supervisor):
    content = small_framework()
    [listens] = content["domains"][1]["competences"]
    listens |= {"levels": {3: "Hears all"}, "resources": [{"title": "A course", "url": "https://example.org/"}]}
    assessment = spoken(nurse, "reviewed", supervisor, {"D1": 2}, {"D1": 2}, version=publish(content))

    text = text_of(supervisors_client.get(address(assessment)).content)

    assert "The next level, “Independently”: Hears all What can help: • A course, https://example.org/" in text


def test_an_answer_says_how_it_was_come_to(supervisors_client, nurse, supervisor):
    assessment = spoken(nurse, "reviewed", supervisor)
    Rating.objects.filter(assessment=assessment).update(still_true="section")

    text = text_of(supervisors_client.get(address(assessment)).content)

    assert "Not yet Still true, said for the whole section With support" in text


def test_a_sheet_without_topics_says_so(supervisors_client, nurse, supervisor):
    alike = dict.fromkeys(("K1", "K2", "D1"), 3)

    text = text_of(supervisors_client.get(address(spoken(nurse, "reviewed", supervisor, alike, alike))).content)

    assert (
        "Both said the same of every competence, nothing is below the target, and no rating is older than it holds."
        in text
    )
    assert "What we plan About What By when Notes" in text


def test_a_sheet_is_on_record_as_taken_along_by_a_supervisor_or_as_ones_own(
    client, supervisors_client, nurse, supervisor
):
    assessment = spoken(nurse, "reviewed", supervisor)

    client.get(address(assessment))
    supervisors_client.get(address(assessment))

    assert looks(supervisor, nurse) == [("take meeting sheet along", f"assessments.assessment {assessment.pk}")]
    assert looks(nurse, nurse) == [("take own along", f"assessments.assessment {assessment.pk}")]
    assert (
        "Took the meeting sheet along, as a PDF, with what was written"
        in client.get(reverse("record")).content.decode()
    )


def test_a_former_supervisor_is_refused_the_sheet(supervisors_client, nurse, supervisor):
    assessment = spoken(nurse, "agreed", supervisor)
    Supervision.objects.update(ended_on=yesterday())

    assert supervisors_client.get(address(assessment)).status_code == HTTPStatus.NOT_FOUND
    assert looks(supervisor, nurse) == [("be refused", f"assessments.assessment {assessment.pk}")]


def test_only_what_was_shared_has_a_sheet_for_another_supervisor(supervisors_client, nurse, supervisor):
    theirs = spoken(nurse, "agreed", supervise(nurse))
    assert supervisors_client.get(address(theirs)).status_code == HTTPStatus.NOT_FOUND

    share_with(theirs, supervisor)

    assert supervisors_client.get(address(theirs)).status_code == HTTPStatus.OK


def test_the_page_leads_to_the_pdf(client, nurse, supervisor):
    assessment = spoken(nurse, "reviewed", supervisor)

    assert address(assessment) in client.get(reverse("meeting-sheet", args=[assessment.pk])).content.decode()


def test_the_words_of_a_framework_are_in_its_language(client, nurse, supervisor):
    assessment = spoken(nurse, "agreed", supervisor, {"K1": 1}, version=publish(framework("de")))

    assert set(tagged(client.get(address(assessment)).content, "/Lang")) == {
        "de",
        "en",
    }  # that the rest is not answered


@pytest.mark.parametrize("size", [1, 30])
def test_a_sheet_takes_no_more_queries_for_more(supervisors_client, nurse, supervisor, size, django_assert_num_queries):
    own = dict.fromkeys((f"C{n}" for n in range(1, size + 1)), 2)
    assessment = spoken(nurse, "agreed", supervisor, own, dict.fromkeys(own, 3), version=publish(framework_of(size)))
    for code in own:
        plan_action(assessment, code)
    supervisors_client.get(address(assessment))

    with django_assert_num_queries(6):  # who asks, assessment, the entry, ratings, what to discuss, actions
        supervisors_client.get(address(assessment))
