"""Rating oneself again: former answers come along, to be looked at, and the former assessment stays."""

from playwright.sync_api import expect

from tests.browser.pages import CHLOES, START, choose, confirm, finish_knowing, follow, press

LOOKED = "{} of 12 looked at again"


def test_former_answers_are_still_true_or_changed(every_device, open_page, arrive, assert_accessible):
    page = open_page(width=every_device.width, javascript=every_device.javascript)
    arrive(page, "chloe")
    follow(page, "Rate yourself again")
    expect(page.get_by_role("main")).to_contain_text(
        "It stays as it is, and cannot be sent any more once you start again."
    )
    press(page, "Start now")
    follow(page, "All domains")
    expect(page.get_by_text(LOOKED.format(0))).to_be_visible()
    expect(page.get_by_text("Completed")).to_have_count(0)

    follow(page, "Knowledge")
    expect(page.get_by_text("You said ")).to_have_count(4)
    expect(page.get_by_label("Leading others", exact=True)).to_have_count(4)
    expect(page.get_by_label("Leading others", exact=True).first).to_be_hidden()
    assert_accessible(page)
    confirm(page, "K1", "K2", "K3")
    press(page, "Save and continue")
    left_out = page.get_by_role("region", name="Important")
    expect(left_out).to_contain_text("Saved. 1 is not looked at again")
    expect(left_out.get_by_role("link", name="K4")).to_have_attribute("href", "#K4")
    assert_accessible(page)
    choose(page, "K4", "Independently")
    expect(page.get_by_label("Leading others", exact=True).last).to_be_visible()
    assert_accessible(page)
    press(page, "Save and continue")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Capacity to develop")
    press(page, "Still true for all of this section")
    expect(page.get_by_role("alert")).to_contain_text("4 answers confirmed at once")
    page.goto(page.url.partition("rate/")[0])

    expect(page.get_by_text(LOOKED.format(8))).to_be_visible()
    expect(page.get_by_text("Completed")).to_have_count(2)
    follow(page, "Knowledge")
    expect(page.get_by_label("Still true")).to_have_count(0)
    expect(page.locator("#K1 :checked")).to_have_value("3")
    expect(page.locator("#K4 :checked")).to_have_value("3")
    page.goto("/")
    expect(page.get_by_text(LOOKED.format(8))).to_be_visible()


def test_the_former_assessment_stays_and_the_profile_says_what_changed(page, arrive, assert_accessible):
    arrive(page, "chloe", START)
    press(page, "Start now")
    choose(page, "K4", "Independently")
    press(page, "Save for later")
    follow(page, "Check your answers and finish")
    expect(page.get_by_text(", not looked at again")).to_have_count(11)
    assert_accessible(page)
    press(page, "Finish and keep private")
    expect(page.get_by_role("main")).to_contain_text("Some answers are from last time")
    finish_knowing(page)
    page.goto(f"{CHLOES}answers/")
    expect(page.locator("#K4")).to_contain_text("With support")
    expect(page.get_by_role("button", name="Reopen")).to_have_count(0)

    page.goto("/profile/")

    follow(page, "1 changed since last time")
    expect(page.locator(".app-card")).to_have_count(1)
    expect(page.locator("#c-K4")).to_contain_text("Last time: With support.")
    assert_accessible(page)
    follow(page, "Change over time")
    expect(page.locator("#changes ~ .nhsuk-list--bullet").first).to_contain_text("from With support to Independently")
    assert_accessible(page)
