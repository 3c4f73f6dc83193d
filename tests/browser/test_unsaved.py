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
