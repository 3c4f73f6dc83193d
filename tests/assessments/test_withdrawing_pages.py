"""Taking back what was sent, while that can be done."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.assessments.actions import sending
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.people.models import Notice
from competence_app.reviews.actions import reviewing
from tests import factories
from tests.factories import answer, yesterday
from tests.words import words

FULL: dict[str, int | str | Answer] = {"K1": 1, "K2": 2, "D1": 3}


@pytest.fixture
def sent(nurse, priya) -> Assessment:
    """The nurse's assessment, which is with Priya."""
    sent = factories.finished(nurse, FULL)
    sending.submit(sent, to=priya, by=nurse)
    return sent


def address(name: str, assessment: Assessment) -> str:
    return reverse(name, args=[assessment.pk])


def test_withdrawing_takes_it_back(client, sent):
    response = client.post(address("withdraw", sent), follow=True)

    sent.refresh_from_db()
    assertRedirects(response, address("answers", sent))
    assert "You have withdrawn this assessment. Nobody else has seen your answers." in words(response)
    assert (sent.state, sent.submitted_at) == ("finished", None)


@pytest.mark.parametrize(("is_over", "told"), [(False, 1), (True, 0)])
def test_whoever_supervises_no_longer_is_told_nothing(client, nurse, sent, priya, is_over, told):
    nurse.supervised_by.filter(supervisor=priya).update(ended_on=yesterday() if is_over else None)

    client.post(address("withdraw", sent))

    assert Notice.objects.filter(person=priya, subject__contains="withdrew").count() == told


def test_withdrawing_too_late_says_so_beside_what_both_said(client, sent, priya):
    answer(sent, {"K1": 1, "K2": 1, "D1": 1}, voice=Voice.SUPERVISOR)
    reviewing.reveal(sent, by=priya)

    response = client.post(address("withdraw", sent), follow=True)

    sent.refresh_from_db()
    assertRedirects(response, address("result", sent))
    assertContains(response, "you can no longer withdraw it")
    assert sent.state == "reviewed"


def test_it_asks_first_and_says_what_happens(client, sent):
    assertContains(client.get(address("answers", sent)), f'href="{address("withdraw", sent)}"')

    told = words(client.get(address("withdraw", sent)))

    sent.refresh_from_db()
    assert "Withdraw this assessment?" in told
    assert "We tell Priya Nair that there is nothing to do. They have seen none of your answers." in told
    assert sent.state == "submitted"


def test_it_says_that_whoever_supervises_no_longer_is_not_told(client, nurse, sent):
    nurse.supervised_by.update(ended_on=yesterday())

    assert "Priya Nair, who no longer supervises you, has seen none of your answers and is not told." in words(
        client.get(address("withdraw", sent))
    )


@pytest.mark.parametrize(
    ("state", "leads_to", "told"),
    [
        ("draft", "answers", 0),
        ("finished", "answers", 0),
        ("reviewed", "result", 1),
        ("agreed", "result", 1),
    ],
)
def test_there_is_nothing_to_ask_where_it_cannot_be_withdrawn(client, sent, state, leads_to, told):
    factories.put(sent, state)

    response = client.get(address("withdraw", sent), follow=True)

    assertRedirects(response, address(leads_to, sent))
    assert words(response).count("you can no longer withdraw it") == told


def test_withdrawing_after_a_return_says_where_it_is(client, sent, priya):
    reviewing.return_(sent, comment="Once more", remarks={}, by=priya)

    assertContains(client.post(address("withdraw", sent), follow=True), "it was returned to you.")
