"""Sending an assessment to a supervisor, and taking it back."""

import re
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.models import Assessment, answers
from competence_app.assessments.rules.answers import Answer, Voice, fingerprint_of_all
from competence_app.assessments.rules.batches import SMALLEST_BATCH
from competence_app.audit.models import Entry
from competence_app.people.actions import asking
from competence_app.people.models import Notice, SupervisionRequest, Team, User
from tests import factories
from tests.factories import AssessmentFactory, UserFactory, answer, framework_of, publish, put, supervise, yesterday
from tests.meanwhile import meanwhile
from tests.words import words

ANSWERS: dict[str, int | str | Answer] = {
    "K1": Answer(2, note="Ask about nights"),
    "K2": Answer(off_scale="na", reason="I only work days"),
    "D1": "no",
}
GONE = "Choose one of your own supervisors."


@pytest.fixture
def finished(nurse) -> Assessment:
    """The nurse's finished assessment."""
    return factories.finished(nurse, ANSWERS)


def address(name: str, assessment: Assessment) -> str:
    return reverse(name, args=[assessment.pk])


def seen(assessment: Assessment) -> str:
    return fingerprint_of_all(answers(assessment.ratings.by_code(Voice.SELF)))


def fields(assessment: Assessment, to: User | None, *discuss: str, **changes: str) -> dict[str, Any]:
    return {"to": str(to.pk) if to else "", "to_discuss": list(discuss), "seen": seen(assessment)} | changes


def send(client, assessment, to: User | None, *discuss: str, **changes: str):
    return client.post(address("send", assessment), fields(assessment, to, *discuss, **changes))


def finish_and_send(client, assessment, to: User | None, *discuss: str, **changes: str):
    return client.post(address("finish", assessment), fields(assessment, to, *discuss, then="send", **changes))


def ticked(response) -> list[str]:
    return re.findall(r'name="to_discuss"\s+type="checkbox"\s+value="(\w+)"\s+checked', response.content.decode())


def chosen(response) -> str | None:
    value = response.context["form"]["to"].value()
    return value and str(value)


def test_the_page_shows_everything_that_is_sent_and_to_whom(client, finished, priya, omar):
    response = client.get(address("answers", finished))

    told = words(response)
    assert "Omar Haddad Registered nurse Priya Nair Registered nurse" in told
    assert "With support K1 Knows why listening matters Note: Ask about nights" in told
    assert "Reason: I only work days" in told
    assert "No opportunity yet" in told


def test_the_page_says_what_happens_then(client, finished, priya):
    told = words(client.get(address("answers", finished)))

    assert "Priya Nair rates you without seeing your answers; then you both see both." in told
    assert "Until then you can withdraw it." in told
    assert "counted" not in told


def test_the_page_tells_who_works_in_a_team_that_they_may_be_counted(client, nurse, finished, priya):
    nurse.team = Team.objects.create(name="Willow ward")
    nurse.save()

    told = words(client.get(address("answers", finished)))

    assert f"counted without your name, among {SMALLEST_BATCH} or more of your team." in told


def test_the_privacy_page_tells_how_many_are_counted_together(client):
    assert f"{SMALLEST_BATCH} people or more at a time" in words(client.get(reverse("privacy")))


def test_nobody_is_to_be_chosen_where_there_is_only_one(client, finished, priya):
    response = client.get(address("answers", finished))

    assertContains(response, f'<input type="hidden" name="to" value="{priya.pk}">', html=True)
    assert "Send to Priya Nair Ask somebody else to supervise you" in words(response)


def test_nobody_is_chosen_where_there_are_several(client, finished, priya, omar):
    response = client.get(address("answers", finished))

    assert chosen(response) is None
    assertNotContains(response, 'type="hidden" name="to"')


def test_who_supervises_no_longer_or_has_no_account_cannot_be_chosen(client, nurse, finished):
    supervise(nurse, UserFactory.create(full_name="Former Supervisor"), ended_on=yesterday())
    supervise(nurse, UserFactory.create(full_name="Closed Account", is_active=False))

    response = client.get(address("answers", finished))

    assertNotContains(response, "Former Supervisor")
    assertNotContains(response, "Closed Account")
    assertContains(response, "Nobody supervises you now")
    assertContains(response, f'href="{reverse("supervisors")}"')
    assertNotContains(response, 'name="to"')


def test_looking_at_the_page_changes_nothing(client, finished, priya):
    client.get(address("answers", finished))

    finished.refresh_from_db()
    assert (finished.state, finished.supervisor) == ("finished", None)
    assert (Notice.objects.count(), Entry.objects.filter(by=finished.practitioner).count()) == (0, 0)


def test_sending_gives_it_to_the_one_chosen_with_what_to_discuss(client, finished, priya, omar):
    response = send(client, finished, omar, "K1", "D1")

    finished.refresh_from_db()
    assertRedirects(response, reverse("home"))
    assert (finished.state, finished.supervisor) == ("submitted", omar)
    assert finished.codes_to_discuss() == {"K1", "D1"}


