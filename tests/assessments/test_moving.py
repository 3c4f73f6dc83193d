"""A draft is moved to a newer version: nothing that was said is lost, and nothing is put into anybody's mouth."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.actions import assessing
from competence_app.assessments.models import Assessment, Rating, answers
from competence_app.assessments.queries import questions_of
from competence_app.assessments.rules.answers import BLANK, Answer, SentAnswer, Voice
from competence_app.assessments.rules.lifecycle import MoveRefusedError, Need
from competence_app.assessments.wording import NEEDS
from competence_app.audit.models import Entry
from competence_app.catalogue.models import Version
from tests.assessments.pages import open_page, page, save, sent_by
from tests.factories import AssessmentFactory, UserFactory, answer, publish, put, small_framework
from tests.words import words

LONG_AGO = datetime(2020, 5, 1, 12, tzinfo=UTC)
REWORDED = {"K1": {"text": "Knows when listening matters"}}


def revised(version="2025", texts: dict[str, dict[str, Any]] | None = None, **changes: Any) -> Version:
    """Publish the small framework under another label, with some fields of its competences changed."""
    content = small_framework(version=version, **changes)
    for domain in content["domains"]:
        for competence in domain["competences"]:
            competence.update((texts or {}).get(competence["code"], {}))
    return publish(content)


def moving(draft: Assessment) -> str:
    return reverse("move", args=[draft.pk])


def move(client, draft, to):
    return client.post(moving(draft), {"to": to.pk})


def moved(client, draft, to) -> Assessment:
    """Move a draft on its page; return the new one."""
    move(client, draft, to)
    return Assessment.objects.get(previous=draft)


def said(assessment: Assessment) -> dict[str, list[tuple[str, Answer]]]:
    """Return by code what a rating page shows of the past: the version, and what was said."""
    asked = questions_of(assessment, assessment.content.statements)
    return {q.statement.code: [(e.said.version, e.said.answer) for e in q.earlier] for q in asked if q.earlier}


def test_moving_carries_what_did_not_change_notes_and_half_answers_too(client, draft):
    half, note = Answer(off_scale="na"), Answer(note="Ask Priya")
    answer(draft, {"K1": 2, "K2": half, "D1": note}, rated_at=LONG_AGO)

    new = moved(client, draft, revised(texts=REWORDED))

    assert answers(new.ratings.by_code(Voice.SELF)) == {"K2": half, "D1": note}
    assert {rating.rated_at for rating in new.ratings.by_code(Voice.SELF).values()} == {LONG_AGO}
    assert said(new) == {"K1": [("2022", Answer(2))]}


def test_moving_goes_on_with_the_same_round(client, nurse, draft):
    answer(draft, {"K1": 2, "K2": 3, "D1": 4})
    put(draft, "finished")
    again = assessing.start(version=draft.version, job_role=None, by=nurse)
    save(client, page(again), open_page(client, page(again)), **{"K2-still-true": "yes"})

    new = moved(client, again, revised(texts={"K1": {"text": "Knows why to listen", "change": "editorial"}}))

    said = new.ratings.by_code(Voice.SELF)
    assert {code: (rating.is_looked_at, rating.still_true) for code, rating in said.items()} == {
        "K1": (False, ""),
        "K2": (True, "one"),
        "D1": (False, ""),
    }


def test_moving_keeps_the_old_draft_with_all_its_answers_readable(client, draft, nurse):
    answer(draft, {"K1": Answer(2, note="My old note"), "D1": 4})

    new = moved(client, draft, revised(texts=REWORDED))

    draft.refresh_from_db()
    assert (draft.state, draft.finished_at, new.state, new.job_role) == ("superseded", None, "draft", draft.job_role)
    assert answers(draft.ratings.by_code(Voice.SELF)) == {"K1": Answer(2, note="My old note"), "D1": Answer(4)}
    response = client.get(reverse("answers", args=[draft.pk]))
    assertContains(response, "My old note")
    assertContains(response, "Knows why listening matters")
    assertContains(response, reverse("task-list", args=[new.pk]))
    assertNotContains(response, "Finished on")
    assertNotContains(response, "Reopen")
    assert list(Entry.objects.filter(by=nurse).order_by("pk").values_list("verb", flat=True)) == ["move", "start"]


@pytest.fixture
def second(nurse) -> Assessment:
    """The nurse's draft on a version that rewords K1, after she finished the first."""
    first = AssessmentFactory.create(practitioner=nurse, finished=True)
    answer(first, {"K1": Answer(1, note="Then"), "K2": 2, "D1": 3}, rated_at=LONG_AGO)
    return assessing.start(version=revised("2023", REWORDED), job_role=nurse.job_role, by=nurse)


