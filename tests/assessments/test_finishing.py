from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.audit.models import Entry
from tests.assessments.pages import page
from tests.factories import AssessmentFactory, UserFactory, answer, plan_action, put
from tests.words import words

ALL: dict[str, int | str | Answer] = {
    "K1": 1,
    "K2": Answer(off_scale="na", reason="I only work nights", note="Ask again"),
    "D1": "no",
}


@pytest.fixture
def answered(draft):
    """The nurse's draft with every answer given."""
    return answer(draft, ALL)


def address(name: str, assessment: Assessment) -> str:
    return reverse(name, args=[assessment.pk])


def test_task_list_shows_each_domain_with_its_state(client, draft):
    answer(draft, {"D1": 4})

    response = client.get(address("task-list", draft))

    assertContains(response, "1 of 3 competences answered")
    assertContains(response, "0 of 2 answered")
    assertContains(response, "Not yet started")
    assertContains(response, "Completed")


def test_check_page_names_what_is_missing_and_offers_no_finish(client, draft):
    answer(draft, {"K1": 2, "K2": "na"})

    response = client.get(address("answers", draft))

    assert "2 of 3 competences still need an answer" in words(response)
    assert "K2 Knows what gets in the way, such as: (give a reason) D1 Listens to the end Knowing" in words(response)
    assertContains(response, f'href="{page(draft)}?back=K2#K2"')
    assertContains(response, f'href="{page(draft, "doing")}?back=D1#D1"')
    assertNotContains(response, address("finish", draft))


def test_check_page_shows_every_answer_with_its_reason_and_note(client, answered):
    response = client.get(address("answers", answered))

    assertContains(response, "Not applicable to my role")
    assertContains(response, "Reason: I only work nights")
    assertContains(response, "Note: Ask again")
    assertContains(response, address("finish", answered))


def test_check_page_says_the_answer_first_and_folds_a_long_statement_away(client, draft):
    answer(draft, ALL)

    response = client.get(address("answers", draft))

    told = words(response)
    assert "No opportunity yet Change D1 Listens to the end D1 Listens to the end" in told
    assertContains(response, '<strong><span lang="en-GB">Not yet</span></strong>', html=True)
    assertContains(response, '<details class="app-fold"', count=1)
    assertContains(response, "<li>haste</li>", html=True)


@pytest.mark.parametrize(
    ("state", "told"),
    [("finished", "From your last assessment, 3 March 2026"), ("superseded", "Answered on 3 March 2026")],
)
def test_check_page_says_how_old_an_answer_is_that_nobody_said_anew(client, nurse, state, told):
    previous = put(AssessmentFactory.create(practitioner=nurse), state)
    former = answer(previous, {"K1": 1}).ratings.get()
    draft = AssessmentFactory.create(practitioner=nurse, previous=previous, version=previous.version)
    answer(draft, {"K1": 1}, carried_from=former, rated_at=datetime(2026, 3, 3, 12, tzinfo=UTC))
    answer(draft, {"D1": 2})

    response = client.get(address("answers", draft))

    assert words(response).count(told) == 1


def test_finishing_confirms_and_stays_private(client, nurse, answered):
    response = client.post(address("finish", answered))

    answered.refresh_from_db()
    assertRedirects(response, address("finished", answered))
    assertContains(client.get(address("finished", answered)), "seen by nobody.")
    assert (answered.state, answered.finished_at is not None) == ("finished", True)
    assert Entry.objects.filter(verb="finish", by=nurse, about=nurse).count() == 1


def test_finishing_an_incomplete_assessment_is_refused(client, draft):
    answer(draft, {"K1": 2})

    response = client.post(address("finish", draft), follow=True)

    draft.refresh_from_db()
    assertContains(response, "Some competences have no full answer yet.")
    assert draft.state == "draft"


@pytest.mark.parametrize("name", ["task-list", "rate"])
def test_the_pages_of_a_draft_lead_to_the_answers_once_it_is_finished(client, answered, name):
    client.post(address("finish", answered))

    response = client.get(page(answered) if name == "rate" else address(name, answered))

    assertRedirects(response, address("answers", answered))


def test_the_confirmation_of_a_draft_leads_to_its_task_list(client, draft):
    assertRedirects(client.get(address("finished", draft)), address("task-list", draft))


def test_reopening_makes_it_a_draft_again(client, nurse, answered):
    client.post(address("finish", answered))
    assertContains(client.get(address("answers", answered)), address("reopen", answered))

    response = client.post(address("reopen", answered), follow=True)

    answered.refresh_from_db()
    assertContains(response, "This assessment is open again")
    assert (answered.state, answered.finished_at) == ("draft", None)
    assert Entry.objects.filter(verb="reopen", by=nurse).count() == 1


def test_reopening_is_refused_once_a_newer_assessment_was_started(client, nurse, answered):
    client.post(address("finish", answered))
    AssessmentFactory.create(practitioner=nurse, version=answered.version)
    assertNotContains(client.get(address("answers", answered)), address("reopen", answered))

    response = client.post(address("reopen", answered), follow=True)

    answered.refresh_from_db()
    assertContains(response, "You have started a newer assessment since")
    assert answered.state == "finished"


@pytest.mark.parametrize("state", ["submitted", "reviewed", "agreed"])
def test_what_was_sent_offers_no_reopening(client, answered, state):
    client.post(address("finish", answered))
    put(Assessment.objects.get(pk=answered.pk), state)

    assertNotContains(client.get(address("answers", answered)), address("reopen", answered))
    client.post(address("reopen", answered))

    answered.refresh_from_db()
    assert answered.state == state


@pytest.mark.parametrize("name", ["finish", "reopen"])
def test_moves_are_made_by_post_only(client, answered, name):
    assert client.get(address(name, answered)).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("name", ["finish", "reopen"])
def test_somebody_elses_assessment_cannot_be_moved(client, name):
    theirs = answer(AssessmentFactory.create(practitioner=UserFactory.create()), ALL)

    assert client.post(address(name, theirs)).status_code == HTTPStatus.NOT_FOUND

    theirs.refresh_from_db()
    assert theirs.state == "draft"


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 1, "off_scale": "na"},
        {"level": 1, "reason": "a reason for a level"},
    ],
)
def test_the_database_refuses_a_rating_that_says_two_things(draft, wrong):
    rating = answer(draft, {"K1": 1}).ratings.by_code(Voice.SELF)["K1"]

    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.filter(pk=rating.pk).update(**wrong)


def test_the_database_refuses_a_second_assessment_under_way(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentFactory.create(practitioner=draft.practitioner, version=draft.version)


@pytest.mark.parametrize("wrong", [{"state": "finished"}, {"state": "unheard-of"}])
def test_the_database_refuses_a_state_without_its_date(draft, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=draft.pk).update(**wrong)


def test_ratings_and_assessments_name_themselves(draft):
    rating = answer(draft, {"K1": 1}).ratings.by_code(Voice.SELF)["K1"]

    assert str(rating) == f"self rating of {rating.competence_id}"
    assert str(plan_action(draft, "K1", text="Read the policy")) == "Read the policy"
    assert str(draft).startswith(f"Ability to listen (2022) by {draft.practitioner}, started ")
