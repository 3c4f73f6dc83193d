"""Text for what somebody writes themselves: the notes and plans that they choose, as they were written."""

from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from competence_app.assessments.rules.answers import Answer
from tests.factories import UserFactory, finished, framework_of, plan_action, publish, small_framework
from tests.languages import framework
from tests.pdfs import bookmarks, is_pdf_ua, tagged, text_of
from tests.reports.voices import spoken
from tests.words import words

NOTED: dict[str, Any] = {
    "K1": Answer(2, note="A note #panic() <i>\nin two lines"),
    "K2": Answer(3, note="Another note"),
    "D1": Answer(off_scale="na", reason="A reason"),
}


def opened(client: Client, name: str = "reflection", **chosen: Any) -> Any:
    return client.get(f"{reverse(name, args=['listening'])}?{urlencode(chosen, doseq=True)}")


def text_on(response: Any) -> str:
    text: str = response.context["text"]
    return text


@pytest.fixture
def plan(nurse):
    """A planned action of the nurse, who has noted something too."""
    return plan_action(finished(nurse, NOTED), "D1", text="Ask a colleague", due_on=date(2027, 1, 13))


def test_the_page_offers_each_note_and_plan_and_nothing_is_chosen(client, plan):
    response = opened(client)

    page = words(response)
    assert "K1 Knows why listening matters A note #panic() <i> in two lines" in page
    assert "D1 Listens to the end Ask a colleague" in page
    assert "A reason" not in page
    assert "Your text" not in page
    assert " checked" not in response.content.decode()


@pytest.mark.time_machine("2026-11-28 12:00Z", tick=False)
def test_what_is_chosen_is_one_text_in_neutral_headings(client, plan):
    text = text_on(opened(client, notes=["K1"], plans=[plan.pk]))

    assert text == (
        "Ability to listen\nAmara Okafor, 28 November 2026\n\n"
        "What I noted\n\nK1 Knows why listening matters\nA note #panic() <i>\nin two lines\n\n"
        "What I plan\n\nD1 Listens to the end\nAsk a colleague (By 13 January 2027)\n"
    )


def test_one_kind_alone_stands_alone(client, plan):
    text = text_on(opened(client, notes=["K2"]))

    assert "K2 Knows what gets in the way, such as: noise; haste\nAnother note" in text
    assert "What I plan" not in text


def test_nothing_promises_that_it_counts_for_anything(client, plan):
    page = words(opened(client, notes=["K1"]))

    assert "What you noted and planned can inform your reflection." in page
    assert "revalidation" not in page.lower()


@pytest.mark.time_machine("2026-11-28 12:00Z", tick=False)
def test_the_same_is_a_pdf(client, plan):
    response = opened(client, "reflection-pdf", notes=["K1"], plans=[plan.pk])

    assert response.headers["Content-Disposition"] == 'attachment; filename="listening-reflection-2026-11-28.pdf"'
    assert bookmarks(response.content) == ["What I noted", "What I plan"]
    assert is_pdf_ua(response.content)
    text = text_of(response.content)
    assert "What I noted K1 Knows why listening matters A note #panic() <i> in two lines What I plan" in text
    assert "D1 Listens to the end Ask a colleague (By 13 January 2027) These notes and plans can inform" in text
    assert "Another note" not in text


def test_the_page_leads_to_the_pdf_of_what_was_chosen(client, plan):
    address = opened(client, notes=["K1"]).context["file"]

    assert "What I noted" in text_of(client.get(address).content)


@pytest.mark.parametrize("chosen", [{"of": "nothing"}, {"notes": ["D1"]}, {"plans": ["0"]}])
def test_who_chose_nothing_that_there_is_is_asked_again(client, plan, chosen):
    page = opened(client, **chosen)

    assert "There is a problem" in words(page)
    assert "Your text" not in words(page)
    assert opened(client, "reflection-pdf", **chosen).url == reverse("reflection", args=["listening"])


def test_another_persons_plan_cannot_be_chosen(client, plan):
    theirs = plan_action(
        finished(UserFactory.create(), {"K1": 2}, version=plan.competence.version), "K1", text="Theirs"
    )

    assert "Theirs" not in words(opened(client, plans=[theirs.pk]))


def test_what_the_supervisor_wrote_is_not_offered(client, nurse, supervisor):
    spoken(nurse, "agreed", supervisor, {"K1": 2}, {"K1": Answer(3, note="Hers")})

    page = words(opened(client))

    assert "Hers" not in page
    assert "You have written no notes and planned no actions yet." in page


@pytest.mark.parametrize("name", ["reflection", "reflection-pdf"])
def test_who_has_nothing_of_a_framework_is_told_how_to_begin(client, nurse, name):
    publish(small_framework())

    response = client.get(reverse(name, args=["listening"]), follow=True)

    assert response.status_code == HTTPStatus.OK
    assert response.redirect_chain[-1][0] == reverse("framework-profile", args=["listening"])


def test_the_words_of_a_framework_are_in_its_language(client, nurse):
    finished(nurse, {"K1": Answer(2, note="Mine")}, version=publish(framework("de")))

    assert 'K1 <span lang="de">' in opened(client).content.decode()
    assert set(tagged(opened(client, "reflection-pdf", notes=["K1"]).content, "/Lang")) == {"de"}


@pytest.mark.parametrize("size", [1, 30])
def test_the_page_takes_no_more_queries_for_more(client, nurse, size, django_assert_num_queries):
    own = dict.fromkeys((f"C{n}" for n in range(1, size + 1)), Answer(2, note="Mine"))
    assessment = finished(nurse, own, version=publish(framework_of(size)))
    for code in own:
        plan_action(assessment, code)
    opened(client, notes=["C1"])

    with django_assert_num_queries(4):  # who asks, assessments, ratings, plans
        opened(client, notes=["C1"])
