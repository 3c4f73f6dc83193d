"""Whoever asked that nothing held about them be used goes on alone: nothing of theirs goes to anybody else."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from competence_app.assessments.actions import sending
from competence_app.assessments.models import Assessment, Showing
from competence_app.assessments.rules.lifecycle import MoveRefusedError, Need
from competence_app.people.models import Notice, Supervision, User
from tests import factories
from tests.factories import AssessmentFactory, answer, plan_action, restrict, supervise, yesterday
from tests.reports.voices import spoken
from tests.words import words

ANSWERS = {"K1": 2, "K2": 3, "D1": 4}
REASON = "What is held about you is kept but not used, so nothing goes to anybody else."
WHY = "What is held about you is kept but not used, so you can send and share nothing."


@pytest.fixture
def supervisor(nurse) -> User:
    """Who supervises the nurse."""
    return supervise(nurse)


def address(name: str, assessment: Assessment) -> str:
    return reverse(name, args=[assessment.pk])


def again(user: User) -> User:
    """Return whoever a next request would be from."""
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("then", ["keep", "send"])
def test_a_draft_is_finished_and_stays_with_its_owner(client, nurse, supervisor, then):
    draft = answer(AssessmentFactory.create(practitioner=nurse), ANSWERS)
    restrict(nurse)
    text = words(client.get(address("answers", draft)))
    assert WHY in text
    assert "Finish and keep private" in text
    assert "Finish and send" not in text

    response = client.post(address("finish", draft), {"then": then, "to": supervisor.pk}, follow=True)

    draft.refresh_from_db()
    assert draft.state == ("finished" if then == "keep" else "draft")
    assert (REASON in words(response)) is (then == "send")
    assert not Notice.objects.filter(person=supervisor).exists()


def test_what_is_finished_is_not_sent(client, nurse, supervisor):
    finished = factories.finished(nurse, ANSWERS)
    restrict(nurse)
    text = words(client.get(address("answers", finished)))
    assert "Nobody else sees it while what is held about you is kept but not used." in text
    assert "Send" not in text

    response = client.post(address("send", finished), {"to": supervisor.pk}, follow=True)

    finished.refresh_from_db()
    assert finished.state == "finished"
    assert REASON in words(response)


@pytest.mark.parametrize(
    ("state", "verb"), [("reviewed", sending.hand_over), ("submitted", sending.send_on), ("agreed", sending.share)]
)
def test_nothing_is_passed_on(client, nurse, supervisor, state, verb):
    sent = spoken(nurse, state, supervisor)
    Supervision.objects.update(ended_on=yesterday())
    other = supervise(nurse)
    restrict(nurse)

    text = words(client.post(address("share", sent), {"to": other.pk}))
    with pytest.raises(MoveRefusedError) as refusal:
        verb(sent, to=other, by=again(nurse))

    assert WHY in text
    assert "Ask somebody to supervise you" not in text
    assert refusal.value.reasons == (Need.UNRESTRICTED,)
    assert not Showing.objects.filter(reader=other).exists()


def test_sharing_can_be_stopped(client, nurse, supervisor):
    agreed, reader = spoken(nurse, "agreed", supervisor), supervise(nurse)
    sending.share(agreed, to=reader, by=nurse)
    restrict(nurse)
    text = words(client.get(address("share", agreed)))
    assert "Stop sharing" in text
    assert "Agreed it with you. They cannot read it for now." in text
    assert "You shared it with them. They cannot read it for now." in text

    client.post(reverse("unshare", args=[agreed.pk, reader.pk]))

    assert not agreed.shared_with.exists()


def test_what_was_agreed_gets_no_closing_comment(client, nurse, supervisor):
    agreed = spoken(nurse, "agreed", supervisor)
    page = client.get(address("result", agreed))
    assert page.context["form"]

    restrict(nurse)

    assert client.get(address("result", agreed)).context["form"] is None
    response = client.post(reverse("comment", args=[agreed.pk]), {"comment": "Thank you"})
    assert REASON in words(response)
    agreed.refresh_from_db()
    assert agreed.closing_comment == ""


def test_what_was_sent_is_taken_back(client, nurse, supervisor):
    sent = spoken(nurse, "submitted", supervisor)
    restrict(nurse)

    assertRedirects(client.post(address("withdraw", sent)), address("answers", sent))

    sent.refresh_from_db()
    assert sent.state == "finished"


def test_its_owner_goes_on_rating_and_planning(client, nurse):
    mine = factories.finished(nurse, ANSWERS)
    action = plan_action(mine, "K1")
    restrict(nurse)

    client.post(address("reopen", mine))

    mine.refresh_from_db()
    assert mine.state == "draft"
    for name, args in (("rate", [mine.pk, "knowing"]), ("start", ["listening"]), ("edit-action", [action.pk])):
        assert client.get(reverse(name, args=args)).status_code == HTTPStatus.OK
