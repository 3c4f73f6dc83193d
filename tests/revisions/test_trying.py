from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.assessments.models import Assessment, Rating
from tests.factories import draft_of, framework_of, long_framework, small_framework
from tests.words import words


@pytest.fixture
def draft(editor):
    """A draft of the small framework."""
    return draft_of(small_framework(), by=editor)


def page(draft, domain="knowing"):
    return reverse("try-out", args=["listening", draft.pk, domain])


def test_a_practitioners_page_is_shown(client, draft):
    response = client.get(page(draft))

    assertContains(response, 'name="K1-answer"')
    assertContains(response, "Nothing that you answer here is kept")


def test_wrong_answers_are_told_as_to_a_practitioner(client, draft):
    response = client.post(page(draft), {"K1-answer": "na", "then": "continue"})

    assertContains(response, "K1: say why you answered")


@pytest.mark.parametrize(
    ("domain", "then", "following"),
    [("knowing", "continue", "doing"), ("knowing", "later", ""), ("doing", "continue", "")],
)
def test_right_answers_lead_on_and_are_not_kept(client, draft, domain, then, following):
    response = client.post(page(draft, domain), {"K1-answer": "3", "then": then})

    expected = page(draft, following) if following else reverse("preview", args=["listening", draft.pk])
    assertRedirects(response, expected, fetch_redirect_response=False)
    assertContains(client.get(response.url), "nothing was kept")
    assert not Assessment.objects.exists()
    assert not Rating.objects.exists()


def test_a_long_domain_is_tried_out_page_by_page(client, editor):
    draft = draft_of(long_framework(16), by=editor)

    first = client.get(page(draft, "all"))
    response = client.post(page(draft, "all"), {"C1-answer": "3", "then": "continue"})

    assert "Domain 1 of 2, page 1 of 2 All" in words(first)
    assertContains(first, "<fieldset", count=8)
    assertRedirects(response, page(draft, "all") + "?page=2")


def test_a_domain_that_is_not_there(client, draft):
    assert client.get(page(draft, "flying")).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("size", [1, 30])
def test_the_number_of_queries_does_not_grow(client, editor, django_assert_max_num_queries, size):
    competences = [each["competences"][0] for each in framework_of(size)["domains"]]
    domain = {"code": "knowing", "title": "Knowing", "competences": competences}
    draft = draft_of(small_framework(domains=[domain]), by=editor)

    with django_assert_max_num_queries(8):
        client.get(page(draft))
