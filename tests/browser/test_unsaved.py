"""Leaving a page with answers that were typed and not saved: the browser asks first."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import AMARAS_DRAFT, choose, press


@pytest.fixture
def asked(page, arrive):
    """What the browser asked on a rating page, and was told to stay."""
    arrive(page, "amara")
    page.goto(f"{AMARAS_DRAFT}rate/knowledge/")
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return asked


def test_leaving_with_something_typed_is_asked_about_and_can_be_called_off(page, asked):
    choose(page, "K3", "Not yet")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="All domains").click()

    expect(page.locator("#K3 :checked")).to_have_value("1")
    assert asked == ["beforeunload"]
    assert page.url.endswith("/rate/knowledge/")


def test_leaving_what_came_back_with_a_mistake_is_asked_about(page, asked):
    choose(page, "K4", "Not applicable to my role")
    press(page, "Save and continue")
    expect(page.get_by_text("Not saved yet: K4. Everything else on this page is saved.")).to_be_visible()

    with page.expect_event("dialog"):
        page.get_by_role("link", name="All domains").click()

    assert asked == ["beforeunload"]


def test_saving_is_not_asked_about(page, asked):
    choose(page, "K4", "Leading others")
    press(page, "Save and come back later")

    expect(page.get_by_role("alert")).to_contain_text("Your answers are saved.")
    assert asked == []


def test_leaving_with_nothing_typed_is_not_asked_about(page, asked):
    page.locator("#K3").click(position={"x": 5, "y": 5})
    page.get_by_role("link", name="All domains").click()

    expect(page.get_by_text("12 of 12 competences answered")).to_be_visible()
    assert asked == []
