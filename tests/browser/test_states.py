"""What goes wrong is told accessibly at both widths and in both schemes."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SCHEMES
from tests.browser.pages import AMARAS_DRAFT, DEV, choose, press, resize

PAGE = f"{AMARAS_DRAFT}rate/knowledge/"


@pytest.fixture
def rating(page, arrive):
    """Amara's page of the first domain."""
    arrive(page, "amara", PAGE)
    return page


@pytest.fixture
def assert_told(assert_accessible):
    """`assert_told(page)`: accessible at both widths, in both schemes."""

    def assert_told(page):
        for width in SCHEMES:
            resize(page, width)
            for scheme in SCHEMES.values():
                page.emulate_media(color_scheme=scheme)
                assert_accessible(page)

    return assert_told


def test_a_mistake(rating, assert_told):
    choose(rating, "K1", "Not applicable to my role")
    press(rating, "Save and continue")

    expect(rating.locator(".nhsuk-error-summary")).to_contain_text("K1: say why you answered")
    assert_told(rating)


def test_what_is_left_out(page, arrive, assert_told):
    arrive(page, "priya", f"/reviews/{DEV}/rate/knowledge/")
    press(page, "Save and continue")

    expect(page.get_by_role("region", name="Important")).to_contain_text("Saved. 4 are not rated yet")
    assert_told(page)


def test_a_conflict(rating, assert_told):
    other = rating.context.new_page()
    other.goto(PAGE)
    choose(other, "K1", "Not yet")
    press(other, "Save for later")

    rating.evaluate("document.querySelector('[name=K1-answer][value=\"2\"]').checked = true")  # typed before
    press(rating, "Save and continue")

    expect(rating.locator("#K1")).to_contain_text("Saved in another window")
    assert_told(rating)


def test_a_session_that_ended(rating, assert_told):
    rating.context.clear_cookies(name="sessionid")
    press(rating, "Save for later")

    expect(rating.get_by_role("heading", level=1)).to_have_text("Not saved yet, and nothing is lost")
    assert_told(rating)


def test_a_connection_that_is_gone(rating, assert_told):
    rating.context.set_offline(True)
    choose(rating, "K1", "Not yet")

    expect(rating.get_by_role("status")).to_contain_text("Not saved: no connection")
    assert_told(rating)
