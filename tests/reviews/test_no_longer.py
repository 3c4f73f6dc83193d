"""A link to what once was with somebody says what became of it, to them and to nobody else."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertTemplateUsed

from competence_app.assessments.actions import sending
from competence_app.assessments.models import Assessment
from competence_app.audit.models import Entry
from competence_app.people.models import Supervision, User
from competence_app.reviews.actions import reviewing
from tests.factories import UserFactory, finished, put, share_with, supervise, yesterday

ALIKE = {"K1": 2, "K2": 3, "D1": 3}


def links(assessment: Assessment) -> list[str]:
    return [reverse("review", args=[assessment.pk]), reverse("sheet-pdf", args=[assessment.pk])]


def told(client, assessment: Assessment) -> set[str]:
    """Return the sentences that its links answer, each with 404."""
    responses = [client.get(link) for link in links(assessment)]
    assert {response.status_code for response in responses} == {HTTPStatus.NOT_FOUND}
    return {str(response.context["exception"]) for response in responses if "no_longer.html" in used(response)}


def used(response) -> set[str]:
    return {template.name for template in response.templates}


@pytest.fixture
def sent(nurse: User, supervisor: User) -> Assessment:
    assessment = finished(nurse, ALIKE)
    sending.submit(assessment, to=supervisor, by=nurse)
    return assessment


def test_it_was_taken_back(client, nurse, supervisor, sent):
    sending.withdraw(sent, by=nurse)

    assert told(client, sent) == {"Amara Okafor took this assessment back. It has not come back to you since."}
    assert not Entry.objects.filter(verb="be refused").exists()


def test_it_was_taken_back_and_sent_to_somebody_else(client, nurse, supervisor, sent):
    other = supervise(nurse)
    sending.withdraw(sent, by=nurse)
    sending.submit(sent, to=other, by=nurse)

    assert told(client, sent) == {"Amara Okafor took this assessment back. It has not come back to you since."}


def test_it_was_returned(client, nurse, supervisor, sent):
    reviewing.return_(sent, comment="Please say more.", remarks={}, by=supervisor)

    assert told(client, sent) == {"You returned this assessment to Amara Okafor. It has not come back to you since."}


def test_it_was_handed_over(client, nurse, supervisor):
    theirs = put(finished(nurse, ALIKE), "reviewed", supervisor)
    Supervision.objects.update(ended_on=yesterday())
    sending.hand_over(theirs, to=supervise(nurse), by=nurse)
    Supervision.objects.filter(supervisor=supervisor).update(ended_on=None)

    assert told(client, theirs) == {"Amara Okafor handed this assessment over to another supervisor."}


def test_it_is_no_longer_shared(client, nurse, supervisor):
    theirs = put(finished(nurse, ALIKE), "agreed", supervise(nurse))
    share_with(theirs, supervisor)
    theirs.shared_with.clear()

    assert told(client, theirs) == {"Amara Okafor no longer shares this assessment with you."}


@pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
@pytest.mark.parametrize("state", ["finished", "submitted", "reviewed", "agreed"])
def test_once_supervision_is_over_that_is_all_that_is_said(client, nurse, supervisor, state):
    theirs = put(finished(nurse, ALIKE), state, supervisor)
    Supervision.objects.update(ended_on=yesterday())

    assert told(client, theirs) == {
        (
            "You supervised Amara Okafor until 21 November 2026. What people send you, you can read while you "
            "supervise them, and no longer."
        )
    }


@pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
def test_so_says_the_profile_of_somebody_once_supervised(client, nurse, supervisor):
    finished(nurse, ALIKE)
    Supervision.objects.update(ended_on=yesterday())

    response = client.get(reverse("staff-profile", args=[nurse.pk, "listening"]))

    assertContains(response, "You supervised Amara Okafor until 21 November 2026.", status_code=HTTPStatus.NOT_FOUND)


def test_whom_it_never_belonged_to_learns_nothing(client, nurse, supervisor, sent, django_assert_num_queries):
    sending.withdraw(sent, by=nurse)
    client.force_login(stranger := UserFactory.create())
    nurse.supervised_by.create(supervisor=stranger)

    assert told(client, sent) == set()
    missing = sent.pk + 1
    with django_assert_num_queries(3) as none:
        response = client.get(reverse("review", args=[missing]))
    assertTemplateUsed(response, "404.html")
    with django_assert_num_queries(len(none)):
        client.get(links(sent)[0])
