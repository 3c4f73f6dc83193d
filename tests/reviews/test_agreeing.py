"""Agreeing what differs, and with that the whole."""

from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.people.models import Supervision
from tests.assessments.pages import open_page, sent_by
from tests.factories import (
    UserFactory,
    answer,
    finished,
    framework_of,
    publish,
    put,
    small_framework,
    supervise,
    yesterday,
)
from tests.post import delivered
from tests.reviews.pages import ALIKE, address, agreeing, deeds, rated, revealed, said
from tests.words import words

DECLARATION = "We have discussed this assessment and agree these levels"
APART = {"K1": 1, "K2": 2, "D1": 4}  # only K1 differs


@pytest.fixture
def differing(sent):
    """The nurse's assessment, revealed; the two differ in K1."""
    return revealed(sent, APART)


def test_nothing_is_preselected_and_both_sides_are_there(client, nurse, supervisor, differing):
    response = client.get(address("agree", differing))

    assertNotContains(response, "checked")
    assert "Theirs: Independently Mine: Not yet With support Leading others" in words(response)
    assert "Target: Independently." in words(response)
    assert "Agreed as you both said 2 competences" in words(response)
    assertContains(response, 'name="K1-answer"', count=7)
    assertNotContains(response, 'name="K2-answer"')
    assert deeds(supervisor, nurse)[0] == "see review"


def test_agreeing_stores_a_level_for_everything_and_tells_the_practitioner(client, nurse, supervisor, differing):
    response = agreeing(client, differing, K1_answer="2", K1_note="Saw it once", declared="on")

    assertRedirects(response, address("review", differing), fetch_redirect_response=False)
    assertContains(client.get(response.url), "You and Amara Okafor have agreed this assessment.")
    differing.refresh_from_db()
    assert differing.state == "agreed"
    assert said(differing, Voice.AGREED) == {"K1": Answer(2, note="Saw it once"), "K2": Answer(2), "D1": Answer(4)}
    assert said(differing, Voice.SELF)["K1"] == Answer(3)
    assert said(differing, Voice.SUPERVISOR)["K1"] == Answer(1)
    assert [message.to for message in delivered()] == [[nurse.email]]
    assert deeds(supervisor, nurse)[:2] == ["agree", "see review"]


def test_a_reason_beside_an_agreed_level_is_kept_in_the_comment(client, differing):
    response = agreeing(client, differing, K1_answer="2", K1_reason="Only nights", declared="on")

    assertContains(client.get(response.url), "K1: your reason is now in the note")
    assert said(differing, Voice.AGREED)["K1"] == Answer(2, note="Only nights")


@pytest.mark.parametrize(
    "day",
    [
        pytest.param("28 March", marks=pytest.mark.time_machine("2027-03-28 00:30Z", tick=False)),
        pytest.param("29 March", marks=pytest.mark.time_machine("2027-03-28 23:30Z", tick=False)),
        pytest.param("31 October", marks=pytest.mark.time_machine("2027-10-30 23:30Z", tick=False)),
        pytest.param("31 October", marks=pytest.mark.time_machine("2027-10-31 00:30Z", tick=False)),
        pytest.param("31 October", marks=pytest.mark.time_machine("2027-10-31 01:30Z", tick=False)),
    ],
)
def test_agreed_where_clocks_change_it_is_of_the_day_where_the_app_is(client, differing, day):
    response = agreeing(client, differing, K1_answer="2", K1_note="Saw it once", declared="on")

    assert f"Agreed on {day} 2027." in words(client.get(response.url))
    assert f"{day} 2028 Below target" in words(client.get(reverse("supervision")))


@pytest.mark.parametrize(
    ("typed", "missing", "place"),
    [
        ({"declared": "on"}, "K1: choose the level that you both agree, and write a comment", "K1-answer_0"),
        ({"K1_note": "Only a comment", "declared": "on"}, "K1: choose the level that you both agree", "K1-answer_0"),
        ({"K1_answer": "2", "declared": "on"}, "K1: write a comment on what you agree", "K1-note"),
        (
            {"K1_answer": "na", "K1_note": "Yes", "declared": "on"},
            'K1: say why you chose “<span lang="en-GB">Not applicable to their role</span>”',
            "K1-reason",
        ),
        (
            {"K1_answer": "2", "K1_note": "Yes"},
            "Confirm that you have discussed this assessment and agree these levels",
            "declared",
        ),
    ],
)
def test_what_is_missing_is_named_and_nothing_typed_is_lost(client, differing, typed, missing, place):
    response = agreeing(client, differing, **typed)

    assertContains(response, f'<a href="#id_{place}">{missing}</a>', html=True)
    assertContains(response, "Error:")
    shown = sent_by(response.content.decode())
    assert {name: shown[name.replace("_", "-")] for name in typed if name != "declared"} == {
        name: text for name, text in typed.items() if name != "declared"
    }
    assert ("checked" in response.content.decode().split('name="declared"')[1].split(">")[0]) == ("declared" in typed)
    differing.refresh_from_db()
    assert differing.state == "reviewed"