@pytest.mark.parametrize(
    "day",
    [
        pytest.param("28 March 2027", marks=pytest.mark.time_machine("2027-03-28 00:30Z", tick=False)),
        pytest.param("31 October 2027", marks=pytest.mark.time_machine("2027-10-31 00:30Z", tick=False)),
    ],
)
def test_it_is_finished_and_sent_while_clocks_change(client, finished, priya, time_machine, day):
    time_machine.shift(timedelta(hours=1))
    html = client.get(address("answers", finished)).content.decode()

    send(client, finished, priya, seen=html.partition('name="seen" value="')[2].partition('"')[0])

    finished.refresh_from_db()
    assert finished.submitted_at - finished.finished_at == timedelta(hours=1)
    assert f"With Priya Nair since {day}." in words(client.get(address("answers", finished)))


def test_home_says_to_whom_it_was_sent_and_what_comes_next(client, finished, priya):
    told = words(client.post(address("send", finished), fields(finished, priya), follow=True))

    assert "Sent to Priya Nair. We tell you when they have rated you." in told
    assert "They rate you without seeing your answers." in told
    assert "Withdraw" in told


def test_without_a_choice_nothing_is_sent_and_the_ticks_stay(client, finished, priya, omar):
    response = send(client, finished, None, "K2")

    finished.refresh_from_db()
    assert finished.state == "finished"
    assertContains(response, "There is a problem")
    assertContains(response, '<a href="#id_to_0">Choose a supervisor</a>', html=True)
    assert ticked(response) == ["K2"]


@pytest.mark.parametrize("relation", ["nobody", "former"])
def test_only_ones_own_supervisors_can_be_sent_anything(client, nurse, finished, priya, relation):
    other = UserFactory.create()
    if relation == "former":
        supervise(nurse, other, ended_on=yesterday())

    response = send(client, finished, other)

    finished.refresh_from_db()
    assertContains(response, GONE)
    assert finished.state == "finished"


def test_what_is_not_of_the_framework_cannot_be_discussed(client, finished, priya):
    response = send(client, finished, priya, "X9")

    finished.refresh_from_db()
    assertContains(response, "Choose among the competences shown")
    assert finished.state == "finished"


def test_other_answers_than_those_on_the_page_are_not_sent(client, finished, priya):
    response = send(client, finished, priya, "K1", seen="0123456789ab")

    finished.refresh_from_db()
    assertContains(response, "Your answers have changed since you opened this page.")
    assert ticked(response) == ["K1"]
    assert finished.state == "finished"
    assertContains(response, seen(finished))  # so that the next time is right


def test_a_supervision_that_ends_meanwhile_is_said_and_the_choice_stays(client, nurse, finished, priya, omar):
    with meanwhile(lambda: nurse.supervised_by.filter(supervisor=omar).update(ended_on=yesterday())):
        response = send(client, finished, omar, "K1")

    finished.refresh_from_db()
    assertContains(response, GONE)
    assert ticked(response) == ["K1"]
    assert chosen(response) == str(omar.pk)
    assert finished.state == "finished"


def test_the_choice_of_who_supervises_no_longer_is_made_anew_not_taken_over(client, nurse, finished, priya, omar):
    nurse.supervised_by.filter(supervisor=omar).update(ended_on=yesterday())

    response = send(client, finished, omar)

    assertContains(response, GONE)
    assertNotContains(response, 'type="hidden" name="to"')
    assertNotContains(response, "Send to Priya Nair")


@pytest.mark.parametrize(("name", "part"), [("send", "#send"), ("sent", "")])
@pytest.mark.parametrize("state", ["draft", "finished", "submitted", "reviewed", "agreed", "superseded"])
def test_pages_that_were_lead_to_the_answers(client, finished, priya, name, part, state):
    put(finished, state, priya)

    assertRedirects(client.get(address(name, finished)), address("answers", finished) + part)


def test_a_newer_assessment_keeps_the_older_from_being_sent(client, finished, priya):
    AssessmentFactory.create(practitioner=finished.practitioner, version=finished.version)

    assertNotContains(client.get(address("answers", finished)), address("send", finished))


@pytest.mark.parametrize("became", ["reopened", "older"])
def test_whoever_sends_what_cannot_be_sent_any_more_is_told(client, finished, priya, became):
    if became == "reopened":
        client.post(address("reopen", finished))
    else:
        AssessmentFactory.create(practitioner=finished.practitioner, version=finished.version)

    response = client.post(address("send", finished), {"to": priya.pk}, follow=True)

    assertRedirects(response, address("answers", finished))
    assertContains(response, "Nothing was sent: you reopened this assessment, or started a newer one")


def test_what_was_chosen_before_is_ticked_when_it_is_sent_again(client, finished, priya):
    send(client, finished, priya, "D1")
    client.post(address("withdraw", finished))

    response = client.get(address("answers", finished))

    assert ticked(response) == ["D1"]


