"""Until the reveal, nothing that a supervisor gets depends on what the practitioner said."""

import pytest
from django.urls import reverse

from competence_app.assessments.actions import sending
from competence_app.assessments.models import PlannedAction, Rating
from competence_app.assessments.rules.answers import Answer
from competence_app.people.models import Notice
from tests.assessments.pages import open_page, save
from tests.factories import answer, finished, plan_action
from tests.post import delivered
from tests.reviews.pages import address, bare, rated, rating_page

SECRETS = ("secret note", "secret reason", "secret plan")
LOUD = {
    "K1": Answer(1, note="secret note"),
    "K2": Answer(off_scale="na", reason="secret reason", note="secret note"),
    "D1": Answer(off_scale="no", note="secret note"),
}
QUIET = {"K1": 4, "K2": 4, "D1": 4}


@pytest.fixture
def sent(nurse, supervisor):
    """A sent assessment with everything in it that the supervisor is not to see yet."""
    assessment = finished(nurse, LOUD)
    plan_action(assessment, "K1", text="secret plan")
    sending.submit(assessment, to=supervisor, to_discuss=["K1", "D1"], by=nurse)
    assessment.refresh_from_db()
    return assessment


def everything(client, sent):
    """Return all that the supervisor can open of it, and what comes back where things go wrong."""
    addresses = [
        reverse("home"),
        reverse("supervision"),
        address("review", sent),
        rating_page(sent),
        rating_page(sent, "doing"),
        address("return", sent),
        address("agree", sent),
    ]
    pages = [bare(client.get(page, follow=True)) for page in addresses]
    wrong = {"K1-answer": "na", "comment": "", "then": "agree", "declared": "on"}
    pages += [bare(client.post(page, wrong, follow=True)) for page in addresses[3:]]
    pages += [bare(client.post(address("reveal", sent), follow=True))]
    return pages


def forget_what_was_said(sent):
    """Let the practitioner have said something else, with nothing to plan and nothing to discuss."""
    Rating.objects.filter(assessment=sent, voice="self").delete()
    PlannedAction.objects.all().delete()
    sent.to_discuss.clear()
    answer(sent, QUIET)


@pytest.mark.parametrize("ratings", [{}, {"K1": 2, "K2": 2}])
def test_pages_are_the_same_to_the_letter_whatever_she_said(client, sent, ratings):
    rated(sent, ratings)
    before = everything(client, sent)

    forget_what_was_said(sent)

    assert everything(client, sent) == before
    assert not [page for page in before if any(secret in page for secret in SECRETS)]


def test_all_rated_pages_are_still_the_same(client, sent):
    rated(sent, QUIET)
    addresses = [address("review", sent), rating_page(sent), address("return", sent), reverse("supervision")]
    before = [bare(client.get(page)) for page in addresses]

    forget_what_was_said(sent)

    assert [bare(client.get(page)) for page in addresses] == before


def test_before_the_reveal_her_voice_is_not_even_read(client, sent, django_assert_max_num_queries):
    rated(sent, {"K1": 2})
    pages = [address("review", sent), rating_page(sent), address("return", sent), reverse("supervision")]

    for page in pages:
        with django_assert_max_num_queries(8) as captured:
            client.get(page)
        about = [query["sql"] for query in captured if '"assessments_rating"' in query["sql"]]
        assert all("'supervisor'" in sql for sql in about)
        assert not [query for query in captured if "to_discuss" in query["sql"] or "assessments_action" in query["sql"]]


def test_messages_and_mails_say_nothing_of_a_rating(client, nurse, sent):
    save(client, rating_page(sent), open_page(client, rating_page(sent)), K1_answer="2", K1_note="secret note")
    rated(sent, {"K2": 3, "D1": 3})
    client.post(address("reveal", sent))

    words = [f"{message.subject} {message.body}" for message in delivered()]
    words += [f"{notice.subject} {notice.text}" for notice in Notice.objects.all()]
    labels = ["Not yet", "With support", "Independently", "Leading others", "Not applicable", "No opportunity"]
    assert len(words) == 4
    assert not [text for text in words if any(secret in text for secret in (*SECRETS, *labels))]


def test_after_the_reveal_both_voices_are_there(client, sent):
    rated(sent, QUIET)

    page = bare(client.post(address("reveal", sent), follow=True))

    assert "secret note" in page
    assert "secret reason" in page
    assert "secret plan" in page