def test_what_is_there_is_saved_though_something_is_missing(client, differing):
    agreeing(client, differing, K1_answer="2")

    assert said(differing, Voice.AGREED) == {"K1": Answer(2)}


def test_coming_back_later_saves_and_asks_for_nothing(client, differing):
    response = agreeing(client, differing, then="later", K1_note="To think about")

    assertRedirects(response, reverse("supervision"), fetch_redirect_response=False)
    assertContains(client.get(response.url), "What you have agreed so far is saved.")
    assert open_page(client, address("agree", differing))["K1-note"] == "To think about"


def test_a_comment_that_is_too_long_is_refused_and_kept_on_the_page(client, differing):
    response = agreeing(client, differing, K1_answer="2", K1_note="a" * 2001, declared="on")

    assertContains(response, "Your comment must be 2,000 characters or fewer")
    assert sent_by(response.content.decode())["K1-note"] == "a" * 2001
    assert said(differing, Voice.AGREED) == {}


def test_an_answer_that_is_not_on_the_scale_is_refused(client, differing):
    assertContains(agreeing(client, differing, K1_answer="9"), "Choose one of the answers shown")


def test_where_nothing_differs_one_tick_agrees_all(client, sent):
    revealed(sent)
    page = client.get(address("agree", sent))

    assertContains(page, "You both said the same everywhere")
    assertNotContains(page, "Save for later")
    assertContains(agreeing(client, sent), "Confirm that you have discussed this assessment")
    assertRedirects(agreeing(client, sent, declared="on"), address("review", sent))
    assert said(sent, Voice.AGREED) == {"K1": Answer(3), "K2": Answer(2), "D1": Answer(4)}


def test_what_was_not_observed_needs_a_level_but_no_comment(client, sent):
    revealed(sent, ALIKE | {"K1": "not observed"})

    assertContains(client.get(address("agree", sent)), "Comment on K1 (optional)")
    assertContains(agreeing(client, sent, declared="on"), "K1: choose the level that you both agree")
    assertRedirects(agreeing(client, sent, K1_answer="3", declared="on"), address("review", sent))
    assert said(sent, Voice.AGREED)["K1"] == Answer(3)


def test_what_was_not_observed_may_stay_open(client, sent):
    revealed(sent, ALIKE | {"K1": "not observed"})

    agreeing(client, sent, K1_answer="not observed", declared="on")

    assert said(sent, Voice.AGREED)["K1"] == Answer(off_scale="not observed")


def test_the_same_answer_off_the_scale_keeps_her_reason(client, nurse, supervisor):
    own: dict[str, Any] = {"K1": Answer(off_scale="na", reason="Only nights", note="Mine"), "K2": 2, "D1": 4}
    sent = put(finished(nurse, own), "submitted", supervisor)
    revealed(sent, ALIKE | {"K1": Answer(off_scale="na", reason="No ward work")})

    agreeing(client, sent, declared="on")

    assert said(sent, Voice.AGREED)["K1"] == Answer(off_scale="na", reason="Only nights")


def test_whose_answer_it_is_is_told_once_it_was_handed_over(client, supervisor, differing):
    differing.reviewed_by = UserFactory.create(full_name="Rosa Kim")
    differing.save()

    assert "Theirs: Independently Rosa Kim's: Not yet" in words(client.get(address("agree", differing)))


def test_an_answer_is_taken_over_with_its_reason_by_one_tap(client, nurse, supervisor):
    own: dict[str, Any] = {"K1": Answer(off_scale="na", reason="Only nights"), "K2": 2, "D1": 4}
    sent = revealed(put(finished(nurse, own), "submitted", supervisor), ALIKE)
    shown = client.get(address("agree", sent)).content.decode()
    assert 'data-asks-reason="required"' not in shown

    agreeing(client, sent, then="later", K1_answer="na")
    fields = open_page(client, address("agree", sent))
    assert fields["K1-reason"] == ""
    agreeing(client, sent, then="later", K1_reason="Nights alone")
    assert open_page(client, address("agree", sent))["K1-reason"] == "Nights alone"
    agreeing(client, sent, then="later", K1_reason="")
    response = agreeing(client, sent, declared="on")

    assertRedirects(response, address("review", sent))
    assert said(sent, Voice.AGREED)["K1"] == Answer(off_scale="na", reason="Only nights")


