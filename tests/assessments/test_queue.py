"""Just what must be confirmed or answered, across all domains."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.models import answers
from competence_app.assessments.rules.answers import Answer, Voice
from tests.assessments.pages import open_page, save, sent_by
from tests.assessments.test_moving import moved, revised
from tests.factories import AssessmentFactory, answer, publish, small_framework
from tests.words import words


@pytest.fixture
def draft(nurse):
    """The nurse's draft with K2 answered, and D1 without the reason that it needs."""
    draft = AssessmentFactory.create(practitioner=nurse)
    return answer(draft, {"K2": 3, "D1": Answer(off_scale="na", note="Half said")})


@pytest.fixture
def queue(draft) -> str:
    """The address of its queue."""
    return reverse("queue", args=[draft.pk])


def codes(response):
    return [row.code for row in response.context["form"].rows()]


def stored(assessment):
    return answers(assessment.ratings.by_code(Voice.SELF))


def test_queue_asks_what_has_no_full_answer_in_the_order_of_the_text(client, queue):
    response = client.get(queue)

    assert codes(response) == ["K1", "D1"]
    told = words(response)
    assert told.index("2 to confirm or answer") < told.index("Knowing K1") < told.index("Doing D1")


def test_queue_shows_old_and_new_words_of_what_is_to_be_confirmed(client, nurse, draft):
    answer(draft, {"K1": 2})
    new = moved(client, draft, revised(texts={"K1": {"text": "Knows when listening matters"}}))

    response = client.get(reverse("queue", args=[new.pk]))

    assertContains(response, "<ins> when</ins>", html=True)
    assertContains(response, '<strong lang="en-GB">With support</strong>', html=True)
    assert codes(response) == ["K1", "D1"]


def test_queue_shows_sub_domains_below_their_domain(client, nurse):
    below = {"code": "sub", "title": "Of noise", "competences": [{"code": "K1", "text": "Knows noise"}]}
    domains = [{"code": "knowing", "title": "Knowing", "domains": [below]}]
    draft = AssessmentFactory.create(practitioner=nurse, version=publish(small_framework(domains=domains)))

    response = client.get(reverse("queue", args=[draft.pk]))

    assertContains(response, '<h2 class="nhsuk-heading-m app-rating-heading" lang="en-GB">Knowing</h2>', html=True)
    assertContains(response, '<h3 class="nhsuk-heading-s app-rating-heading" lang="en-GB">Of noise</h3>', html=True)


def test_queue_says_how_far_the_assessment_has_come(client, queue):
    page = words(client.get(queue))

    assert "Ability to listen 1 of 3 answered" in page
    assert "1 of 3 answered 2 to confirm or answer" in page


def test_queue_saves_and_leads_to_the_check_of_the_answers(client, draft, queue):
    response = save(client, queue, open_page(client, queue), K1_answer="2", D1_reason="Ward")

    assertRedirects(response, reverse("answers", args=[draft.pk]))
    assert stored(draft) == {"K1": Answer(2), "K2": Answer(3), "D1": Answer(None, "na", "Ward", "Half said")}


def test_queue_is_put_aside_with_what_is_half_said(client, draft, queue):
    response = save(client, queue, open_page(client, queue), then="later", K1_note="Later")

    assertRedirects(response, reverse("task-list", args=[draft.pk]))
    assert stored(draft)["K1"] == Answer(note="Later")


def test_queue_asks_for_a_missing_reason_and_stores_the_rest(client, draft, queue):
    response = save(client, queue, open_page(client, queue), K1_answer="2")

    assertContains(response, "D1: say why you answered")
    assert sent_by(response.content.decode())["K1-answer"] == "2"
    assert stored(draft)["K1"] == Answer(2)


def test_queue_with_nothing_left_leads_to_the_answers(client, draft, queue):
    save(client, queue, open_page(client, queue), K1_answer="2", D1_answer="4")

    assertRedirects(client.get(queue), reverse("answers", args=[draft.pk]))


def test_queue_shows_both_answers_where_another_window_gave_one(client, draft, queue):
    here, there = open_page(client, queue), open_page(client, queue)
    save(client, queue, there, then="later", K1_answer="3")

    response = save(client, queue, here, then="later", K1_answer="2", D1_answer="1")

    assertContains(response, "K1: also answered in another window", count=2)
    assert codes(response) == ["K1", "D1"]
    assert (stored(draft)["K1"], stored(draft)["D1"].level) == (Answer(3), 1)
    shown = sent_by(response.content.decode())
    assert shown["K1-answer"] == "2"

    save(client, queue, shown, D1_answer="2")

    assert (stored(draft)["K1"], stored(draft)["D1"].level) == (Answer(2), 2)


def test_queue_of_a_draft_moved_meanwhile_says_so_and_keeps_what_was_typed(client, draft, queue):
    fields = open_page(client, queue)
    new = moved(client, draft, revised())

    response = save(client, queue, fields, then="later", K1_answer="4")

    assertContains(response, "Your answers on this page are not saved yet. This assessment is moved to a newer version")
    assertContains(response, reverse("task-list", args=[new.pk]))
    assertNotContains(response, "Reopen the assessment")
    assert sent_by(response.content.decode())["K1-answer"] == "4"


def test_queue_of_a_finished_assessment_offers_to_reopen_it_with_what_was_typed(client, draft, queue):
    fields = open_page(client, queue)
    answer(draft, {"K1": 1})
    save(client, queue, open_page(client, queue), D1_answer="4")
    client.post(reverse("finish", args=[draft.pk]))

    response = save(client, queue, fields, then="later", K1_answer="4")
    assertContains(response, "Reopen the assessment and save these answers")

    again = sent_by(response.content.decode())
    assertContains(save(client, queue, again, then="reopen", D1_answer="4"), "K1: also answered in another window")
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize("method", ["get", "post"])
def test_queue_of_a_finished_assessment_leads_to_its_answers(client, nurse, method):
    finished = AssessmentFactory.create(practitioner=nurse, finished=True)

    response = getattr(client, method)(reverse("queue", args=[finished.pk]))

    assertRedirects(response, reverse("answers", args=[finished.pk]))


def test_task_list_links_to_the_queue_only_after_an_earlier_assessment(client, draft, queue):
    assertNotContains(client.get(reverse("task-list", args=[draft.pk])), queue)

    new = moved(client, draft, revised())

    assertContains(client.get(reverse("task-list", args=[new.pk])), reverse("queue", args=[new.pk]))


def test_task_list_has_no_queue_when_all_came_along(client, nurse, draft):
    answer(draft, {"K1": 2})
    save(client, reverse("queue", args=[draft.pk]), open_page(client, reverse("queue", args=[draft.pk])), D1_answer="4")

    new = moved(client, draft, revised())

    assertNotContains(client.get(reverse("task-list", args=[new.pk])), "to confirm or answer")