def test_what_the_old_draft_had_not_confirmed_is_still_shown_from_before_it(client, second):
    new = moved(client, second, revised("2025", REWORDED))

    assert answers(new.ratings.by_code(Voice.SELF)) == {"K2": Answer(2), "D1": Answer(3)}
    assert said(new) == {"K1": [("2022", Answer(1, note="Then"))]}
    assertContains(client.get(page(new)), '<strong lang="en-GB">Not yet</strong>', html=True)


def test_a_note_beside_an_unconfirmed_answer_comes_along_and_the_answer_is_shown(client, second):
    answer(second, {"K1": Answer(note="Thinking about it")})

    new = moved(client, second, revised("2025", REWORDED))

    assert answers(new.ratings.by_code(Voice.SELF))["K1"] == Answer(note="Thinking about it")
    assert said(new) == {"K1": [("2022", Answer(1, note="Then"))]}
    assert open_page(client, page(new))["K1-former"] == "1"


def test_a_note_to_words_that_changed_again_is_shown_beside_the_answer_from_before(client, second):
    answer(second, {"K1": Answer(note="Thinking about it")})

    new = moved(client, second, revised("2025", {"K1": {"text": "Knows how listening works"}}))

    assert said(new) == {"K1": [("2023", Answer(note="Thinking about it")), ("2022", Answer(1, note="Then"))]}
    assertContains(client.get(page(new)), "Your note was: Thinking about it")


def test_an_answer_comes_back_with_its_very_words(client, second):
    new = moved(client, second, revised("2025"))

    assert answers(new.ratings.by_code(Voice.SELF))["K1"] == Answer(1, note="Then")
    assert new.ratings.by_code(Voice.SELF)["K1"].rated_at == LONG_AGO
    assert said(new) == {}


def test_an_answer_with_its_words_back_is_shown_where_a_later_note_took_its_place(client, second):
    answer(second, {"K1": Answer(note="Thinking about it")})

    new = moved(client, second, revised("2025"))

    assert "K1" not in answers(new.ratings.by_code(Voice.SELF))
    assert said(new)["K1"] == [("2023", Answer(note="Thinking about it")), ("2022", Answer(1, note="Then"))]
    assertContains(client.get(page(new)), "It counts again once you choose it here")


def test_moving_twice_still_reaches_back_to_the_finished_one(client, second):
    third = moved(client, second, revised("2024", REWORDED))

    fourth = moved(client, third, revised("2025", REWORDED | {"D1": {"text": "Listens on"}}))

    assert said(fourth) == {"K1": [("2022", Answer(1, note="Then"))], "D1": [("2024", Answer(3))]}
    assert answers(fourth.ratings.by_code(Voice.SELF)) == {"K2": Answer(2)}
    assert Rating.objects.filter(assessment=fourth).get().rated_at == LONG_AGO


def test_an_answer_off_the_scale_that_is_offered_no_more_is_shown(client, draft):
    answer(draft, {"K1": "no"})
    scale = small_framework()["scale"]

    new = moved(client, draft, revised(scale=scale | {"off_scale": scale["off_scale"][:1]}))

    assert new.ratings.by_code(Voice.SELF) == {}
    assert said(new) == {"K1": [("2022", Answer.of("no"))]}


def test_the_move_page_says_what_will_happen_and_changes_nothing(client, draft):
    answer(draft, {"K1": 2, "K2": 3, "D1": Answer(note="Gone soon")})
    domains = small_framework()["domains"]
    domains[0]["competences"][0]["text"] = "Knows when listening matters"
    domains[1]["competences"] = [{"code": "D9", "text": "Keeps silent"}]
    revised(domains=domains)

    told = words(client.get(moving(draft)))

    assert "1 competence was reworded, 1 is new, 1 is gone." in told
    assert "1 comes along as you gave them 1 is shown beside old and new words" in told
    assert "1 has no answer yet" in told
    assert "1 is gone from the framework (D1): what you wrote stays in your former draft" in told
    assert Assessment.objects.get() == draft