def test_the_reason_that_was_taken_over_goes_with_the_answer(client, nurse, supervisor):
    own: dict[str, Any] = {"K1": Answer(off_scale="na", reason="Only nights"), "K2": 2, "D1": 4}
    sent = revealed(put(finished(nurse, own), "submitted", supervisor), ALIKE)
    agreeing(client, sent, then="later", K1_answer="na")

    agreeing(client, sent, then="later", K1_answer="2", K1_note="Nights and days")

    assert said(sent, Voice.AGREED)["K1"] == Answer(2, note="Nights and days")


def test_one_level_apart_a_comment_is_welcome_and_not_asked_for(client, sent):
    revealed(sent, ALIKE | {"K1": 2})

    assertContains(client.get(address("agree", sent)), "Comment on K1 (optional)")
    assertRedirects(agreeing(client, sent, K1_answer="2", declared="on"), address("review", sent))


def test_what_is_missing_is_named_in_the_order_of_the_page(client, sent):
    revealed(sent, {"K1": 2, "K2": 4, "D1": "not observed"})

    response = agreeing(client, sent)
    named = response.content.decode().split("nhsuk-error-summary__list")[1].split("</ul>")[0]
    places = [named.index(f"#id_{field}") for field in ("K2-answer_0", "K1-answer_0", "D1-answer_0", "declared")]
    assert places == sorted(places)


@pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
def test_what_was_agreed_last_stands_beside_it(client, nurse, supervisor):
    before = put(finished(nurse, ALIKE), "agreed", supervisor)
    answer(before, {"K1": 2, "K2": "not observed", "D1": 4}, voice=Voice.AGREED)
    revised = small_framework(version="2025")
    revised["domains"][1]["competences"][0]["text"] = "Listens, and says what was heard"
    again = put(finished(nurse, ALIKE, version=publish(revised), previous=before), "submitted", supervisor)
    revealed(again, dict.fromkeys(ALIKE, 1))

    page = words(client.get(address("agree", again)))

    assert "Target: Independently. Agreed on 22 November 2026: With support." in page
    assert page.count("Agreed on 22 November 2026") == 1  # of K2 nothing was agreed, and D1 says something else now


def test_what_was_agreed_with_another_is_not_shown(client, nurse, supervisor):
    before = put(finished(nurse, ALIKE), "agreed", supervise(nurse))
    answer(before, ALIKE, voice=Voice.AGREED)
    again = put(finished(nurse, ALIKE), "submitted", supervisor)
    revealed(again, dict.fromkeys(ALIKE, 1))

    assert "Agreed on" not in words(client.get(address("agree", again)))


def test_two_tabs_that_agree_differently_are_both_shown(client, differing):
    page = address("agree", differing)
    one, other = open_page(client, page), open_page(client, page)
    typed = {"K1-answer": "2", "K1-note": "From the ward", "then": "later"}
    client.post(page, one | typed)

    response = client.post(page, other | {"K1-answer": "3", "K1-note": "From home", "declared": "on", "then": "agree"})

    assertContains(response, "K1: also answered in another window. Choose the answer to keep")
    assertContains(response, "From the ward")
    assert said(differing, Voice.AGREED) == {"K1": Answer(2, note="From the ward")}
    shown = sent_by(response.content.decode())
    assert shown["K1-note"] == "From home"

    assertRedirects(client.post(page, shown | {"declared": "on", "then": "agree"}), address("review", differing))
    assert said(differing, Voice.AGREED)["K1"] == Answer(3, note="From home")


def test_a_tab_that_is_behind_agrees_what_the_other_stored(client, sent):
    revealed(sent, {"K1": 1, "K2": 4, "D1": 4})
    page = address("agree", sent)
    behind = open_page(client, page)
    client.post(page, open_page(client, page) | {"K1-answer": "2", "K1-note": "Both", "then": "later"})

    response = client.post(page, behind | {"K2-answer": "2", "declared": "on", "then": "agree"})

    shown = sent_by(response.content.decode())
    assert (shown["K1-answer"], shown["K1-note"], shown["K2-answer"]) == ("2", "Both", "2")
    assertContains(response, "K2: write a comment on what you agree")
    assertNotContains(response, "K1: write a comment")


