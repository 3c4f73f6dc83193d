"""A supervisor reads somebody's profile and prints the sheet for the meeting; its owner sees that they did."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages import ELIN, FRAMEWORK, follow, press, resize

GRACE, GRACES = f"/staff/6/{FRAMEWORK}/", 7  # agreed with Priya
# The first is older than its answers hold: it lists them all with what was written, and takes a second page for plans.
SHEETS = {"agreed, with actions": (1, 2), "to agree": (ELIN, 1), "agreed": (GRACES, 1)}
A4 = 1123 - 2 * 45  # px of its height between the sheet's margins


def test_a_supervisor_reads_a_profile_and_its_owner_reads_who_did(any_page, arrive, assert_accessible):
    arrive(any_page, "priya", GRACE)
    follow(any_page, "2 to discuss")
    expect(any_page.locator(".app-card, .app-fold__body")).to_have_count(2)
    assert_accessible(any_page)
    follow(any_page, "Show all")
    expect(any_page.get_by_text("I am glad that we talked about D4.")).to_be_visible()
    any_page.get_by_role("link", name="D4").click()  # which unfolds its line
    expect(any_page.get_by_text("Grace said Leading others.")).to_be_visible()
    assert_accessible(any_page)
    follow(any_page, "A sheet for your meeting")
    assert_accessible(any_page)

    any_page.context.clear_cookies()
    arrive(any_page, "grace", "/profile/")
    expect(any_page.get_by_text("Priya Nair can see this while they supervise you.")).to_be_visible()
    expect(any_page.get_by_text("Priya Nair said With support.").first).to_be_visible()
    follow(any_page, "Who has seen my answers")

    rows = any_page.get_by_role("row").filter(has_text="Priya Nair")
    expect(rows.nth(0)).to_contain_text("Looked at the meeting sheet")
    expect(rows.nth(1)).to_contain_text("Looked at your profile")
    assert_accessible(any_page)
    any_page.get_by_label("Done by").select_option("You")
    press(any_page, "Show")
    expect(any_page.get_by_role("row").nth(1)).to_contain_text("You")
    expect(rows).to_have_count(0)


@pytest.mark.parametrize(("key", "pages"), SHEETS.values(), ids=SHEETS)
def test_the_meeting_sheet_fills_one_page_of_paper(page, arrive, key, pages):
    arrive(page, "priya", f"/reviews/{key}/sheet/")
    expect(page.get_by_role("button", name="Print this page")).to_be_visible()

    paper = page.pdf(format="A4", prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == pages
    page.emulate_media(media="print")
    resize(page, 700, A4)
    expect(page.get_by_role("button")).to_have_count(0)
    for part in ("Notes", "Priya Nair", "Date"):
        expect(page.get_by_role("main").get_by_text(part, exact=True).last).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") <= pages * A4


def test_without_javascript_words_say_how_to_print(open_page, arrive):
    page = open_page(javascript=False)
    arrive(page, "priya")

    page.goto(f"/reviews/{GRACES}/sheet/")

    expect(page.get_by_text("Print this page from your browser's menu")).to_be_visible()
