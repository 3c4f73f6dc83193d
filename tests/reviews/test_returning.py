"""A supervisor gives an assessment back."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.assessments.actions import sending
from competence_app.assessments.models import Return
from competence_app.assessments.rules.answers import Answer, Voice
from tests.post import delivered
from tests.reviews.pages import address, deeds, rated, revealed, said
from tests.ui.html import read
from tests.words import words

WHY = "Could you say more about K1?"


def remarks(assessment):
    found = Return.objects.get(assessment=assessment).remarks.values_list("competence__code", "text")
    return dict(found)


def test_the_page_says_what_happens_and_has_a_box_for_each_competence(client, sent):
    page = client.get(address("return", sent))

    assert "It goes back to Amara Okafor as a draft" in words(page)
    assertContains(page, "nothing that could identify a patient")
    for code in ("K1", "K2", "D1"):
        assertContains(page, f'name="remark-{code}"', count=1)


def test_it_goes_back_as_a_draft_with_comment_and_remarks(client, nurse, supervisor, sent):
    rated(sent, {"K1": 1})

    response = client.post(address("return", sent), {"comment": WHY, "remark-K1": "Such as?", "remark-D1": " "})

    assertRedirects(response, reverse("supervision"), fetch_redirect_response=False)
    assertContains(client.get(response.url), "You returned the assessment to Amara Okafor.")
    sent.refresh_from_db()
    assert (sent.state, Return.objects.get().comment, remarks(sent)) == ("draft", WHY, {"K1": "Such as?"})
    assert said(sent, Voice.SUPERVISOR) == {"K1": Answer(1)}
    assert [message.to for message in delivered()] == [[nurse.email]]
    assert WHY not in delivered()[0].body
    assert deeds(supervisor, nurse) == ["return"]


def test_only_what_can_be_left_out_is_called_optional(client, sent):
    page = client.get(address("return", sent)).content.decode()

    labels = {label.attrs["for"]: "optional" in label.words() for label in read(page).all("label")}
    assert labels == {"id_comment": False, "id_remark-K1": True, "id_remark-K2": True, "id_remark-D1": True}


def test_without_a_comment_it_stays_and_nothing_typed_is_lost(client, sent):
    response = client.post(address("return", sent), {"comment": " ", "remark-K2": "Which noise?"})

    assertContains(response, '<a href="#id_comment">Say why you are returning it</a>', html=True)
    assertContains(response, "Which noise?")
    assertContains(response, '<details class="nhsuk-details" open>', count=1)
    sent.refresh_from_db()
    assert sent.state == "submitted"


@pytest.mark.parametrize(("field", "place"), [("comment", "id_comment"), ("remark-K2", "id_remark-K2")])
def test_a_text_that_is_too_long_is_refused_and_kept(client, sent, field, place):
    response = client.post(address("return", sent), {"comment": WHY} | {field: "a" * 2001})

    assertContains(
        response, f'<a href="#{place}">Your comment must be 2,000 characters or fewer. It has 2,001</a>', html=True
    )
    assertContains(response, "a" * 2001)


def test_withdrawn_meanwhile_the_page_comes_back_with_what_was_typed(client, nurse, sent):
    sending.withdraw(sent, by=nurse)

    response = client.post(address("return", sent), {"comment": WHY, "remark-K1": "Such as?"})

    assertContains(response, "What you typed on this page is not saved. This assessment is no longer with you")
    assertContains(response, WHY)
    assertContains(response, "Such as?")
    assertContains(response, f'class="nhsuk-back-link" href="{reverse("supervision")}"')
    assert Return.objects.count() == 0


def test_what_is_revealed_is_returned_no_more(client, sent):
    revealed(sent)

    assertRedirects(client.get(address("return", sent)), address("review", sent))
    assertContains(client.post(address("return", sent), {"comment": WHY}), "it can no longer be returned")


def test_sent_again_the_supervisors_ratings_are_still_there(client, nurse, supervisor, sent):
    rated(sent, {"K1": 1})
    client.post(address("return", sent), {"comment": WHY})
    sent.refresh_from_db()
    sent.state, sent.finished_at = "finished", sent.started_at
    sent.save()

    sending.submit(sent, to=supervisor, by=nurse)

    assert "1 of 3 competences rated by you" in words(client.get(address("review", sent)))
