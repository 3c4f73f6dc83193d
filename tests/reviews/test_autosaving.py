"""What a supervisor's pages send by themselves: stored row by row, and nothing of anybody else comes back."""

from http import HTTPStatus

import pytest

from competence_app.assessments.models import Rating
from competence_app.assessments.rules.answers import BLANK, Answer, Voice
from competence_app.people.models import Supervision
from tests.factories import answer, finished, framework_of, publish, put, supervise, yesterday
from tests.reviews.pages import address, agreeing, deeds, rated, revealed, said

UNTOUCHED = BLANK.fingerprint
APART = {"K1": 1, "K2": 4, "D1": 4}  # D1 is the same


def autosave(client, name, assessment, **fields: str):
    """Send fields as a page does: ``K1_answer="3"``."""
    sent = {field.replace("_", "-"): value for field, value in fields.items()}
    return client.post(address(name, assessment), sent | {"then": "later"})


def test_a_blind_rating_is_stored_as_it_is_given(client, sent):
    response = autosave(
        client, "review-autosave", sent, K1_base=UNTOUCHED, K1_answer="3", D1_base=UNTOUCHED, D1_note="x"
    )

    given = {"K1": Answer(3), "D1": Answer(note="x")}
    assert response.json() == {"saved": {code: one.fingerprint for code, one in given.items()}, "refused": {}}
    assert said(sent, Voice.SUPERVISOR) == given
    assert said(sent, Voice.SELF)["K1"] == Answer(3)


def test_a_row_is_stored_whatever_another_lacks(client, sent):
    long = {"K2_base": UNTOUCHED, "K2_answer": "2", "K2_note": "a" * 2001}

    response = autosave(client, "review-autosave", sent, K1_base=UNTOUCHED, K1_answer="na", **long)

    assert list(response.json()["saved"]) == ["K1"]
    assert list(response.json()["refused"]) == ["K2"]
    assert said(sent, Voice.SUPERVISOR) == {"K1": Answer(off_scale="na")}


def test_what_comes_back_of_a_blind_rating_does_not_depend_on_what_its_practitioner_said(client, sent):
    fields = {"K1_base": UNTOUCHED, "K1_answer": "3", "K2_base": "else", "K2_answer": "1"}
    first = autosave(client, "review-autosave", sent, **fields).content
    Rating.objects.filter(assessment=sent).delete()
    answer(sent, dict.fromkeys(("K1", "K2", "D1"), Answer(off_scale="na", reason="secret")))

    assert autosave(client, "review-autosave", sent, **fields).content == first


