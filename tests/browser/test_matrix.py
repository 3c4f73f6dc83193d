"""The matrix in a browser: what says who and what stays in sight, and paper has all of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import FRAMEWORK, addressed

WIDTHS = (1280, 390)
IS_ON_TOP = """at => {
    const {x, y, width, height} = at.getBoundingClientRect();
    return at.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_who_and_what_stay_in_sight_and_never_hide_what_has_the_focus(open_page, arrive, server, width):
    page = open_page(width=width)
    arrive(page, "priya")
    page.goto(addressed(server, "matrix", []) + f"?framework={FRAMEWORK}")
    last = page.locator(".app-matrix tbody td a").last
    first_row = page.locator(".app-matrix tbody td a").first

    last.focus()
    expect(page.locator(".app-matrix__corner").last).to_be_in_viewport()
    first_row.focus()

    expect(first_row).to_be_in_viewport()
    assert first_row.evaluate(IS_ON_TOP)


def test_paper_has_every_person_and_no_form(open_page, arrive, server):
    page = open_page(width=1280)
    arrive(page, "priya")
    page.goto(addressed(server, "matrix", []) + f"?framework={FRAMEWORK}")

    page.emulate_media(media="print")

    expect(page.locator("form.app-filter")).to_be_hidden()
    expect(page.get_by_role("region", name="Matrix")).to_have_css("overflow", "visible")
