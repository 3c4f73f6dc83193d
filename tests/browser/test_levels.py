"""A level's whole box can be pressed and shows when it has the focus, and a page of them is short."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.pages import AMARAS_DRAFT, DEV, ELIN, START, press, turn_to

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
    const differs = before !== look(input);
    input.blur();
    return differs;
}"""


@pytest.mark.parametrize("which", PAGES)
def test_the_whole_box_of_a_level_can_be_pressed(page, arrive, which):
    arrive(page, *PAGES[which])
    levels = page.locator(".app-rating__levels")
    expect(levels.first).to_be_visible()

    for width in (WIDE, 1000, NARROW, 320):
        turn_to(page, width)

        assert page.evaluate(DEAD) == [], width
        assert levels.first.locator("input").last.evaluate(LOOKS), width


PHONE = 844  # px that a phone's screen is high


@pytest.mark.parametrize("domain", ["knowledge", "developing", "maintaining"])
def test_on_a_phone_four_competences_are_rated_within_three_screens(open_page, arrive, domain):
    page = open_page(width=NARROW)
    arrive(page, "ben", START)
    press(page, "Start now")
    page.goto(page.url.replace("/knowledge/", f"/{domain}/"))

    assert page.locator(".app-rating").count() == 4
    assert page.evaluate("document.documentElement.scrollHeight") <= 3 * PHONE


@pytest.mark.parametrize("which", sorted({*PAGES} - {"agreeing"}))  # there one reads it where it is in question
def test_every_level_says_beside_it_what_it_means(page, arrive, which):
    arrive(page, *PAGES[which])
    boxes = page.locator(".app-rating__levels").first.locator(".nhsuk-radios__item:not(.app-rating__off-scale)")
    expect(boxes.locator(".app-rating__means")).to_have_count(4)

    for width in (WIDE, 700, NARROW, 320):
        turn_to(page, width)

        assert all(means.is_visible() for means in boxes.locator(".app-rating__means").all()), width
        shown, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert shown <= room, width


def test_what_the_levels_mean_is_read_where_it_is_in_question(sized_page, arrive, assert_accessible):
    arrive(sized_page, *PAGES["agreeing"])
    row = sized_page.locator(".app-agree").first
    expect(row.locator("dt")).to_have_count(7)  # the four levels, and three answers beside them
    expect(row.locator("dt").first).not_to_be_visible()

    row.locator("summary", has_text="What the levels mean").click()

    expect(row.locator("dt").first).to_have_text("Not yet")
    expect(row.locator("dd").first).to_be_visible()
    assert_accessible(sized_page)


def test_a_reason_says_that_it_is_optional_where_it_is(open_page, arrive):
    page = open_page(width=NARROW)
    arrive(page, "amara", f"{AMARAS_DRAFT}rate/knowledge/")
    row = page.locator("#K1")

    row.get_by_label("No opportunity yet", exact=True).check()
    expect(row.get_by_role("textbox", name="Reason for K1 (optional)", exact=True)).to_be_visible()
    expect(row.get_by_text("Something to develop, not a low answer.")).to_be_visible()

    row.get_by_label("Not applicable to my role", exact=True).check()
    expect(row.get_by_role("textbox", name="Reason for K1", exact=True)).to_be_visible()
