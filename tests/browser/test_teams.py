"""A team lead reads how many people of the team gave which answer."""

from playwright.sync_api import expect

from tests.browser.pages import FRAMEWORK

COUNTS = f"/teams/1/{FRAMEWORK}/"


def test_a_lead_finds_the_counts_and_chooses_among_them(any_page, arrive, assert_accessible):
    arrive(any_page, "tom", "/teams/")

    any_page.wait_for_url(f"**{COUNTS}")
    expect(any_page.get_by_role("heading", level=2, name="Agreed with their supervisors, ")).to_be_visible()
    assert_accessible(any_page)

    any_page.get_by_role("navigation", name="Counts").get_by_role("link").last.click()

    expect(any_page.get_by_role("heading", level=2, name="Rated by themselves, ")).to_be_visible()
    any_page.get_by_text("What counts and what does not").click()
    expect(any_page.get_by_text("whoever knows some of the answers could work out others")).to_be_visible()
    assert_accessible(any_page)


def test_a_merged_number_says_what_it_counts(sized_page, arrive):
    arrive(sized_page, "tom", COUNTS)

    merged = sized_page.get_by_role("row", name="K4").get_by_role("cell").first

    expect(merged).to_have_text("No level to With support 9")
    expect(merged).to_be_visible()


def test_on_a_phone_numbers_stand_below_each_other_and_on_paper_in_a_table(open_page, arrive):
    phone = open_page(width=390)
    arrive(phone, "tom", COUNTS)
    first, second = phone.get_by_role("row", name="K4").get_by_role("cell").all()

    assert _top(first) < _top(second)

    phone.emulate_media(media="print")
    assert _top(first) == _top(second)
    expect(phone.get_by_role("navigation", name="Counts")).to_be_hidden()


def _top(locator) -> float:
    box = locator.bounding_box()
    assert box
    return float(box["y"])
