"""What two people plan when they meet, written down by the supervisor among the practitioner's plans."""

from datetime import date
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.models import PlannedAction
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.lifecycle import MoveRefusedError
from competence_app.people.models import Notice, Supervision
from competence_app.reviews.actions import planning
from tests.factories import answer, finished, framework_of, plan_action, publish, put, supervise, yesterday
from tests.meanwhile import meanwhile
from tests.post import delivered
from tests.reviews.pages import ALIKE, address, agreeing, deeds, revealed, said
from tests.words import words

TEXT = "Ask to shadow a colleague"
pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)


@pytest.fixture
def differing(sent):
    """The nurse's assessment, revealed; the two differ in K1."""
    return revealed(sent, {"K1": 1, "K2": 2, "D1": 4})


@pytest.fixture
def agreed(differing):
    """The same, agreed."""
    return put(answer(differing, ALIKE, voice=Voice.AGREED), "agreed")


def form(competence="K1", text=TEXT, day="", month="", year=""):
    return {"competence": competence, "text": text, "due_on_day": day, "due_on_month": month, "due_on_year": year}


def planned():
    return [(one.competence.code, one.text, one.due_on, one.written_by) for one in PlannedAction.objects.all()]


def test_it_goes_into_the_practitioners_plans_and_back_to_the_competence(client, nurse, supervisor, differing):
    response = client.post(address("plan", differing), form(day="27", month="3", year="2027"))

    assertRedirects(response, f"{address('agree', differing)}#K1", fetch_redirect_response=False)
    assert planned() == [("K1", TEXT, date(2027, 3, 27), supervisor)]
    assert PlannedAction.objects.get().practitioner == nurse
    page = words(client.get(response.url))
    assert "It is among the plans of Amara Okafor, who can change or remove it. We told them." in page
    assert f"Planned: {TEXT} (by 27 March 2027, written by Priya Nair) Add an action about K1" in page
    assert deeds(supervisor, nurse)[1] == "plan for"


def test_the_practitioner_is_told_of_a_meeting_once_and_nothing_of_a_rating(client, nurse, differing):
    for code in ("K1", "K2"):
        client.post(address("plan", differing), form(code))

    [notice] = Notice.objects.all()
    assert (notice.person, notice.subject) == (nurse, "Priya Nair wrote something into your plans")
    assert (notice.path, notice.title) == ("/profile/listening/", "Ability to listen")
    assert not [secret for secret in (TEXT, "K1", "Not yet", "Independently") if secret in notice.text]
    assert [message.to for message in delivered()] == [[nurse.email]]
    notice.read_at = notice.at
    notice.save()

    client.post(address("plan", differing), form("D1"))

    assert Notice.objects.count() == 2


def test_the_practitioner_sees_whose_words_they_are_until_they_are_their_own(client, nurses_client, nurse, differing):
    client.post(address("plan", differing), form(day="27", month="3", year="2027"))

    assert f"{TEXT} by 27 March 2027, written by Priya Nair" in words(nurses_client.get(reverse("home")))
    profile = reverse("framework-profile", args=["listening"])
    assert f"{TEXT} By 27 March 2027, written by Priya Nair" in words(nurses_client.get(profile))
    action = PlannedAction.objects.get()
    later = {"text": TEXT, "due_on_day": "1", "due_on_month": "4", "due_on_year": "2027"}
    nurses_client.post(reverse("edit-action", args=[action.pk]), later | {"base": action.fingerprint})
    assert "By 1 April 2027, written by Priya Nair" in words(nurses_client.get(profile))
    action.refresh_from_db()
    mine = later | {"text": "Shadow Ruth", "base": action.fingerprint}
    nurses_client.post(reverse("edit-action", args=[action.pk]), mine)
    page = words(nurses_client.get(profile))
    assert "Shadow Ruth By 1 April 2027" in page
    assert "written by" not in page
    nurses_client.post(reverse("remove-action", args=[action.pk]))
    assert not PlannedAction.objects.filter(practitioner=nurse).exists()


def test_the_nurses_record_says_what_was_done(client, nurses_client, differing):
    client.get(address("plan", differing))
    client.post(address("plan", differing), form())

    page = words(nurses_client.get(reverse("record")))

    assert "Wrote an action into your plans" in page
    assert "Looked at what you plan" in page


def test_a_button_pressed_twice_plans_once(client, differing):
    for _ in range(2):
        response = client.post(address("plan", differing), form())

    assertRedirects(response, f"{address('agree', differing)}#K1", fetch_redirect_response=False)
    assert len(planned()) == 1
    PlannedAction.objects.update(done_on=date(2026, 11, 1))
    client.post(address("plan", differing), form())
    assert len(planned()) == 2


def test_what_she_plans_already_is_not_planned_again(client, differing):
    plan_action(differing, "K1", text=TEXT)

    client.post(address("plan", differing), form())

    assert planned() == [("K1", TEXT, None, None)]
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"competence": ""}, "Choose the competence that it is about"),
        ({"competence": "K9"}, "This assessment has no such competence: choose one"),
        ({"text": " "}, "Enter what you plan"),
        ({"text": "x" * 2001}, "must be 2,000 characters or fewer. It has 2,001"),
        ({"day": "31", "month": "2", "year": "2027"}, "Date must be a real date"),
        ({"day": "21", "month": "11", "year": "2026"}, "The date must be today or in the future"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, differing, changed, message):
    fields = form(**changed)

    response = client.post(address("plan", differing), fields)

    assert message in words(response)
    assertContains(response, fields["text"].strip())
    assertContains(response, f'value="{fields["due_on_year"]}"')
    if fields["competence"] == "K1":
        assertContains(response, '<option value="K1" selected>')
    assert planned() == []


