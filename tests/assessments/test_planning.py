import re
from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from competence_app.assessments.actions import planning
from competence_app.assessments.models import PlannedAction
from competence_app.audit.models import Entry
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import competence_ids
from tests.factories import AssessmentFactory, UserFactory, answer, plan_action, publish, small_framework
from tests.words import words

BACK = "/profile/listening/#c-K1"
TEXT = "Ask to shadow a colleague"
pytestmark = pytest.mark.time_machine(date(2026, 11, 22), tick=False)


@pytest.fixture
def assessment(draft):
    """The nurse's draft with one answer."""
    return answer(draft, {"K1": 1})


def add_page(assessment, code="K1"):
    return reverse("add-action", args=[competence_ids(assessment.version_id)[code]])


def form(text=TEXT, day="", month="", year="", base="", about=""):
    return {"text": text, "due_on_day": day, "due_on_month": month, "due_on_year": year, "base": base, "about": about}


def hidden_on(client, page):
    return dict(re.findall(r'name="(base|about)" value="([^"]*)"', client.get(page).content.decode()))


def verbs():
    return list(Entry.objects.order_by("pk").exclude(verb="publish").values_list("verb", flat=True))


def test_add_shows_the_competence_and_the_hint_about_patients(client, assessment):
    text = words(client.get(add_page(assessment, "K2")))

    assert "Knows what gets in the way, such as: noise" in text
    assert "no names, wards, dates or unique events" in text


def test_add_plans_an_action_and_returns_to_the_competence(client, nurse, assessment):
    response = client.post(add_page(assessment), form(day="27", month="3", year="2027"))

    assertRedirects(response, BACK, fetch_redirect_response=False)
    action = PlannedAction.objects.get()
    assert (action.practitioner, action.competence.code, action.text) == (nurse, "K1", TEXT)
    assert (action.due_on, action.done_on) == (date(2027, 3, 27), None)
    assert verbs() == ["plan"]


def test_add_needs_no_date(client, assessment):
    client.post(add_page(assessment), form())

    assert PlannedAction.objects.get().due_on is None


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (form(text=" "), "Enter what you will do"),
        (form(text="x" * 2001), "must be 2,000 characters or fewer. It has 2,001"),
        (form(day="31", month="2", year="2027"), "Date must be a real date"),
        (form(day="21", month="11", year="2026"), "The date must be today or in the future"),
    ],
)
def test_add_keeps_what_was_typed_and_says_what_is_wrong(client, assessment, sent, message):
    response = client.post(add_page(assessment), sent)

    assert message in words(response)
    assert sent["text"].strip() in response.content.decode()
    assert f'value="{sent["due_on_year"]}"' in response.content.decode()
    assert not PlannedAction.objects.exists()


def test_add_takes_today(client, assessment):
    client.post(add_page(assessment), form(day="22", month="11", year="2026"))

    assert PlannedAction.objects.get().due_on == date(2026, 11, 22)


@pytest.mark.time_machine("2026-06-30 23:30Z", tick=False)
def test_at_half_past_midnight_today_is_the_new_day(client, assessment):
    refused = client.post(add_page(assessment), form(day="30", month="6", year="2026"))
    client.post(add_page(assessment), form(day="1", month="7", year="2026"))
    action = PlannedAction.objects.get()
    client.post(reverse("tick-action", args=[action.pk]), {"done": "yes"})

    assert "The date must be today or in the future" in words(refused)
    action.refresh_from_db()
    assert (action.due_on, action.done_on) == (date(2026, 7, 1), date(2026, 7, 1))


def test_add_knows_only_what_is_rated_by_itself(client, assessment):
    assert client.get(add_page(assessment, "K2.1")).status_code == 404
    assert client.post(add_page(assessment, "K2.1"), form()).status_code == 404
    assert not PlannedAction.objects.exists()


def test_add_knows_no_competence_of_a_version_that_is_not_published(client, assessment):
    version = Version.objects.create(
        framework=assessment.framework, label="next", title="Next", language="en", source={}, scale={}, targets={}
    )
    domain = version.domains.create(code="d", title="D", kind="knowledge", position=1)
    secret = version.competences.create(domain=domain, code="K1", text="Not out yet", position=1)

    assert client.get(reverse("add-action", args=[secret.pk])).status_code == 404


def test_edit_shows_what_is_planned_and_changes_it(client, assessment):
    action = plan_action(assessment, "K1", due_on=date(2027, 3, 27))
    page = reverse("edit-action", args=[action.pk])

    shown = client.get(page).content.decode()
    response = client.post(page, form("Read the policy", **hidden_on(client, page)))

    assert "Shadow a colleague" in shown
    assert 'value="27"' in shown
    assertRedirects(response, BACK, fetch_redirect_response=False)
    action.refresh_from_db()
    assert (action.text, action.due_on) == ("Read the policy", None)
    assert verbs() == ["revise"]


def test_other_words_are_no_longer_the_supervisors(client, nurse, assessment):
    action = plan_action(assessment, "K1", written_by=UserFactory.create())
    day = date(2027, 3, 27)

    planning.revise_action(action, text=action.text, due_on=day, base=action.fingerprint, by=nurse)
    kept = PlannedAction.objects.filter(due_on=day, written_by__isnull=False).count()
    action.refresh_from_db()
    planning.revise_action(action, text="Read the policy", due_on=day, base=action.fingerprint, by=nurse)

    assert kept == 1
    assert PlannedAction.objects.filter(text="Read the policy", written_by=None).exists()


