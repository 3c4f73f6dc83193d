"""What a page sends by itself: each row stored as if the page were put aside, and the page told what became of it."""

import pytest
from django.urls import reverse

from competence_app.assessments.actions import assessing
from competence_app.assessments.models import ANSWER_MAX_LENGTH, answers
from competence_app.assessments.rules.answers import BLANK, Answer, Voice
from competence_app.assessments.rules.lifecycle import State
from tests.assessments.pages import open_page, page, save
from tests.factories import answer, finished, publish, put, small_framework

UNTOUCHED = BLANK.fingerprint


def autosave(client, draft, **fields: str):
    """Send fields as a page does: ``K1_answer="3"``."""
    sent = {name.replace("_", "-"): value for name, value in fields.items()}
    return client.post(reverse("autosave", args=[draft.pk]), sent | {"then": "later"})


def stored(assessment):
    return answers(assessment.ratings.by_code(Voice.SELF))


def test_rows_are_stored_whatever_section_they_are_of(client, draft):
    response = autosave(client, draft, K1_base=UNTOUCHED, K1_answer="3", D1_base=UNTOUCHED, D1_note="On nights")

    said = {"K1": Answer(3), "D1": Answer(note="On nights")}
    assert response.json() == {"saved": {code: one.fingerprint for code, one in said.items()}, "refused": {}}
    assert stored(draft) == said


def test_the_next_answer_goes_on_from_the_last(client, draft):
    first = autosave(client, draft, K1_base=UNTOUCHED, K1_answer="3").json()["saved"]["K1"]

    autosave(client, draft, K1_base=first, K1_answer="2")

    assert stored(draft) == {"K1": Answer(2)}


def test_the_same_sent_twice_is_saved_twice(client, draft):
    autosave(client, draft, K1_base=UNTOUCHED, K1_answer="3")

    response = autosave(client, draft, K1_base=UNTOUCHED, K1_answer="3")

    assert response.json() == {"saved": {"K1": Answer(3).fingerprint}, "refused": {}}


def test_an_answer_without_its_reason_is_put_aside(client, draft):
    response = autosave(client, draft, K1_base=UNTOUCHED, K1_answer="na")

    assert response.json()["refused"] == {}
    assert stored(draft) == {"K1": Answer(off_scale="na")}


def test_a_note_beside_an_answer_to_other_words_puts_no_answer_into_anybodys_mouth(client, nurse):
    finished(nurse, {"K1": 2, "K2": 3, "D1": 4})
    revised = small_framework(version="2025")
    revised["domains"][0]["competences"][0]["text"] = "Knows when listening matters"
    again = assessing.start(version=publish(revised), job_role=None, by=nurse)
    fields = {name: value for name, value in open_page(client, page(again)).items() if name.startswith("K1")}

    autosave(client, again, **fields | {"K1-note": "Ask Priya"})
    assert stored(again)["K1"] == Answer(note="Ask Priya")

    base = stored(again)["K1"].fingerprint
    autosave(client, again, **fields | {"K1-base": base, "K1-note": "Ask Priya", "K1-still-true": "yes"})
    assert stored(again)["K1"] == Answer(2, note="Ask Priya")


def test_what_another_window_answered_is_left(client, draft):
    answer(draft, {"K1": 4})

    response = autosave(client, draft, K1_base=UNTOUCHED, K1_answer="3", K2_base=UNTOUCHED, K2_answer="2")

    told = {"K1": ["K1: also answered in another window. Choose the answer to keep"]}
    assert response.json() == {"saved": {"K2": Answer(2).fingerprint}, "refused": told}
    assert stored(draft) == {"K1": Answer(4), "K2": Answer(2)}


def test_a_row_that_was_put_back_still_goes_on_from_what_its_page_showed(client, draft):
    answer(draft, {"K1": 4})

    response = autosave(client, draft, K1_base=UNTOUCHED, K1_answer="")

    assert response.json()["saved"] == {"K1": UNTOUCHED}  # not from what another window stored
    assert stored(draft) == {"K1": Answer(4)}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"K1_note": "x" * (ANSWER_MAX_LENGTH + 1)}, "characters or fewer. It has"),
        ({"K1_answer": "99"}, "Choose one of the answers shown"),
    ],
)
def test_what_cannot_be_stored_is_refused_and_the_rest_stored(client, draft, fields, told):
    response = autosave(client, draft, K1_base=UNTOUCHED, **fields, K2_base=UNTOUCHED, K2_answer="2")

    assert list(response.json()["saved"]) == ["K2"]
    assert told in response.json()["refused"]["K1"][0]
    assert stored(draft) == {"K2": Answer(2)}


def test_what_is_no_draft_any_more_stores_nothing_and_says_so(client, draft):
    put(draft, State.FINISHED)

    response = autosave(client, draft, K1_base=UNTOUCHED, K1_answer="3")

    assert response.json().keys() == {"closed"}
    assert response.json()["closed"][0].startswith("Your answers on this page are not saved yet.")
    assert stored(draft) == {}


def test_a_page_saved_after_it_saved_itself_meets_no_conflict(client, draft):
    fields = open_page(client, page(draft))
    saved = autosave(client, draft, K1_base=fields["K1-base"], K1_answer="3").json()["saved"]

    response = save(client, page(draft), fields | {"K1-base": saved["K1"]}, K1_answer="3", K2_answer="2")

    assert response.url == page(draft, "doing")
    assert stored(draft) == {"K1": Answer(3), "K2": Answer(2)}


def test_nothing_is_left_to_be_said_on_the_next_page(client, draft):
    autosave(client, draft, K1_base=UNTOUCHED, K1_answer="3", K1_reason="typed before")

    assert "messages" not in client.session
    assert "messages" not in client.cookies
    assert stored(draft) == {"K1": Answer(3, note="typed before")}


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_the_rows(client, draft, rows, django_assert_num_queries):
    autosave(client, draft)  # reads the version once for the process
    fields: dict[str, str] = {}
    for code in ("K1", "K2", "D1")[:rows]:
        fields |= {f"{code}_base": UNTOUCHED, f"{code}_answer": "3"}

    with django_assert_num_queries(6):  # who asks, assessment, answers, writing, and the transaction
        autosave(client, draft, **fields)
