"""One competence rated again between two assessments: dated today, and every other as it was."""

from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.actions import assessing
from competence_app.assessments.actions.again import rate_again
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Answer, SentAnswer, Voice
from competence_app.assessments.rules.lifecycle import MoveRefusedError, Need
from competence_app.audit.models import Entry
from competence_app.catalogue.models import Version
from tests.assessments.pages import open_page, sent_by
from tests.factories import JobRoleFactory, answer, finished, publish, put, share_with, small_framework
from tests.words import words

SAID: dict[str, Any] = {"K1": Answer(2, note="Then"), "K2": 3, "D1": 4}
YES = {"K1-still-true": "yes"}


@pytest.fixture
def last(nurse, time_machine) -> Assessment:
    """What the nurse finished on the last day of a year; it is the second day of the next but one."""
    time_machine.move_to("2025-12-31 23:30Z", tick=False)
    past = finished(nurse, SAID)
    time_machine.move_to("2027-01-02 00:30Z", tick=False)
    return past


@pytest.fixture
def client(client, nurse, last):
    """Her browser, signed in on that day."""
    client.force_login(nurse)
    return client


def again(code: str = "K1") -> str:
    return reverse("again", args=["listening", code])


def send(client, code: str = "K1", **said: str):
    """Open the page and save it with what is said: ``K1_answer="3"``."""
    fields = open_page(client, again(code)) | {"after": after(client, code)}
    return client.post(again(code), fields | {name.replace("_", "-"): value for name, value in said.items()})


def after(client, code: str = "K1") -> str:
    html = client.get(again(code)).content.decode()
    return html.split('name="after" value="')[1].split('"')[0] if 'name="after"' in html else ""


def newest(nurse) -> Assessment:
    return Assessment.objects.of(nurse).newest_first()[0]


def said(assessment):
    return {code: (r.answer, r.how, r.rated_at.year) for code, r in assessment.ratings.by_code(Voice.SELF).items()}


def test_the_page_shows_one_statement_and_what_was_said(client, last):
    response = client.get(again())

    assert "You said With support on 31 December 2025. Your note: Then" in words(response)
    assert "Your other 2 answers stand as before, with their old dates." in words(response)
    assertNotContains(response, "Knows what gets in the way")
    assertContains(response, f'name="after" value="{last.pk}"')


def test_an_answer_is_dated_today_and_the_others_stay(client, nurse, last):
    response = send(client, K1_answer="3")

    new = newest(nurse)
    assertRedirects(response, f"{reverse('framework-profile', args=['listening'])}#c-K1")
    assert said(new) == {
        "K1": (Answer(3, note="Then"), "", 2027),
        "K2": (Answer(3), "carried", 2025),
        "D1": (Answer(4), "carried", 2025),
    }
    assert (new.state, new.previous, new.version, new.job_role) == ("finished", last, last.version, last.job_role)
    assert said(last)["K1"] == (Answer(2, note="Then"), "", 2025)
    verbs = Entry.objects.filter(by=nurse).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["start", "finish"]


def test_it_may_be_said_to_be_still_true(client, nurse):
    send(client, **YES)

    assert said(newest(nurse))["K1"] == (Answer(2, note="Then"), "one", 2027)


@pytest.mark.parametrize("typed", [{}, {"K1-note": "Only a note"}])
def test_something_must_be_said(client, nurse, last, typed):
    response = send(client, **typed)

    assertContains(response, "K1: say that it is still true, or choose the answer that is true now")
    assert newest(nurse) == last


def test_changed_asks_into_what_and_once(client, nurse, last):
    response = send(client, **{"K1-still-true": "no"})

    assertContains(response, "K1: choose the answer that is true now")
    assertNotContains(response, "say that it is still true")
    assert newest(nurse) == last


def test_a_reason_that_is_required_is_asked_for(client, nurse, last):
    response = send(client, K1_answer="na")

    assertContains(response, "say why you answered")
    assert newest(nurse) == last


@pytest.mark.parametrize("typed", [YES, {"K1-answer": "4"}])
def test_pressed_twice_it_is_made_once(client, nurse, last, typed):
    fields = open_page(client, again()) | {"after": after(client)} | typed
    client.post(again(), fields)

    response = client.post(again(), fields)

    assertRedirects(response, f"{reverse('framework-profile', args=['listening'])}#c-K1")
    assert Assessment.objects.of(nurse).count() == 2


def test_another_answer_of_another_window_is_shown_beside_and_nothing_is_made(client, nurse):
    fields = open_page(client, again()) | {"after": after(client)}
    send(client, K1_answer="4")

    response = client.post(again(), fields | {"K1-answer": "1"})

    assertContains(response, "K1: also answered in another window. Choose the answer to keep")
    assert Assessment.objects.of(nurse).count() == 2
    shown = sent_by(response.content.decode())
    client.post(again(), shown | {"after": after(client)})
    assert said(newest(nurse))["K1"][0] == Answer(1, note="Then")


def test_another_competence_of_another_window_is_kept(client, nurse):
    fields = open_page(client, again()) | {"after": after(client)}
    send(client, "K2", K2_answer="1")

    client.post(again(), fields | YES)

    assert {code: how for code, (_, how, _) in said(newest(nurse)).items()} == {
        "K1": "one",
        "K2": "carried",
        "D1": "carried",
    }
    assert said(newest(nurse))["K2"] == (Answer(1), "carried", 2027)


def test_what_the_page_followed_may_be_unreadable(client, nurse):
    fields = open_page(client, again()) | {"after": "x"}

    client.post(again(), fields | YES)

    assert said(newest(nurse))["K1"][1] == "one"