def test_the_competence_beside_which_it_was_asked_for_is_chosen(client, differing):
    assertContains(client.get(f"{address('plan', differing)}?about=K2"), '<option value="K2" selected>')
    assertNotContains(client.get(f"{address('plan', differing)}?about=K9"), " selected")


def test_what_is_planned_and_not_done_stands_there(client, nurse, supervisor, differing):
    plan_action(differing, "K2", text="Ask for a quiet room", written_by=supervisor)
    plan_action(differing, "D1", text="Count to ten", due_on=date(2027, 1, 13))
    plan_action(differing, "K1", text="Over", done_on=date(2026, 11, 1))

    page = words(client.get(address("plan", differing)))

    assert "K2 Ask for a quiet room (written by Priya Nair)" in page
    assert "D1 Count to ten (by 13 January 2027)" in page
    assert "Over" not in page
    assert deeds(supervisor, nurse) == ["see plans"]


def test_on_the_way_there_nothing_typed_is_left_behind(client, differing):
    response = agreeing(client, differing, then="plan D1", K1_answer="2", K1_note="Saw it once")

    assertRedirects(response, f"{address('plan', differing)}?about=D1", fetch_redirect_response=False)
    assert "What you have agreed so far is saved." in words(client.get(response.url))
    assert said(differing, Voice.AGREED) == {"K1": Answer(2, note="Saw it once")}


def test_what_cannot_be_stored_stays_on_the_page(client, differing):
    response = agreeing(client, differing, then="plan K1", K1_answer="2", K1_note="x" * 2001)

    assertContains(response, "x" * 2001)
    assert "It has 2,001" in words(response)


def test_agreed_meanwhile_the_page_offers_no_planning_that_would_lose_what_was_typed(client, differing):
    put(answer(differing, ALIKE, voice=Voice.AGREED), "agreed")

    response = client.post(address("agree", differing), {"then": "plan K1", "K1-answer": "2", "K1-base": ""})

    assertNotContains(response, "Add an action")


def test_each_competence_of_the_page_leads_to_planning(client, differing):
    page = client.get(address("agree", differing))

    for code in ("K1", "K2", "D1"):
        assertContains(page, f'name="then" value="plan {code}"')


def test_enter_agrees_as_the_last_button_does(client, differing):
    html = client.get(address("agree", differing)).content.decode()

    assert html.index('<button name="then" value="agree" hidden>') < html.index('value="plan K1"')


def test_from_what_was_agreed_it_leads_back_there(client, agreed):
    plan = address("plan", agreed)
    assertContains(client.get(address("review", agreed)), f'href="{plan}?about=K2"')

    response = client.post(f"{plan}?about=K2", form("K2"))

    assertRedirects(response, f"{address('review', agreed)}#K2", fetch_redirect_response=False)
    assert f"Planned: {TEXT} (written by Priya Nair)" in words(client.get(response.url))


def test_from_the_sheet_it_leads_back_there(client, agreed):
    plan, sheet = f"{address('plan', agreed)}?about=K1&from=sheet", address("meeting-sheet", agreed)
    assertContains(client.get(sheet), f'href="{escape(plan)}"')

    assertContains(client.get(plan), f'href="{sheet}"')
    assertRedirects(client.post(plan, form()), f"{sheet}#K1", fetch_redirect_response=False)


def test_whoever_it_is_shared_with_reads_and_writes_nothing(client, supervisor, nurse):
    theirs = revealed(put(finished(nurse, ALIKE), "submitted", supervise(nurse)))
    theirs = put(answer(theirs, ALIKE, voice=Voice.AGREED), "agreed")
    theirs.shared_with.add(supervisor)

    assertNotContains(client.get(address("review", theirs)), "Add an action")
    assert client.post(address("plan", theirs), form()).status_code == HTTPStatus.NOT_FOUND
    assert planned() == []


def test_a_former_supervisor_is_refused_on_record(client, nurse, supervisor, differing):
    Supervision.objects.update(ended_on=yesterday())

    assert client.post(address("plan", differing), form()).status_code == HTTPStatus.NOT_FOUND
    assert deeds(supervisor, nurse) == ["be refused"]


def test_what_comes_too_late_stays_on_the_page(client, differing):
    with meanwhile(lambda: Supervision.objects.update(ended_on=yesterday())):
        response = client.post(address("plan", differing), form())

    assert "What you typed is not saved. This assessment is no longer with you" in words(response)
    assertContains(response, TEXT)
    assert planned() == []


@pytest.mark.parametrize("state", ["draft", "finished", "submitted"])
def test_nothing_is_planned_before_the_reveal(supervisor, sent, state):
    put(sent, state)

    with pytest.raises(MoveRefusedError):
        planning.plan_for(sent, code="K1", text=TEXT, due_on=None, by=supervisor)


def test_nobody_else_plans_for_her(nurse, differing):
    with pytest.raises(MoveRefusedError):
        planning.plan_for(differing, code="K1", text=TEXT, due_on=None, by=supervise(nurse))


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_plans(client, nurse, supervisor, count, django_assert_num_queries):
    codes = {f"C{n}": 2 for n in range(1, count + 1)}
    sent = revealed(put(finished(nurse, codes, version=publish(framework_of(count))), "submitted", supervisor), codes)
    for code in codes:
        plan_action(sent, code, written_by=supervisor)
    client.get(address("plan", sent))

    with django_assert_num_queries(4):  # who asks, assessment, the audit record, plans
        client.get(address("plan", sent))
