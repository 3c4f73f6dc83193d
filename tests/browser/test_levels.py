"""A level's whole box can be pressed, and shows when it has the focus."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.pages import AMARAS_DRAFT, DEV, ELIN

PAGES = {
    "own": ("amara", f"{AMARAS_DRAFT}rate/maintaining/"),
    "supervisor's": ("priya", reverse("review-rate", args=[DEV, "knowledge"])),
    "agreeing": ("priya", reverse("agree", args=[ELIN])),
}
# The boxes in which a press near a corner meets neither the radio button nor its label.
DEAD = """() => [...document.querySelectorAll(".app-rating__levels .nhsuk-radios__item")].filter((box) => {
    box.scrollIntoView({block: "center"});
    const {left, right, top, bottom} = box.getBoundingClientRect();
    const places = [left + 3, (left + right) / 2, right - 3].flatMap((x) => [top + 3, bottom - 3].map((y) => [x, y]));
    return places.some(([x, y]) => !document.elementFromPoint(x, y)?.matches("input, label"));
}).map((box) => box.innerText)"""
# How the box that has the focus differs from one that has not.
LOOKS = """(input) => {
    const look = (one) => [one, one.labels[0]].flatMap((at) => ["", "::before"].map((part) => {
        const style = getComputedStyle(at, part || null);
        return style.outline + style.boxShadow + style.border;
    })).join();
    const before = look(input);
    input.focus();
    return before !== look(input);
}"""


@pytest.mark.parametrize("width", [WIDE, 1000, NARROW, 320])
@pytest.mark.parametrize("which", PAGES)
def test_the_whole_box_of_a_level_can_be_pressed(open_page, arrive, which, width):
    who, address = PAGES[which]
    page = open_page(width=width)
    arrive(page, who)
    page.goto(address)
    levels = page.locator(".app-rating__levels")
    expect(levels.first).to_be_visible()

    assert page.evaluate(DEAD) == []
    assert levels.first.locator("input").last.evaluate(LOOKS)
