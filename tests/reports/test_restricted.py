"""What a supervisor sees of somebody of whom everything is kept, and nothing used: that this is so, and no more."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from competence_app.people.models import Supervision
from tests.factories import UserFactory, restrict, share_with, supervise, yesterday
from tests.reports.voices import looks, spoken
from tests.words import words

LINE = "What is held about Amara Okafor is kept but not used for now: you see nothing of it until this ends."
ABOUT_HER = {
    "staff": [],
    "staff-profile": ["listening"],
    "staff-over-time": ["listening"],
    "staff-take-along": ["listening"],
    "staff-ratings-file": ["listening"],
    "staff-life": ["listening", "K1"],
}


@pytest.fixture
def agreed(nurse, supervisor):
    """What she agreed with the supervisor."""
    return spoken(nurse, "agreed", supervisor)


@pytest.mark.parametrize("name", ABOUT_HER)
def test_her_pages_say_so_and_that_they_were_asked_for_is_on_record(
    supervisors_client, nurse, supervisor, agreed, name
):
    restrict(nurse)

    response = supervisors_client.get(reverse(name, args=[nurse.pk, *ABOUT_HER[name]]))

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert LINE in words(response)
    assert looks(supervisor, nurse) == [("be refused", f"people.user {nurse.pk}")]


@pytest.mark.parametrize("state", ["submitted", "reviewed", "agreed"])
@pytest.mark.parametrize("name", ["review", "staff-assessment", "staff-pdf", "meeting-sheet", "sheet-pdf"])
def test_what_she_sent_says_so_wherever_it_stands(supervisors_client, nurse, supervisor, state, name):
    sent = spoken(nurse, state, supervisor)
    restrict(nurse)

    response = supervisors_client.get(reverse(name, args=[sent.pk]))

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert LINE in words(response)
    assert looks(supervisor, nurse) == [("be refused", f"assessments.assessment {sent.pk}")]


def test_what_is_shared_says_so(client, nurse, supervisor, agreed):
    reader = supervise(nurse)
    share_with(agreed, reader)
    restrict(nurse)
    client.force_login(reader)

    assert LINE in words(client.get(reverse("staff-assessment", args=[agreed.pk])))


@pytest.mark.parametrize("name", ["supervision", "matrix", "training-needs"])
def test_lists_say_so_in_one_line_and_nothing_else(supervisors_client, nurse, agreed, name):
    restrict(nurse)

    text = words(supervisors_client.get(reverse(name)))

    assert LINE in text
    assert text.count("Amara") == 1


@pytest.mark.parametrize("name", ["home", "waiting", "people-take-along", "pattern"])
def test_pages_that_name_whoever_waits_do_not_name_her(supervisors_client, nurse, supervisor, name):
    spoken(nurse, "submitted", supervisor)
    restrict(nurse)

    assert "Amara" not in words(supervisors_client.get(reverse(name)))


def test_a_former_supervisor_reads_that_supervision_is_over_and_no_more(supervisors_client, nurse, agreed):
    restrict(nurse)
    Supervision.objects.update(ended_on=yesterday())

    for name, key in (("staff", nurse.pk), ("staff-assessment", agreed.pk)):
        assert "You supervised Amara Okafor until" in words(supervisors_client.get(reverse(name, args=[key])))


def test_to_whoever_never_supervised_her_she_is_not_there(client, nurse, agreed):
    restrict(nurse)
    client.force_login(UserFactory.create())

    assert LINE not in words(client.get(reverse("staff", args=[nurse.pk])))


def test_she_herself_reads_all_of_it(client, nurse, agreed):
    restrict(nurse)

    for name, args in (("framework-profile", ["listening"]), ("answers", [agreed.pk]), ("result", [agreed.pk])):
        assert client.get(reverse(name, args=args)).status_code == HTTPStatus.OK
    for name, args in (("my-data-file", []), ("ratings-file", ["listening"]), ("profile-pdf", ["listening"])):
        assert client.get(reverse(name, args=args)).status_code == HTTPStatus.OK


def test_once_it_is_lifted_they_see_what_they_saw(supervisors_client, nurse, agreed):
    restrict(nurse).delete()

    assert supervisors_client.get(reverse("staff-profile", args=[nurse.pk, "listening"])).status_code == HTTPStatus.OK