def test_what_is_rated_blind_is_not_shown_to_the_practitioner(client, nurses_client, sent):
    autosave(client, "review-autosave", sent, K1_base=UNTOUCHED, K1_answer="1", K1_note="for Priya alone")

    assert "for Priya alone" not in nurses_client.get(address("result", sent)).content.decode()
    assert nurses_client.post(address("review-autosave", sent)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("state", ["reviewed", "agreed", "finished"])
def test_a_blind_rating_that_comes_late_is_stored_nowhere(client, supervisor, sent, state):
    rated(sent)
    put(sent, state, supervisor)

    response = autosave(client, "review-autosave", sent, K1_base=UNTOUCHED, K1_answer="1")

    [told] = response.json()["closed"]
    assert told.startswith("What you typed on this page is not saved.")
    assert said(sent, Voice.SUPERVISOR)["K1"] == Answer(3)
    assert said(sent, Voice.AGREED) == {}


def test_a_level_is_stored_as_it_is_agreed_and_nothing_is_agreed_by_that(client, nurse, supervisor, sent):
    revealed(sent, APART)

    response = autosave(
        client, "agree-autosave", sent, K1_base=UNTOUCHED, K1_answer="2", K2_base=UNTOUCHED, declared="on"
    )

    assert response.json()["refused"] == {}
    assert said(sent, Voice.AGREED) == {"K1": Answer(2)}
    sent.refresh_from_db()
    assert sent.state == "reviewed"
    assert deeds(supervisor, nurse) == []
    agreeing(client, sent, K1_note="Seen", K2_answer="3", K2_note="Once", declared="on")
    sent.refresh_from_db()
    assert sent.state == "agreed"


def test_what_both_said_alike_is_not_agreed_otherwise(client, sent):
    revealed(sent, APART)

    response = autosave(client, "agree-autosave", sent, D1_base=UNTOUCHED, D1_answer="1")

    assert response.json() == {"saved": {}, "refused": {}}
    assert said(sent, Voice.AGREED) == {}


def test_what_another_window_agreed_is_left(client, sent):
    answer(revealed(sent, APART), {"K1": 2}, voice=Voice.AGREED)

    response = autosave(client, "agree-autosave", sent, K1_base=UNTOUCHED, K1_answer="3")

    told = {"K1": ["K1: also answered in another window. Choose the answer to keep"]}
    assert response.json() == {"saved": {}, "refused": told}
    assert said(sent, Voice.AGREED) == {"K1": Answer(2)}


def test_once_it_is_agreed_nothing_more_is_stored(client, supervisor, sent):
    put(revealed(sent, APART), "agreed", supervisor)

    response = autosave(client, "agree-autosave", sent, K1_base=UNTOUCHED, K1_answer="3")

    assert list(response.json()) == ["closed"]
    assert said(sent, Voice.AGREED) == {}


def test_before_the_reveal_there_is_nothing_to_agree(client, sent):
    rated(sent, APART)

    assert autosave(client, "agree-autosave", sent, K1_base=UNTOUCHED).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(("name", "state"), [("review-autosave", "submitted"), ("agree-autosave", "reviewed")])
def test_only_the_supervisor_in_hand_stores_anything(client, nurse, supervisor, sent, name, state):
    put(rated(sent, APART), state, supervisor)
    other = supervise(nurse)
    client.force_login(other)
    assert autosave(client, name, sent, K1_base=UNTOUCHED).status_code == HTTPStatus.NOT_FOUND

    client.force_login(supervisor)
    Supervision.objects.filter(supervisor=supervisor).update(ended_on=yesterday())
    assert autosave(client, name, sent, K1_base=UNTOUCHED).status_code == HTTPStatus.NOT_FOUND
    assert deeds(supervisor, nurse) == ["be refused"]
    client.logout()
    assert autosave(client, name, sent, K1_base=UNTOUCHED).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("name", ["review-rate", "agree"])
def test_no_copy_is_kept_of_a_page_about_somebody_else(client, nurse, supervisor, sent, name):
    client.cookies["own-device"] = "whatever"
    if name == "agree":
        revealed(sent, APART)
    page = address("agree", sent) if name == "agree" else f"{address('review', sent)}rate/knowing/"

    response = client.get(page)

    assert "data-passing" in response.content.decode()
    assert "Offline-Copy" not in response.headers


@pytest.fixture(params=[1, 30])
def long(request, nurse, supervisor):
    """A sent assessment of few or many competences, with fields that answer them all."""
    codes = {f"C{n}": 2 for n in range(1, request.param + 1)}
    sent = put(finished(nurse, codes, version=publish(framework_of(request.param))), "submitted", supervisor)
    return sent, {f"{code}_{part}": value for code in codes for part, value in (("base", UNTOUCHED), ("answer", "4"))}


def test_queries_do_not_grow_with_blind_ratings(client, long, django_assert_num_queries):
    sent, fields = long

    with django_assert_num_queries(7):
        response = autosave(client, "review-autosave", sent, **fields)
    assert len(response.json()["saved"]) * 2 == len(fields)


def test_queries_do_not_grow_with_levels(client, long, django_assert_num_queries):
    sent, fields = long
    revealed(sent, {field.removesuffix("_base"): 3 for field in fields if field.endswith("base")})

    with django_assert_num_queries(9):
        response = autosave(client, "agree-autosave", sent, **fields)
    assert len(response.json()["saved"]) * 2 == len(fields)