def test_a_former_job_role_stays_until_a_whole_assessment(client, nurse, last):
    nurse.job_role = JobRoleFactory.create(code="ward-manager")
    nurse.save()

    send(client, K1_answer="3")

    assert newest(nurse).job_role == last.job_role


def test_it_goes_into_the_draft_that_is_under_way(client, nurse, last):
    draft = assessing.start(version=last.version, job_role=None, by=nurse)
    assertContains(client.get(again()), "You have an assessment under way: your answer goes into it.")

    response = send(client, **YES)

    assertRedirects(response, reverse("task-list", args=[draft.pk]), fetch_redirect_response=False)
    assert "K1 is saved in the assessment that you have under way" in words(client.get("/"))
    assert (newest(nurse), newest(nurse).state) == (draft, "draft")
    assert said(draft)["K1"] == (Answer(2, note="Then"), "one", 2027)


def test_a_first_draft_takes_it_too(client, nurse, last):
    Assessment.objects.filter(pk=last.pk).update(state="draft", finished_at=None)

    send(client, K1_answer="1")

    assert said(last)["K1"] == (Answer(1, note="Then"), "", 2027)


def revised(**first: Any) -> Version:
    content = small_framework(version="2027")
    content["domains"][0]["competences"][0].update(first)
    return publish(content)


def test_a_draft_on_an_older_version_without_it_is_led_to(client, nurse, last):
    draft = assessing.start(version=last.version, job_role=None, by=nurse)
    revised(code="K9", text="Knows a new thing")

    assertRedirects(client.get(again("K9")), reverse("task-list", args=[draft.pk]))


@pytest.mark.parametrize("state", ["submitted", "reviewed"])
def test_what_is_with_a_supervisor_is_named_and_nothing_is_asked(client, nurse, last, priya, state):
    put(last, state, priya)

    response = client.get(again())

    assertContains(response, "You cannot rate K1 by itself now")
    assert "once this is agreed, or withdrawn" in words(response)
    assertContains(response, reverse("answers", args=[last.pk]))
    client.post(again(), YES | {"K1-former": "2", "K1-base": "x"})
    assert newest(nurse) == last


def test_of_a_revised_framework_others_are_answered_first(client, nurse, last):
    revised(text="Knows when listening matters")

    response = client.get(again("K2"))

    assert "1 other needs an answer too" in words(response)
    assertContains(response, reverse("start", args=["listening"]))
    client.post(again("K2"), {"K2-still-true": "yes", "K2-former": "3"})
    assert newest(nurse) == last


def test_the_only_one_that_was_reworded_is_rated_on_the_new_version(client, nurse):
    new = revised(text="Knows when listening matters")
    assertContains(client.get(again()), "The words have changed since")

    send(client, **YES)

    assert newest(nurse).version == new
    assert said(newest(nurse)) == {
        "K1": (Answer(2, note="Then"), "one", 2027),
        "K2": (Answer(3), "carried", 2025),
        "D1": (Answer(4), "carried", 2025),
    }


def test_what_is_gone_from_the_framework_is_told(client):
    revised(code="K9", text="Knows a new thing", replaces=["K1"])

    assert "K1 is no longer in it" in words(client.get(again()))
    assert client.get(again("K8")).status_code == HTTPStatus.NOT_FOUND


def test_whoever_never_rated_is_led_to_the_start(client, nurse, last):
    last.delete()

    assertRedirects(client.get(again()), reverse("start", args=["listening"]))


def test_an_unknown_framework_is_not_found(client):
    assert client.get(reverse("again", args=["nothing", "K1"])).status_code == HTTPStatus.NOT_FOUND


def test_nobody_makes_an_assessment_of_less_than_all(nurse, last):
    last.ratings.filter(competence__code="D1").delete()

    with pytest.raises(MoveRefusedError) as refusal:
        rate_again(
            last.version,
            {"K1": SentAnswer(Answer(1), last.ratings.get(level=2).answer.fingerprint)},
            after=last.pk,
            by=nurse,
        )

    assert refusal.value.reasons == (Need.COMPLETE,)
    assert newest(nurse) == last


def test_nobody_else_sees_it_and_the_agreed_one_stays_as_it_was(client, nurse, last, priya, omar):
    share_with(put(answer(last, {"K1": 1}, voice=Voice.AGREED), "agreed", priya), omar)

    send(client, K1_answer="4", K1_note="For me alone")

    new = newest(nurse)
    assert (new.supervisor, new.shared_with.count(), new.showings.count()) == (None, 0, 0)
    assertContains(client.get(reverse("result", args=[last.pk])), "Then")
    for person in (priya, omar):
        client.force_login(person)
        assert client.get(reverse("staff-assessment", args=[new.pk])).status_code == HTTPStatus.NOT_FOUND
        assertNotContains(client.get(reverse("staff-profile", args=[nurse.pk, "listening"])), "For me alone")


def test_the_card_of_each_competence_leads_there_from_the_latest_profile_alone(client, nurse, last):
    send(client, K1_answer="4")

    latest = client.get(reverse("framework-profile", args=["listening"])).content.decode()
    former = client.get(reverse("assessment-profile", args=[last.pk])).content.decode()

    assert [(latest.count(again(code)), former.count(again(code))) for code in SAID] == [(1, 0)] * 3


def test_queries_do_not_grow_with_the_past(client, nurse, last, django_assert_max_num_queries):
    for _ in range(10):
        finished(nurse, SAID, version=last.version)

    with django_assert_max_num_queries(8):
        client.get(again())