def test_moving_leads_to_the_task_list_which_says_what_is_left(client, draft):
    answer(draft, {"K1": 2, "K2": 3})
    to = revised(texts=REWORDED)

    response = client.post(moving(draft), {"to": to.pk}, follow=True)

    new = Assessment.objects.get(previous=draft)
    assertRedirects(response, reverse("task-list", args=[new.pk]))
    assertContains(response, "You are now on version 2025")
    assertContains(response, "2 to confirm or answer")


def test_a_version_published_since_the_page_was_read_is_not_moved_to(client, draft):
    seen = revised()
    revised("2026")

    response = client.post(moving(draft), {"to": seen.pk}, follow=True)

    assertContains(response, NEEDS[Need.NEWER_VERSION])
    assertContains(response, "Move to version 2026")
    assert Assessment.objects.get().state == "draft"


def test_a_page_that_names_no_version_moves_nothing(client, draft):
    revised()

    assertContains(client.post(moving(draft), {"to": "nonsense"}), "Move to version 2025")
    assert Assessment.objects.get().state == "draft"


def test_a_version_published_at_the_same_moment_is_refused_by_the_act_itself(draft, nurse):
    seen = revised()
    revised("2026")

    with pytest.raises(MoveRefusedError) as refusal:
        assessing.move_to_current(draft, to=seen, by=nurse)

    assert refusal.value.reasons == (Need.NEWER_VERSION,)
    assert Assessment.objects.get().state == "draft"


def test_nobody_else_moves_a_draft(draft):
    with pytest.raises(Assessment.DoesNotExist):
        assessing.move_to_current(draft, to=revised(), by=UserFactory.create())


@pytest.mark.parametrize("name", ["move", "changes"])
def test_without_a_newer_version_there_is_nothing_to_see(client, draft, name):
    newer = revised()
    Version.objects.filter(pk=newer.pk).retire()

    response = client.get(reverse(name, args=[draft.pk]))

    assertRedirects(response, reverse("task-list", args=[draft.pk]))


def test_an_older_version_is_no_newer_one_when_its_successor_is_retired(client, nurse):
    publish()
    second = revised()
    draft = AssessmentFactory.create(practitioner=nurse, version=second)
    Version.objects.filter(pk=second.pk).retire()

    assertRedirects(client.get(moving(draft)), reverse("task-list", args=[draft.pk]))


def test_a_finished_assessment_is_not_moved(client, nurse):
    finished = AssessmentFactory.create(practitioner=nurse, finished=True)

    move(client, finished, revised())

    assert Assessment.objects.get().state == "finished"


def test_a_second_press_of_the_button_moves_nothing_more(client, draft):
    to = revised()
    new = moved(client, draft, to)

    response = move(client, draft, to)

    assertRedirects(response, reverse("task-list", args=[new.pk]), fetch_redirect_response=False)
    assert set(Assessment.objects.all()) == {draft, new}


def test_a_page_of_the_old_draft_says_so_and_keeps_what_was_typed(client, draft):
    fields = open_page(client, page(draft))
    new = moved(client, draft, revised())

    response = save(client, page(draft), fields, K1_answer="4", K1_note="Typed on the bus")

    assertContains(response, "Your answers on this page are not saved yet. This assessment is moved to a newer version")
    assertContains(response, reverse("task-list", args=[new.pk]))
    assertNotContains(response, "Reopen the assessment")
    assertNotContains(response, "Save and continue")
    shown = sent_by(response.content.decode())
    assert (shown["K1-answer"], shown["K1-note"]) == ("4", "Typed on the bus")
    assert draft.ratings.by_code(Voice.SELF) == new.ratings.by_code(Voice.SELF) == {}


def test_an_answer_saved_just_before_the_move_is_carried(client, draft, nurse):
    to = revised()
    assessing.save_answers(draft, {"K1": SentAnswer(Answer(3), BLANK.fingerprint)}, by=nurse)

    assert answers(moved(client, draft, to).ratings.by_code(Voice.SELF)) == {"K1": Answer(3)}


