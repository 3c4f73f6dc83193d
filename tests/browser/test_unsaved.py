"""Leaving a page that does not save by itself with something typed: the browser asks first."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import DEV, choose, press

PAGE = f"/reviews/{DEV}/rate/knowledge/"


@pytest.fixture
def asked(page, arrive):
    """What the browser asked on a supervisor's rating page, and was told to stay."""
    arrive(page, "priya", PAGE)
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return asked


def test_leaving_with_something_typed_is_asked_about_and_can_be_called_off(page, asked):
    choose(page, "K3", "Not yet")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Home").click()

    expect(page.locator("#K3 :checked")).to_have_value("1")
    assert asked == ["beforeunload"]
    assert page.url.endswith(PAGE)


def test_leaving_what_came_back_with_a_mistake_is_asked_about(page, asked):
    choose(page, "K4", "Not observed")
    page.locator("#id_K4-note").evaluate("(box) => (box.value = 'x'.repeat(5001))")
    press(page, "Save and continue")
    expect(page.get_by_text("Not saved yet: K4. Everything else on this page is saved.")).to_be_visible()

    with page.expect_event("dialog"):
        page.get_by_role("link", name="Home").click()

    assert asked == ["beforeunload"]


def test_saving_is_not_asked_about(page, asked):
    choose(page, "K4", "Leading others")
    press(page, "Save for later")

    expect(page.get_by_role("alert")).to_contain_text("Your ratings are saved.")
    assert asked == []


def test_leaving_with_nothing_typed_is_not_asked_about(page, asked):
    page.locator("#K3").click(position={"x": 5, "y": 5})
    page.get_by_role("link", name="Home").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Priya")
    assert asked == []
