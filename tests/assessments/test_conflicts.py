"""Two tabs or two devices with the same page: no answer is lost silently."""

from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.models import answers
from competence_app.assessments.rules.answers import Answer, Voice
from tests.assessments.pages import open_page, page, save, sent_by
from tests.factories import AssessmentFactory, answer

CONFLICT = "K1: also answered in another window. Choose the answer to keep"


def stored(assessment):
    return answers(assessment.ratings.by_code(Voice.SELF))


def test_two_tabs_that_answer_different_competences_both_keep_theirs(client, draft):
    one, other = open_page(client, page(draft)), open_page(client, page(draft))

    save(client, page(draft), one, K1_answer="3")
    response = save(client, page(draft), other, K2_answer="2")

    assertRedirects(response, page(draft, "doing"))
    assert stored(draft) == {"K1": Answer(3), "K2": Answer(2)}


def test_two_tabs_that_answer_the_same_alike_agree(client, draft):
    answer(draft, {"K2": 2})
    one, other = open_page(client, page(draft)), open_page(client, page(draft))

    save(client, page(draft), one, K1_answer="3")
    response = save(client, page(draft), other, K1_answer="3")

    assertRedirects(response, page(draft, "doing"))


def test_two_tabs_that_answer_the_same_differently_are_both_shown(client, draft):
    one, other = open_page(client, page(draft)), open_page(client, page(draft))

    save(client, page(draft), one, K1_answer="3", K1_note="From the ward")
    response = save(client, page(draft), other, K1_answer="2", K1_note="From the phone", K2_answer="4")

    assertContains(response, CONFLICT, count=2)
    assertContains(response, "Saved in another window")
    assertContains(response, '<p><span lang="en-GB">Independently</span></p>', html=True)
    assertContains(response, "From the ward")
    shown = sent_by(response.content.decode())
    assert (shown["K1-answer"], shown["K1-note"]) == ("2", "From the phone")
    assert stored(draft) == {"K1": Answer(3, note="From the ward"), "K2": Answer(4)}


def test_saving_again_after_seeing_both_keeps_what_was_chosen(client, draft):
    answer(draft, {"K2": 4})
    one, other = open_page(client, page(draft)), open_page(client, page(draft))
    save(client, page(draft), one, K1_answer="3")
    shown = sent_by(save(client, page(draft), other, K1_answer="2").content.decode())

    response = save(client, page(draft), shown)

    assertRedirects(response, page(draft, "doing"))
    assert stored(draft) == {"K1": Answer(2), "K2": Answer(4)}


def test_an_untouched_old_page_does_not_undo_a_newer_answer(client, draft):
    answer(draft, {"K1": 1})
    old = open_page(client, page(draft))
    save(client, page(draft), open_page(client, page(draft)), K1_answer="4")

    save(client, page(draft), old, K2_answer="2")

    assert stored(draft) == {"K1": Answer(4), "K2": Answer(2)}


def test_a_page_with_a_base_of_nothing_known_is_saved_where_nothing_is_stored(client, draft):
    client.post(page(draft), {"K1-answer": "4", "K1-base": "zzz", "then": "continue"})

    assert stored(draft)["K1"] == Answer(4)


def test_a_page_that_says_nothing_of_its_base_overwrites_nothing(client, draft):
    answer(draft, {"K1": 1})

    response = client.post(page(draft), {"K1-answer": "4", "then": "continue"})

    assertContains(response, CONFLICT)
    assert stored(draft) == {"K1": Answer(1)}


def test_a_page_of_an_assessment_finished_elsewhere_says_so_and_keeps_what_was_typed(client, draft):
    fields = open_page(client, page(draft))
    answer(draft, {"K1": 1, "K2": 1, "D1": 1})
    client.post(reverse("finish", args=[draft.pk]))

    response = save(client, page(draft), fields, K1_answer="4", K1_note="Typed on the bus")

    assertContains(response, "Your answers on this page are not saved yet. This assessment is finished")
    assertContains(response, "Reopen the assessment and save these answers")
    assertNotContains(response, "Save and continue")
    assert sent_by(response.content.decode())["K1-note"] == "Typed on the bus"
    assert stored(draft)["K1"] == Answer(1)


def test_reopening_from_such_a_page_saves_what_was_typed(client, draft):
    answer(draft, {"K1": 1, "K2": 1, "D1": 1})
    fields = open_page(client, page(draft))
    client.post(reverse("finish", args=[draft.pk]))

    response = save(client, page(draft), fields, then="reopen", K1_answer="4")

    draft.refresh_from_db()
    assertRedirects(response, page(draft, "doing"))
    assert (draft.state, stored(draft)["K1"]) == ("draft", Answer(4))


def test_reopening_from_such_a_page_is_refused_once_a_newer_assessment_is_there(client, draft, nurse):
    answer(draft, {"K1": 1, "K2": 1, "D1": 1})
    fields = open_page(client, page(draft))
    client.post(reverse("finish", args=[draft.pk]))
    AssessmentFactory.create(practitioner=nurse, version=draft.version)

    response = save(client, page(draft), fields, then="reopen", K1_answer="4")

    assertContains(response, "You have started a newer assessment since")
    assertNotContains(response, 'value="reopen"')
    assert sent_by(response.content.decode())["K1-answer"] == "4"
    assert stored(draft)["K1"] == Answer(1)


def test_saving_again_after_a_conflict_takes_only_what_was_in_conflict(client, draft):
    answer(draft, {"K1": 2, "K2": 1})
    one, other = open_page(client, page(draft)), open_page(client, page(draft))
    save(client, page(draft), other, K1_answer="4", K1_note="From the other window", K2_answer="3")

    shown = sent_by(save(client, page(draft), one, K2_answer="2").content.decode())
    save(client, page(draft), shown)

    assert stored(draft) == {"K1": Answer(4, note="From the other window"), "K2": Answer(2)}


def test_confirming_an_answer_that_was_changed_elsewhere_shows_both(client, nurse):
    former = answer(AssessmentFactory.create(practitioner=nurse, finished=True), {"K1": 2, "K2": 3, "D1": 4})
    client.post(reverse("start", args=["listening"]), {"job_role": nurse.job_role_id})
    draft = nurse.assessments.exclude(pk=former.pk).get()
    one, other = open_page(client, page(draft)), open_page(client, page(draft))
    save(client, page(draft), other, K1_answer="1")

    response = client.post(page(draft), one | {"K1-still-true": "yes", "then": "continue"})

    assertContains(response, CONFLICT)
    assertContains(response, '<p><span lang="en-GB">With support</span></p>', html=True)
    assert sent_by(response.content.decode())["K1-still-true"] == "yes"
    assert stored(draft)["K1"] == Answer(1)


def test_two_windows_that_both_reopen_both_save(client, draft):
    answer(draft, {"K1": 1, "K2": 1, "D1": 1})
    one, other = open_page(client, page(draft)), open_page(client, page(draft))
    client.post(reverse("finish", args=[draft.pk]))
    save(client, page(draft), one, then="reopen", K1_answer="4")

    response = save(client, page(draft), other, then="reopen", K2_answer="4")

    assertRedirects(response, page(draft, "doing"))
    assert stored(draft) == {"K1": Answer(4), "K2": Answer(4), "D1": Answer(1)}