@pytest.mark.parametrize("name", ["task-list", "finished"])
def test_old_addresses_of_a_moved_draft_lead_to_its_answers(client, draft, name):
    moved(client, draft, revised())

    response = client.get(reverse(name, args=[draft.pk]), follow=True)

    assertRedirects(response, reverse("answers", args=[draft.pk]))


@pytest.mark.parametrize("name", ["finish", "reopen"])
def test_a_moved_draft_is_neither_finished_nor_reopened(client, draft, name):
    answer(draft, {"K1": 1, "K2": 1, "D1": 1})
    moved(client, draft, revised())

    response = client.post(reverse(name, args=[draft.pk]), follow=True)

    assertContains(response, f"This assessment is moved to a newer version, so its practitioner cannot {name} it.")
    draft.refresh_from_db()
    assert draft.state == "superseded"


def test_a_finished_assessment_before_a_moved_draft_is_not_reopened(client, second):
    moved(client, second, revised("2025", REWORDED))

    response = client.post(reverse("reopen", args=[second.previous_id]), follow=True)

    assertContains(response, NEEDS[Need.NOTHING_NEWER])


def test_history_names_a_moved_draft_and_links_to_its_answers(client, draft):
    new = moved(client, draft, revised())

    response = client.get(reverse("assessments"))

    assert list(response.context["page"]) == [new, draft]
    assertContains(response, "Moved to a newer version")
    assertContains(response, reverse("answers", args=[draft.pk]))


def test_home_continues_the_new_draft_with_its_own_progress(client, draft):
    answer(draft, {"K1": 2, "K2": 3})
    new = moved(client, draft, revised(texts=REWORDED))

    response = client.get(reverse("home"))

    assertContains(response, "1 of 3 competences answered")
    assertContains(response, reverse("task-list", args=[new.pk]))


def test_the_profile_is_of_the_completed_one_and_compares_with_it(client, second):
    new = moved(client, second, revised("2025", REWORDED))
    profile = reverse("framework-profile", args=["listening"])
    assert client.get(profile).context["assessment"] == second.previous
    answer(new, {"K1": 4})
    client.post(reverse("finish", args=[new.pk]), {"knowing": "2"})

    response = client.get(profile)

    assert response.context["assessment"] == new
    assert response.context["reading"].previous == second.previous
    assert "Moved to a newer version, started" in words(client.get(reverse("over-time", args=["listening"])))


def test_the_profile_of_a_moved_draft_says_what_it_is(client, draft):
    moved(client, draft, revised())

    response = client.get(reverse("assessment-profile", args=[draft.pk]))

    assert "Not finished here: you moved it to a newer version" in words(response)
    assert "Only you can see this." in words(response)


def test_the_next_assessment_starts_from_the_completed_one_after_a_move(client, draft, nurse):
    new = moved(client, draft, revised())
    answer(new, {"K1": 1, "K2": 1, "D1": 1})
    client.post(reverse("finish", args=[new.pk]))

    client.post(reverse("start", args=["listening"]), {"job_role": nurse.job_role_id})

    assert Assessment.objects.get(state="draft").previous == new


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_moves(client, nurse, count, django_assert_max_num_queries):
    competences = [{"code": f"C{n}", "text": "Does"} for n in range(count)]
    domains = [{"code": "d", "title": "D", "competences": competences}]
    draft = AssessmentFactory.create(
        practitioner=nurse, version=publish(small_framework(domains=domains)), state="superseded"
    )
    for _ in range(count):
        draft = AssessmentFactory.create(
            practitioner=nurse, version=draft.version, previous=draft, state="superseded", job_role=nurse.job_role
        )
        answer(draft, {"C0": 1})
    Assessment.objects.filter(pk=draft.pk).update(state="draft")
    competences[0]["text"] = "Does well"
    publish(small_framework(version="2025", domains=domains))
    pages = [reverse(name, args=[draft.pk]) for name in ("task-list", "move", "changes", "queue")] + [reverse("home")]
    for address in pages:
        client.get(address)  # reads the versions once for the process

    for address in pages:
        with django_assert_max_num_queries(8):
            client.get(address)
