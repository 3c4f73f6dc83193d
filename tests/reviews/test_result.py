"""What a practitioner sees of the review of their own assessment."""

from http import HTTPStatus

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.audit.models import Entry
from competence_app.catalogue.queries import competence_ids
from competence_app.people.models import Notice
from competence_app.reviews.actions import reviewing
from tests.factories import answer, finished, framework_of, publish, put, yesterday
from tests.reviews.pages import ALIKE, address, bare, rated, revealed
from tests.words import words

COMMENT = "I am glad that we talked."


@pytest.fixture
def agreed(sent):
    """The nurse's assessment, agreed."""
    revealed(sent, {"K1": 1, "K2": 2, "D1": 4})
    answer(sent, {"K1": Answer(2, note="We looked back"), "K2": 2, "D1": 4}, voice=Voice.AGREED)
    return put(sent, "agreed")


def test_before_the_reveal_it_says_what_it_waits_for_and_nothing_of_the_ratings(nurses_client, sent):
    before = bare(nurses_client.get(address("result", sent)))

    rated(sent, {"K1": Answer(1, note="secret note"), "K2": "not observed", "D1": 2})

    assert bare(nurses_client.get(address("result", sent))) == before
    assert "They rate you without seeing your answers." in before


@pytest.mark.parametrize("state", ["draft", "finished", "superseded"])
def test_with_nobody_it_says_so(nurses_client, sent, state):
    put(sent, state)

    page = words(nurses_client.get(address("result", sent)))

    assert "Where it stands" in page
    assert "Only you can see" in page


def test_returned_it_says_why_and_leads_to_the_draft(nurses_client, supervisor, sent):
    reviewing.return_(sent, comment="Say more about K1", remarks={}, by=supervisor)

    response = nurses_client.get(address("result", sent))

    assertContains(response, "Say more about K1")
    assertContains(response, f'href="{address("task-list", sent)}"')


def test_after_the_reveal_both_sides_stand_there(nurses_client, nurse, sent):
    revealed(sent, ALIKE | {"K1": Answer(1, note="Said little")})

    response = nurses_client.get(address("result", sent))

    assert "You Independently Priya Nair Not yet Note: Said little" in words(response)
    assert "neither of you is in the right" in words(response)
    assertNotContains(response, "closing comment")
    assert not Entry.objects.filter(about=nurse).exclude(verb="start").exists()


def test_what_is_only_being_agreed_is_not_shown(nurses_client, sent):
    revealed(sent, ALIKE | {"K1": 1})
    answer(sent, {"K1": Answer(2, note="Not decided yet")}, voice=Voice.AGREED)

    assertNotContains(nurses_client.get(address("result", sent)), "Not decided yet")


def test_after_the_agreement_it_shows_what_was_agreed_and_asks_for_the_last_word(nurses_client, agreed):
    response = nurses_client.get(address("result", agreed))

    assert "Priya Nair Not yet Agreed With support We looked back" in words(response)
    assert "You cannot change it later." in words(response)
    assertContains(response, "Add closing comment")
    assertContains(response, f'action="{address("comment", agreed)}"')


def test_the_closing_comment_is_added_once(nurses_client, client, agreed):
    response = nurses_client.post(address("comment", agreed), {"comment": COMMENT})

    assertRedirects(response, address("result", agreed), fetch_redirect_response=False)
    page = nurses_client.get(address("result", agreed))
    assertContains(page, "Your closing comment is added.")
    assertContains(page, COMMENT)
    assertNotContains(page, "Add closing comment")
    assertContains(client.get(address("review", agreed)), COMMENT)


@pytest.mark.parametrize(("is_over", "told"), [(False, 1), (True, 0)])
def test_the_closing_comment_is_told_to_whoever_can_read_it(nurses_client, nurse, supervisor, agreed, is_over, told):
    nurse.supervised_by.update(ended_on=yesterday() if is_over else None)

    nurses_client.post(address("comment", agreed), {"comment": COMMENT})

    assert Notice.objects.filter(person=supervisor).count() == told


def test_a_second_comment_is_refused_and_kept_on_the_page(nurses_client, agreed):
    nurses_client.post(address("comment", agreed), {"comment": COMMENT})

    response = nurses_client.post(address("comment", agreed), {"comment": "And another thing."})

    assertContains(response, "What you typed is not saved. Your closing comment is written already")
    assertContains(response, "And another thing.")
    assertContains(response, COMMENT)
    agreed.refresh_from_db()
    assert agreed.closing_comment == COMMENT


@pytest.mark.parametrize(
    ("comment", "refusal"),
    [
        ("", "Write your closing comment"),
        ("a" * 2001, "Your closing comment must be 2,000 characters or fewer. It has 2,001"),
    ],
)
def test_a_comment_that_is_none_or_too_long_is_refused(nurses_client, agreed, comment, refusal):
    response = nurses_client.post(address("comment", agreed), {"comment": comment})

    assertContains(response, f'<a href="#id_comment">{refusal}</a>', html=True)
    assertContains(response, comment)
    assert Assessment.objects.get().closing_comment == ""


def test_before_the_agreement_there_is_no_closing_comment(nurses_client, sent):
    response = nurses_client.post(address("comment", sent), {"comment": COMMENT})

    assertContains(response, "cannot comment on it")
    assertContains(response, COMMENT)


@pytest.mark.parametrize("name", ["result", "comment"])
def test_the_result_is_there_for_its_owner_alone(client, agreed, name):
    assert client.post(address(name, agreed), {"comment": COMMENT}).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("state", ["submitted", "reviewed", "agreed"])
def test_queries_do_not_grow_with_competences_or_history(
    nurses_client, nurse, supervisor, state, count, django_assert_num_queries
):
    codes = {f"C{n}": 2 for n in range(1, count + 1)}
    version = publish(framework_of(count))
    for _ in range(count):
        put(finished(nurse, {}, version=version), "agreed", supervisor)
    sent = put(finished(nurse, codes, version=version), state, supervisor)
    rated(sent, dict.fromkeys(codes, 3))
    sent.to_discuss.set(competence_ids(sent.version_id).values())

    with django_assert_num_queries(2 if state == "submitted" else 4):  # who asks, assessment, ratings, to discuss
        nurses_client.get(address("result", sent))
