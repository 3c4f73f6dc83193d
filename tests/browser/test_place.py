"""The line that says where a rating page is stays in sight, counts along and covers nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.pages import AMARAS_DRAFT, choose

MAGNIFIED = {"width": 320, "height": 180}  # a screen of 1280 by 720 px at 400 %
TOP = "(element) => element.getBoundingClientRect().top"
# The bottom of the line, and the top of the box, of the words or of the button that has the focus.
PLACES = """() => {
    const at = document.activeElement.closest(".nhsuk-radios__item") ?? document.activeElement;
    return [document.querySelector(".app-place").getBoundingClientRect().bottom, at.getBoundingClientRect().top];
}"""


@pytest.fixture
def address():
    return f"{AMARAS_DRAFT}rate/knowledge/"


def test_the_line_stays_when_the_heading_goes(sized_page, arrive, address):
    arrive(sized_page, "amara", address)
    line, heading = sized_page.locator(".app-place"), sized_page.get_by_role("heading", level=1)
    expect(line).to_be_in_viewport()

    sized_page.locator("#K4").evaluate("(row) => row.scrollIntoView()")

    expect(heading).not_to_be_in_viewport()
    expect(line).to_have_text("Domain 1 of 3 2 of 12 looked at again")
    assert line.evaluate(TOP) == 0


def test_the_line_counts_along(page, arrive, address):
    arrive(page, "amara", address)
    count = page.locator(".app-place")

    choose(page, "K1", "Not applicable to my role")
    expect(count).to_have_text("Domain 1 of 3 1 of 12 looked at again")
    page.locator("#id_K1-reason").fill("I teach")
    expect(count).to_have_text("Domain 1 of 3 2 of 12 looked at again")
    page.locator("#K3").get_by_label("Still true").check()
    expect(count).to_have_text("Domain 1 of 3 3 of 12 looked at again")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 of 12 looked at again")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_line_covers_nothing_that_has_the_focus(open_page, arrive, address, width):
    page = open_page(width=width)
    arrive(page, "amara", address)
    page.get_by_role("button", name="Save and continue").focus()

    for _ in range(8):
        page.keyboard.press("Shift+Tab")

        line, focused = page.evaluate(PLACES)
        assert focused >= line


def test_a_magnified_page_is_left_to_its_reader(page, arrive, address):
    page.set_viewport_size(MAGNIFIED)
    arrive(page, "amara", address)

    page.locator("#K4").evaluate("(row) => row.scrollIntoView()")

    expect(page.locator(".app-place")).to_have_text("Domain 1 of 3 2 of 12 looked at again")
    expect(page.locator(".app-place")).not_to_be_in_viewport()
