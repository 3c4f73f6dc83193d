"""A team lead reads how many people of the team gave which answer."""

import re

from playwright.sync_api import expect

from tests.browser.pages import FRAMEWORK, follow, go_by, press

COUNTS = f"/teams/1/{FRAMEWORK}/"


def test_a_lead_finds_the_counts_and_chooses_among_them(any_page, arrive, assert_accessible):
    arrive(any_page, "tom", "/teams/")

    any_page.wait_for_url(f"**{COUNTS}")
    expect(any_page.get_by_role("heading", level=2, name="Agreed with their supervisors, ")).to_be_visible()
    assert_accessible(any_page)

    any_page.get_by_label("Counts", exact=True).select_option(index=1)
    press(any_page, "Show")

    expect(any_page.get_by_role("heading", level=2, name="Rated by themselves, ")).to_be_visible()
    any_page.get_by_text("What counts and what does not").click()
    expect(any_page.get_by_text("whoever knows some of the answers could work out others")).to_be_visible()
    assert_accessible(any_page)


def test_a_number_says_what_it_counts(sized_page, arrive):
    arrive(sized_page, "tom", COUNTS)

    below = sized_page.get_by_role("row", name="K4").get_by_role("cell").first

    expect(below).to_have_text(re.compile(r"Below target, or no opportunity yet\s+9"))
    expect(below).to_be_visible()


def test_on_a_phone_numbers_stand_below_each_other_and_on_paper_in_a_table(open_page, arrive):
    phone = open_page(width=390)
    arrive(phone, "tom", COUNTS)
    first, second = phone.get_by_role("row", name="K4").get_by_role("cell").all()

    assert _top(first) < _top(second)

    phone.emulate_media(media="print")
    assert _top(first) == _top(second)
    expect(phone.get_by_label("Counts", exact=True)).to_be_hidden()


def _top(locator) -> float:
    box = locator.bounding_box()
    assert box
    return float(box["y"])


def test_whoever_leads_all_teams_reads_them_together_and_side_by_side(any_page, arrive, assert_accessible):
    arrive(any_page, "nadia", "/teams/")

    go_by(any_page.get_by_role("link", name="Ability to foster").first)
    expect(any_page.get_by_role("row", name="K4")).to_contain_text("9 of 15")
    assert_accessible(any_page)

    follow(any_page, "Team by team")
    expect(any_page.get_by_role("row", name="K4").get_by_role("cell")).to_have_text(re.compile(r"9 of 15"))
    assert_accessible(any_page)