def test_edit_leaves_a_date_that_has_passed_but_takes_no_other_in_the_past(client, assessment):
    action = plan_action(assessment, "K1", due_on=date(2026, 11, 1))
    page = reverse("edit-action", args=[action.pk])

    kept = client.post(page, form("Still to do", "1", "11", "2026", **hidden_on(client, page)))
    refused = client.post(page, form("Still to do", "2", "11", "2026"))

    assert kept.status_code == 302
    assert "The date must be today or in the future" in words(refused)
    action.refresh_from_db()
    assert (action.text, action.due_on) == ("Still to do", date(2026, 11, 1))


def test_the_second_of_two_windows_is_told_what_the_first_stored_and_loses_nothing(client, assessment):
    action = plan_action(assessment, "K1")
    page = reverse("edit-action", args=[action.pk])
    opened = hidden_on(client, page)
    client.post(page, form("Read the policy", "27", "3", "2027", **opened))

    told = client.post(page, form("Ask Priya", **opened))
    action.refresh_from_db()
    stored_then = action.text
    again = dict(re.findall(r'name="(base|about)" value="([^"]*)"', told.content.decode()))
    kept = client.post(page, form("Ask Priya", **again))

    assert "also changed in another window" in words(told)
    assert "Saved in another window Read the policy By 27 March 2027" in words(told)
    assert "Ask Priya</textarea>" in told.content.decode()
    assert stored_then == "Read the policy"
    assertRedirects(kept, BACK, fetch_redirect_response=False)
    action.refresh_from_db()
    assert (action.text, action.due_on) == ("Ask Priya", None)
    assert verbs() == ["revise", "revise"]


def test_a_window_whose_action_another_removed_offers_to_plan_it_anew(client, assessment):
    action = plan_action(assessment, "K1")
    page = reverse("edit-action", args=[action.pk])
    opened = hidden_on(client, page)
    client.post(reverse("remove-action", args=[action.pk]))

    told = client.post(page, form("Ask Priya", **opened))

    assert "This action was removed in another window" in words(told)
    assert "Ask Priya</textarea>" in told.content.decode()
    assert f'action="{add_page(assessment)}"' in told.content.decode()


@pytest.mark.parametrize("about", ["", "x", "0", "9" * 4301])
def test_an_action_that_is_gone_is_not_found_by_whoever_does_not_say_what_it_was_about(client, assessment, about):
    action = plan_action(assessment, "K1")
    page = reverse("remove-action", args=[action.pk])
    client.post(page)

    assert client.post(page, {"about": about}).status_code == 404


def test_tick_notes_the_day_and_takes_it_back(client, assessment):
    action = plan_action(assessment, "K1")
    page = reverse("tick-action", args=[action.pk])

    response = client.post(page, {"done": "yes"})
    action.refresh_from_db()
    done_on = action.done_on
    client.post(page, {"done": "no"})
    action.refresh_from_db()

    assertRedirects(response, BACK, fetch_redirect_response=False)
    assert done_on == date(2026, 11, 22)
    assert action.done_on is None
    assert verbs() == ["tick off", "untick"]


def test_tick_twice_keeps_the_first_day(client, assessment):
    action = plan_action(assessment, "K1", done_on=date(2026, 10, 1))

    client.post(reverse("tick-action", args=[action.pk]), {"done": "yes"})

    action.refresh_from_db()
    assert action.done_on == date(2026, 10, 1)
    assert verbs() == []


def test_remove_asks_first(client, assessment):
    action = plan_action(assessment, "K1")

    response = client.get(reverse("remove-action", args=[action.pk]))

    assert "Remove this action?" in words(response)
    assert "Shadow a colleague" in words(response)
    assert PlannedAction.objects.filter(pk=action.pk).exists()


def test_remove_deletes_by_post(client, assessment):
    action = plan_action(assessment, "K1")

    response = client.post(reverse("remove-action", args=[action.pk]))

    assertRedirects(response, BACK, fetch_redirect_response=False)
    assert not PlannedAction.objects.exists()
    assert verbs() == ["remove"]


def test_tick_refuses_get(client, assessment):
    action = plan_action(assessment, "K1")

    response = client.get(reverse("tick-action", args=[action.pk]), {"done": "yes"})

    action.refresh_from_db()
    assert response.status_code == 405
    assert action.done_on is None


@pytest.mark.parametrize("name", ["edit-action", "tick-action", "remove-action"])
def test_actions_of_others_are_not_found(client, assessment, name):
    other = AssessmentFactory.create(practitioner=UserFactory.create(), version=assessment.version)
    action = plan_action(other, "K1", text="None of your business")

    response = client.post(reverse(name, args=[action.pk]), {**form("Mine now"), "done": "yes"})

    action.refresh_from_db()
    assert response.status_code == 404
    assert (action.text, action.done_on) == ("None of your business", None)


@pytest.mark.parametrize(
    "act",
    [
        lambda action, by: planning.revise_action(action, text="Mine now", due_on=None, base="", by=by),
        lambda action, by: planning.tick_action(action, done=True, by=by),
        lambda action, by: planning.remove_action(action, by=by),
    ],
)
def test_acts_refuse_anybody_but_the_owner(assessment, act):
    action = plan_action(assessment, "K1")

    with pytest.raises(PlannedAction.DoesNotExist):
        act(action, UserFactory.create())

    action.refresh_from_db()
    assert (action.text, action.done_on) == ("Shadow a colleague", None)


def test_action_about_an_earlier_version_returns_to_its_framework(client, assessment):
    action = plan_action(assessment, "K1")
    publish(small_framework(version="2026"))

    response = client.post(reverse("tick-action", args=[action.pk]), {"done": "yes"})

    assertRedirects(response, BACK, fetch_redirect_response=False)
