"""On paper: the words and the pictures, nothing to press, nothing folded away or cut off."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import AMARAS_LATEST

A4, A5 = 718, 483  # px between margins of 1 cm
# What hides a part of itself; words for screen readers alone stand in boxes of one pixel.
CUT_OFF = """() => [...document.querySelectorAll("main *")]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible")
    .filter((one) => one.clientWidth > 1)
    .map((one) => one.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def server(serve):
    """One server for this file, which only reads."""
    with serve() as server:
        yield server


@pytest.mark.parametrize("address", ["/profile/", f"{AMARAS_LATEST}answers/"], ids=["profile", "answers"])
def test_a_page_prints_whole_and_with_nothing_to_press(page, arrive, address):
    arrive(page, "amara")
    page.goto(address)

    page.emulate_media(media="print")

    for width in (A4, A5):
        page.set_viewport_size({"width": width, "height": 900})
        for gone in ("navigation", "button"):
            expect(page.get_by_role(gone)).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CUT_OFF) == []


def test_the_profile_unfolds_its_tables_on_paper_alone(page, arrive):
    arrive(page, "amara")
    page.goto("/profile/")
    folded = page.locator("details table")
    expect(folded).to_have_count(3)
    expect(folded.first).to_be_hidden()

    page.emulate_media(media="print")

    for table in folded.all():
        expect(table).to_be_visible()
