"""A whole section said to be still true at once: knowingly, and never passed off as looked at one by one."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.actions import assessing
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.audit.models import Entry
from tests.assessments.pages import open_page, page, save
from tests.factories import answer, finished, publish, put, small_framework
from tests.words import words

SAID: dict[str, Any] = {"K1": 2, "K2": 3, "D1": 4}
BUTTON = 'value="section"'


@pytest.fixture
def again(nurse, time_machine) -> Assessment:
    """The nurse's draft, a year after she finished the first."""
    time_machine.move_to("2025-12-31 12:00Z", tick=False)
    former = finished(nurse, SAID)
    time_machine.move_to("2026-12-31 12:00Z", tick=False)
    return assessing.start(version=former.version, job_role=nurse.job_role, by=nurse)


@pytest.fixture
def fields(client, nurse, again):
    client.force_login(nurse)
    return open_page(client, page(again))


def ways(assessment):
    return {code: rating.how for code, rating in assessment.ratings.by_code(Voice.SELF).items()}


def test_one_button_says_how_many_it_confirms(client, fields, again):
    response = client.get(page(again))

    assertContains(response, BUTTON, count=1)
    assert "the 2 answers of last time that you have not looked at one by one" in words(response)
    assert response.content.decode().index(BUTTON) > response.content.decode().index('value="later"')
    assertNotContains(client.get(page(again, "doing")), BUTTON)


def test_a_whole_section_is_confirmed_and_recorded_as_that(client, fields, nurse, again):
    response = save(client, page(again), fields, "section")

    assertRedirects(response, page(again, "doing"), fetch_redirect_response=False)
    assert ways(again) == {"K1": "section", "K2": "section", "D1": "carried"}
    assert again.ratings.by_code(Voice.SELF)["K1"].rated_at.year == 2026
    assert Entry.objects.filter(verb="confirm section", by=nurse, about=nurse).count() == 1
    assert "2 answers confirmed at once: still true for the whole section." in words(client.get("/"))


def test_what_was_said_one_by_one_stays_so(client, fields, again):
    save(client, page(again), fields, "section", **{"K1-still-true": "yes"})

    assert ways(again) == {"K1": "one", "K2": "section", "D1": "carried"}


def test_what_changed_is_stored_as_that_and_asked_for_where_it_is_not_said(client, fields, again):
    response = save(client, page(again), fields, "section", **{"K1-still-true": "no"})

    assertContains(response, "K1: choose the answer that is true now")
    assert "1 answer confirmed at once" in words(client.get("/"))
    assert ways(again) == {"K1": "carried", "K2": "section", "D1": "carried"}

    save(client, page(again), fields, "section", **{"K1-still-true": "no", "K1-answer": "4"})
    assert again.ratings.by_code(Voice.SELF)["K1"].answer == Answer(4)
    assert ways(again)["K1"] == ""


def test_pressed_twice_it_is_recorded_once(client, fields, again):
    save(client, page(again), fields, "section")

    response = save(client, page(again), fields, "section")

    assertRedirects(response, page(again, "doing"))
    assert ways(again)["K1"] == "section"
    assert Entry.objects.filter(verb="confirm section").count() == 1


def test_what_another_window_changed_is_not_confirmed_along(client, fields, again):
    save(client, page(again), fields, K1_answer="1")

    response = save(client, page(again), fields, "section")

    assertContains(response, "K1: also answered in another window")
    assert again.ratings.by_code(Voice.SELF)["K1"].answer == Answer(1)


def test_what_was_reworded_is_read_one_by_one(client, nurse):
    finished(nurse, SAID)
    revised = small_framework(version="2025")
    revised["domains"][0]["competences"][0]["text"] = "Knows when listening matters"
    revised["domains"][0]["competences"].append({"code": "K3", "text": "Knows silence"})
    draft = assessing.start(version=publish(revised), job_role=None, by=nurse)

    save(client, page(draft), open_page(client, page(draft)), "section")

    assert ways(draft) == {"K2": "section", "D1": "carried"}


def test_nothing_is_offered_at_once_the_first_time(client, draft):
    answer(draft, {"K1": 2, "K2": 3})

    assertNotContains(client.get(page(draft)), BUTTON)


def test_two_repeats_later_it_still_says_that_it_was_said_for_the_whole_section(client, nurse, fields, again):
    save(client, page(again), fields, "section")
    assessing.finish(again, knowing=1, by=nurse)
    revised = small_framework(version="2027")
    revised["domains"][0]["competences"][0].update(text="Knows why to listen", change="editorial")
    third = assessing.start(version=publish(revised), job_role=None, by=nurse)
    assessing.finish(third, knowing=3, by=nurse)

    fourth = assessing.start(version=third.version, job_role=None, by=nurse)

    said = fourth.ratings.by_code(Voice.SELF)
    assert {code: rating.still_true for code, rating in said.items()} == {"K1": "section", "K2": "section", "D1": ""}
    assert {rating.how for rating in said.values()} == {"carried"}
    shown = words(client.get(reverse("assessment-profile", args=[fourth.pk])))
    assert shown.count("Still true on 31 December 2026, today, said for the whole section. Carried from your") == 2


def test_both_read_how_it_was_said_side_by_side_and_on_the_sheet(client, nurse, priya, fields, again):
    save(client, page(again), fields, "section", **{"K1-still-true": "yes"})
    put(again, "reviewed", priya)
    answer(again, {"K1": 1, "K2": 1, "D1": 1}, voice=Voice.SUPERVISOR)
    told = "Still true, said for the whole section", "From last time, not looked at again"
    addresses = (reverse("result", args=[again.pk]), reverse("meeting-sheet", args=[again.pk]))

    mine = [words(client.get(address)) for address in addresses]
    client.force_login(priya)
    hers = [words(client.get(reverse(name, args=[again.pk]))) for name in ("review", "agree", "meeting-sheet")]

    assert [[shown.count(one) for one in told] for shown in (*mine, *hers)] == [[1, 1]] * 5


def test_what_both_said_alike_says_so_too(client, nurse, priya, fields, again):
    save(client, page(again), fields, "section")
    put(again, "reviewed", priya)
    answer(again, SAID, voice=Voice.SUPERVISOR)

    assert words(client.get(reverse("result", args=[again.pk]))).count("said for the whole section") == 2


def test_a_supervisor_reads_on_the_profile_how_it_was_said_and_no_date_of_what_was_carried(
    client, nurse, priya, fields, again
):
    save(client, page(again), fields, "section", **{"K1-still-true": "yes"})
    put(again, "reviewed", priya)
    client.force_login(priya)

    shown = words(client.get(reverse("staff-assessment", args=[again.pk])))

    assert "Still true on 31 December 2026, today, said for the whole section." in shown
    assert "Still true on 31 December 2026, today. " in shown
    assert "2025" not in shown
