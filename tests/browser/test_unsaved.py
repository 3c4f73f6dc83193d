"""Leaving a page that does not save by itself with something typed: the browser asks first."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import DEV, press

PAGE = f"/reviews/{DEV}/return/"


@pytest.fixture
def asked(page, arrive):
    """What the browser asked on the page where a supervisor says why it comes back, and was told to stay."""
    arrive(page, "priya", PAGE)
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return asked


def test_leaving_with_something_typed_is_asked_about_and_can_be_called_off(page, asked):
    box = page.get_by_role("textbox").first
    box.fill("Please say more.")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Home").click()

    expect(box).to_have_value("Please say more.")
    assert asked == ["beforeunload"]
    assert page.url.endswith(PAGE)


def test_leaving_what_came_back_with_a_mistake_is_asked_about(page, asked):
    page.get_by_role("textbox").first.evaluate("(box) => (box.value = 'x'.repeat(5001))")
    press(page, "Return the assessment")
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()

    with page.expect_event("dialog"):
        page.get_by_role("link", name="Home").click()

    assert asked == ["beforeunload"]


def test_sending_is_not_asked_about(page, asked):
    page.get_by_role("textbox").first.fill("Please say more.")
    press(page, "Return the assessment")

    expect(page.get_by_role("alert")).to_be_visible()
    assert asked == []


def test_leaving_with_nothing_typed_is_not_asked_about(page, asked):
    page.get_by_role("heading", level=1).click()
    page.get_by_role("link", name="Home").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Priya")
    assert asked == []
