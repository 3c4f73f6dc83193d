"""A level's whole box can be pressed and shows when it has the focus, and a page of them is short."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.pages import AMARAS_DRAFT, DEV, ELIN, START, press

PAGES = {
    "own": ("amara", f"{AMARAS_DRAFT}rate/knowledge/"),
    "supervisor's": ("priya", reverse("review-rate", args=[DEV, "knowledge"])),
    "agreeing": ("priya", reverse("agree", args=[ELIN])),
}
# The boxes in which a press near a corner meets neither the radio button nor its label.
DEAD = """() => [...document.querySelectorAll(".app-rating__levels .nhsuk-radios__item")].filter((box) => {
    if (!box.checkVisibility()) return false; // a former answer stands there
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


PHONE = 844  # px that a phone's screen is high


@pytest.mark.parametrize("domain", ["knowledge", "developing", "maintaining"])
def test_on_a_phone_four_competences_are_rated_within_three_screens(open_page, arrive, domain):
    page = open_page(width=NARROW)
    arrive(page, "ben")
    page.goto(START)
    press(page, "Start now")
    page.goto(page.url.replace("/knowledge/", f"/{domain}/"))

    assert page.locator(".app-rating").count() == 4
    assert page.evaluate("document.documentElement.scrollHeight") <= 3 * PHONE


@pytest.mark.parametrize("width", [WIDE, 700, NARROW, 320])
@pytest.mark.parametrize("which", PAGES)
def test_every_level_says_beside_it_what_it_means(open_page, arrive, which, width):
    who, address = PAGES[which]
    page = open_page(width=width)
    arrive(page, who)
    page.goto(address)
    boxes = page.locator(".app-rating__levels").first.locator(".nhsuk-radios__item:not(.app-rating__off-scale)")

    expect(boxes.locator(".app-rating__means")).to_have_count(4)
    assert all(means.is_visible() for means in boxes.locator(".app-rating__means").all())
    shown, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert shown <= room


def test_a_reason_says_that_it_is_optional_where_it_is(open_page, arrive):
    page = open_page(width=NARROW)
    arrive(page, "amara")
    page.goto(f"{AMARAS_DRAFT}rate/knowledge/")
    row = page.locator("#K1")

    row.get_by_label("No opportunity yet", exact=True).check()
    expect(row.get_by_role("textbox", name="Reason for K1 (optional)", exact=True)).to_be_visible()
    expect(row.get_by_text("Something to develop, not a low answer.")).to_be_visible()

    row.get_by_label("Not applicable to my role", exact=True).check()
    expect(row.get_by_role("textbox", name="Reason for K1", exact=True)).to_be_visible()
