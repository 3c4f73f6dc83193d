"""Changing one answer from the page that checks them all, and coming back to it."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Answer, Voice
from tests.assessments.pages import open_page, page, save
from tests.factories import answer


@pytest.fixture
def draft(draft) -> Assessment:
    """The nurse's draft with every answer given."""
    return answer(draft, {"K1": 1, "K2": 2, "D1": 3})


@pytest.fixture
def check(draft) -> str:
    """The address of the page that checks it."""
    return reverse("answers", args=[draft.pk])


@pytest.fixture
def change(draft) -> str:
    """Where "Change" leads from K2."""
    return f"{page(draft)}?back=K2"


def test_change_leads_to_the_row_and_says_where_it_came_from(client, check, change):
    assertContains(client.get(check), f'href="{change}#K2"')

    response = client.get(change)

    assertContains(response, f'<a class="nhsuk-back-link" href="{check}#K2">Check your answers</a>', html=True)


def test_saving_leads_back_to_the_row(client, draft, check, change):
    response = save(client, change, open_page(client, change), K2_answer="4")

    assertRedirects(response, f"{check}#K2")
    assert draft.ratings.by_code(Voice.SELF)["K2"].answer == Answer(4)


def test_saving_leads_back_after_what_was_wrong_and_after_a_conflict(client, check, change):
    fields = open_page(client, change)
    assertContains(save(client, change, fields, K2_answer="na"), "K2: say why you answered")
    save(client, change, open_page(client, change), K2_answer="3")
    conflict = save(client, change, fields, K2_answer="4")
    assertContains(conflict, "K2: also answered in another window")

    response = save(client, change, open_page(client, change), K2_answer="4")

    assertRedirects(response, f"{check}#K2")


def test_what_was_typed_before_the_session_ended_leads_back_too(client, nurse, check, change):
    fields = open_page(client, change)
    client.logout()
    assertNotContains(save(client, change, fields, K2_answer="4"), "action=", status_code=403)
    client.force_login(nurse)

    response = save(client, change, fields, K2_answer="4")

    assertRedirects(response, f"{check}#K2")


@pytest.mark.parametrize("back", ["", "D1", "//example.org", "check"])
def test_whatever_is_no_row_of_the_page_leads_on_as_ever(client, draft, back):
    address = f"{page(draft)}?back={back}"

    response = save(client, address, open_page(client, address), K2_answer="4")

    assertRedirects(response, page(draft, "doing"))
