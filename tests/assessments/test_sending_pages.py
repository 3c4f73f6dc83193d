"""Sending an assessment to a supervisor, and taking it back."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.batches import SMALLEST_BATCH
from competence_app.audit.models import Entry
from competence_app.people.models import Notice, Team, User
from tests import factories
from tests.factories import AssessmentFactory, UserFactory, framework_of, publish, put, supervise, yesterday
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
    assessment.refresh_from_db()
    return assessment.finished_at.isoformat() if assessment.finished_at else ""


def send(client, assessment, to: User | None, *discuss: str, **changes: str):
    fields = {"to": str(to.pk) if to else "", "to_discuss": list(discuss), "seen": seen(assessment)} | changes
    return client.post(address("send", assessment), fields)


def ticked(response) -> list[str]:
    return re.findall(r'name="to_discuss"\s+type="checkbox"\s+value="(\w+)"\s+checked', response.content.decode())


def chosen(response) -> str | None:
    value = response.context["form"]["to"].value()
    return value and str(value)


def test_the_page_shows_everything_that_is_sent_and_to_whom(client, finished, priya, omar):
    response = client.get(address("send", finished))

    told = words(response)
    assert "Omar Haddad Registered nurse Priya Nair Registered nurse" in told
    assert "all 3 answers below, with every reason and note" in told
    assert "K1 Knows why listening matters With support Note: Ask about nights" in told
    assert "Not applicable to my role Reason: I only work days" in told
    assert "No opportunity yet" in told


def test_the_page_says_what_happens_then(client, finished, priya):
    told = words(client.get(address("send", finished)))

    assert "rates every competence without seeing your answers; then both of you see both" in told
    assert "until then you can withdraw it" in told
    assert "counted" not in told


def test_the_page_tells_who_works_in_a_team_that_they_may_be_counted(client, nurse, finished, priya):
    nurse.team = Team.objects.create(name="Willow ward")
    nurse.save()

    told = words(client.get(address("send", finished)))

    assert "may also be counted, without your name" in told
    assert f"in groups of {SMALLEST_BATCH} people or more" in told


def test_the_privacy_page_tells_how_many_are_counted_together(client):
    assert f"{SMALLEST_BATCH} people or more at a time" in words(client.get(reverse("privacy")))


def test_nobody_is_chosen_unless_there_is_only_one(client, finished, priya):
    assert chosen(client.get(address("send", finished))) == str(priya.pk)

    supervise(finished.practitioner)

    assert chosen(client.get(address("send", finished))) is None


def test_who_supervises_no_longer_or_has_no_account_cannot_be_chosen(client, nurse, finished):
    supervise(nurse, UserFactory.create(full_name="Former Supervisor"), ended_on=yesterday())
    supervise(nurse, UserFactory.create(full_name="Closed Account", is_active=False))

    response = client.get(address("send", finished))

    assertNotContains(response, "Former Supervisor")
    assertNotContains(response, "Closed Account")
    assertContains(response, "Nobody supervises you yet")
    assertContains(response, f'href="{reverse("supervisors")}"')
    assertNotContains(response, 'name="to"')


def test_looking_at_the_page_changes_nothing(client, finished, priya):
    client.get(address("send", finished))

    finished.refresh_from_db()
    assert (finished.state, finished.supervisor) == ("finished", None)
    assert (Notice.objects.count(), Entry.objects.filter(by=finished.practitioner).count()) == (0, 0)


def test_sending_gives_it_to_the_one_chosen_with_what_to_discuss(client, finished, priya, omar):
    response = send(client, finished, omar, "K1", "D1")

    finished.refresh_from_db()
    assertRedirects(response, address("sent", finished))
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
    html = client.get(address("send", finished)).content.decode()

    send(client, finished, priya, seen=html.partition('name="seen" value="')[2].partition('"')[0])

    finished.refresh_from_db()
    assert finished.submitted_at - finished.finished_at == timedelta(hours=1)
    assert f"Ability to listen, {day}" in words(client.get(address("sent", finished)))


def test_the_confirmation_says_to_whom_and_what_comes_next(client, finished, priya):
    send(client, finished, priya)

    response = client.get(address("sent", finished))

    told = words(response)
    assert "Sent to Priya Nair" in told
    assert "They rate every competence without seeing your answers." in told
    assert "Until Priya Nair has rated you, you can withdraw it." in told
    assertContains(response, address("answers", finished))


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
    response = send(client, finished, priya, "K1", seen="2020-01-01T00:00:00+00:00")

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


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_of_what_is_sent_leads_to_the_confirmation(client, finished, priya, method):
    send(client, finished, priya)

    assertRedirects(getattr(client, method)(address("send", finished)), address("sent", finished))


@pytest.mark.parametrize("state", ["draft", "finished", "reviewed", "agreed", "superseded"])
def test_there_is_no_confirmation_of_what_is_not_under_way(client, finished, priya, state):
    put(finished, state, priya)

    assertRedirects(client.get(address("sent", finished)), address("answers", finished))


def test_a_newer_assessment_keeps_the_older_from_being_sent(client, finished, priya):
    AssessmentFactory.create(practitioner=finished.practitioner, version=finished.version)

    response = client.get(address("send", finished), follow=True)

    assertRedirects(response, address("answers", finished))
    assertNotContains(response, address("send", finished))


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

    response = client.get(address("send", finished))

    assert ticked(response) == ["D1"]


@pytest.mark.parametrize("name", ["send", "sent", "withdraw", "share"])
@pytest.mark.parametrize("state", ["finished", "submitted", "reviewed", "agreed"])
def test_its_supervisor_has_none_of_its_owners_pages(client, finished, priya, name, state):
    put(finished, state, priya)
    client.force_login(priya)

    assert client.post(address(name, finished)).status_code == HTTPStatus.NOT_FOUND

    finished.refresh_from_db()
    assert finished.state == state


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_competences(client, nurse, priya, count, django_assert_num_queries):
    version = publish(framework_of(count))
    codes = [statement.code for statement in AssessmentFactory.build(version=version).content.statements]
    finished = factories.finished(nurse, dict.fromkeys(codes, 2), version=version)
    client.get(address("answers", finished))  # reads the version once for the process

    with django_assert_num_queries(6):  # session, user, assessment, supervisors, what to discuss, ratings
        client.get(address("send", finished))
    send(client, finished, priya, *codes)
    with django_assert_num_queries(5):  # session, user, assessment, ratings, what to discuss
        client.get(address("answers", finished))