@pytest.mark.parametrize("name", ["send", "sent", "withdraw", "share"])
@pytest.mark.parametrize("state", ["finished", "submitted", "reviewed", "agreed"])
def test_its_supervisor_has_none_of_its_owners_pages(client, finished, priya, name, state):
    put(finished, state, priya)
    client.force_login(priya)

    assert client.post(address(name, finished)).status_code == HTTPStatus.NOT_FOUND

    finished.refresh_from_db()
    assert finished.state == state


@pytest.fixture
def draft(nurse) -> Assessment:
    """The nurse's draft with every answer given."""
    return answer(AssessmentFactory.create(practitioner=nurse), ANSWERS)


def test_a_draft_is_finished_and_sent_at_once(client, nurse, draft, priya):
    response = finish_and_send(client, draft, priya, "K1")

    draft.refresh_from_db()
    assertRedirects(response, reverse("home"))
    assert (draft.state, draft.supervisor, draft.codes_to_discuss()) == ("submitted", priya, {"K1"})
    assert [entry.verb for entry in Entry.objects.filter(by=nurse).order_by("pk")] == ["finish", "submit"]
    assert Notice.objects.filter(person=priya).count() == 1


@pytest.mark.parametrize("against", ["nobody chosen", "somebody else", "other answers", "an answer missing"])
def test_what_cannot_be_sent_is_not_finished_either(client, nurse, draft, priya, against):
    to = {"nobody chosen": None, "somebody else": UserFactory.create()}.get(against, priya)
    changes = {"seen": "0123456789ab"} if against == "other answers" else {}
    if against == "an answer missing":
        draft.ratings.first().delete()

    response = finish_and_send(client, draft, to, "D1", **changes)

    draft.refresh_from_db()
    assertContains(response, "There is a problem")
    assert (draft.state, draft.finished_at, draft.supervisor) == ("draft", None, None)
    assert not Entry.objects.filter(by=nurse).exists()


def test_what_was_kept_private_meanwhile_is_sent_by_the_button_that_does_both(client, draft, priya):
    client.post(address("finish", draft))

    finish_and_send(client, draft, priya)

    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_what_another_window_sent_meanwhile_is_told_as_it_was_sent(client, nurse, draft, priya, omar):
    with meanwhile(lambda: put(draft, "submitted", omar)):
        response = client.post(address("finish", draft), fields(draft, priya, then="send"), follow=True)

    assertRedirects(response, reverse("home"))
    assert "Sent to Omar Haddad." in words(response)


def test_a_draft_is_finished_and_kept_private_beside_whom_it_could_be_sent_to(client, draft, priya):
    response = client.post(address("finish", draft), fields(draft, priya, then="keep"))

    draft.refresh_from_db()
    assertRedirects(response, address("finished", draft))
    assert (draft.state, draft.supervisor) == ("finished", None)


def test_the_check_of_a_draft_offers_both(client, draft, priya):
    told = words(client.get(address("answers", draft)))

    assert "Choose what to discuss K1 Knows why listening matters K2 Knows what" in told
    assert "Finish and send to Priya Nair Finish and keep private" in told


def test_without_a_supervisor_a_draft_is_finished_alone_and_what_was_asked_is_told(client, nurse, draft):
    asked = asking.ask("omar@example.org", by=nurse)
    SupervisionRequest.objects.filter(pk=asked.pk).update(asked_at=datetime(2027, 3, 3, 12, tzinfo=UTC))

    response = client.get(address("answers", draft))

    told = words(response)
    assert "You asked omar@example.org on 3 March 2027: not answered yet. Ask somebody else to supervise you" in told
    assert "Finish and keep private" in told
    assertNotContains(response, "Finish and send")


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_competences(client, nurse, priya, count, django_assert_num_queries):
    version = publish(framework_of(count))
    codes = [statement.code for statement in AssessmentFactory.build(version=version).content.statements]
    finished = factories.finished(nurse, dict.fromkeys(codes, 2), version=version)
    client.get(address("answers", finished))  # reads the version once for the process

    with django_assert_num_queries(5):  # who asks, assessment, ratings, supervisors, requests to supervise
        client.get(address("answers", finished))
    send(client, finished, priya, *codes)
    with django_assert_num_queries(4):  # who asks, assessment, ratings, what to discuss
        client.get(address("answers", finished))


def test_whoever_returned_it_costs_no_more_queries_than_a_page_may(client, nurse, draft, django_assert_max_num_queries):
    put(draft, "draft", supervise(nurse))
    draft.returns.create(by=draft.supervisor, comment="Again")
    client.get(address("answers", draft))

    with django_assert_max_num_queries(8):
        client.get(address("answers", draft))
    nurse.supervised_by.update(ended_on=yesterday())
    with django_assert_max_num_queries(8):
        client.get(address("answers", draft))


def test_whoever_has_a_supervisor_is_told_of_whom_they_asked_too(client, nurse, draft, priya):
    asking.ask("omar@example.org", by=nurse)
    said = "not answered yet. Ask somebody else to supervise you"

    assert said in words(client.get(address("answers", draft)))
    put(draft, "draft", priya)
    assert said not in words(client.get(address("answers", draft)))