@pytest.mark.parametrize("first", [{}, {"K1-answer": "3", "K1-note": "Mine"}])
def test_what_another_tab_stored_is_read_before_it_is_agreed(client, differing, first):
    page = address("agree", differing)
    client.post(page, open_page(client, page) | first | {"then": "later"})
    behind = open_page(client, page) | {"declared": "on", "then": "agree"}
    client.post(page, open_page(client, page) | {"K1-answer": "1", "K1-note": "Other", "then": "later"})

    response = client.post(page, behind)

    assertContains(response, "K1: changed in another window. Read what it says now, then agree")
    shown = sent_by(response.content.decode())
    assert (shown["K1-answer"], shown["K1-note"]) == ("1", "Other")
    differing.refresh_from_db()
    assert differing.state == "reviewed"

    assertRedirects(client.post(page, shown | {"declared": "on", "then": "agree"}), address("review", differing))


@pytest.mark.parametrize("state", ["reviewed", "agreed"])
def test_a_look_that_comes_by_pressing_the_button_is_written_down_too(client, nurse, supervisor, differing, state):
    put(differing, state)

    assertContains(client.post(address("agree", differing), {"then": "agree"}), "Independently")

    assert deeds(supervisor, nurse) == ["see review"]


def test_agreed_in_another_tab_the_page_comes_back_with_what_was_typed(client, differing):
    page = address("agree", differing)
    fields = open_page(client, page)
    agreeing(client, differing, K1_answer="2", K1_note="Once", declared="on")

    response = client.post(page, fields | {"K1-answer": "3", "K1-note": "Late", "declared": "on", "then": "agree"})

    assertContains(response, "What you typed on this page is not saved. This assessment is agreed")
    assertNotContains(response, 'value="agree"')
    assert sent_by(response.content.decode())["K1-note"] == "Late"
    assert said(differing, Voice.AGREED)["K1"] == Answer(2, note="Once")


@pytest.mark.parametrize("state", ["submitted", "agreed"])
def test_what_is_not_to_be_agreed_leads_to_the_review(client, sent, state):
    put(rated(sent), state)

    assertRedirects(client.get(address("agree", sent)), address("review", sent))


def test_before_the_reveal_nothing_is_agreed(client, sent):
    rated(sent)

    response = client.post(address("agree", sent), {"declared": "on", "then": "agree"})

    assertRedirects(response, address("review", sent))
    assert said(sent, Voice.AGREED) == {}


def test_what_was_taken_back_is_not_there_to_agree(client, differing):
    put(differing, "finished")

    assert client.get(address("agree", differing)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(address("agree", differing)).status_code == HTTPStatus.NOT_FOUND


def test_when_supervision_ends_nothing_more_is_agreed(client, nurse, supervisor, differing):
    fields = open_page(client, address("agree", differing))
    Supervision.objects.update(ended_on=yesterday())

    response = client.post(address("agree", differing), fields | {"K1-answer": "2", "then": "later"})

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert deeds(supervisor, nurse)[0] == "be refused"
    assert said(differing, Voice.AGREED) == {}


def test_another_supervisor_of_hers_cannot_agree(client, nurse, differing):
    client.force_login(supervise(nurse))

    response = client.post(address("agree", differing), {"declared": "on", "then": "agree"})

    assert response.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_competences(client, nurse, supervisor, count, django_assert_num_queries):
    codes = {f"C{n}": 2 for n in range(1, count + 1)}
    sent = put(finished(nurse, codes, version=publish(framework_of(count))), "reviewed", supervisor)
    rated(sent, dict.fromkeys(codes, 3))
    answer(sent, codes, voice=Voice.AGREED)
    answer(put(finished(nurse, codes, version=sent.version), "agreed", supervisor), codes, voice=Voice.AGREED)
    fields = open_page(client, address("agree", sent))

    # Who asks, assessment, ratings twice, to discuss, plans, the last, the record.
    with django_assert_num_queries(7):  # who asks, assessment, ratings, to discuss, plans, the last, the record
        client.get(address("agree", sent))
    changed = {name: "4" if name.endswith("answer") else value for name, value in fields.items()}
    with django_assert_num_queries(11):  # the above without audit and plans, the lock, the write, two savepoints
        client.post(address("agree", sent), changed | {"then": "later"})


@pytest.mark.parametrize(("declared", "queries"), [({"declared": "on"}, 20), ({}, 19)])
def test_both_sides_are_read_once(client, differing, declared, queries, django_assert_num_queries):
    page = address("agree", differing)
    fields = open_page(client, page) | {"K1-answer": "2", "K1-note": "Once", "then": "agree"}

    with django_assert_num_queries(queries):
        client.post(page, fields | declared)
