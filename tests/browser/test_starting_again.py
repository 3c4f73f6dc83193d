"""Rating oneself again: former answers come along, to be looked at, and the former assessment stays."""

from playwright.sync_api import expect

from tests.browser.pages import CHLOES, START, choose, press

CARRIED = "Carried from version 2022"


def test_former_answers_are_carried_confirmed_and_changed(any_page, arrive, assert_accessible):
    arrive(any_page, "chloe")
    any_page.get_by_role("link", name="Rate yourself again").click()
    expect(any_page.get_by_role("main")).to_contain_text("It stays as it is.")
    assert_accessible(any_page)
    press(any_page, "Start now")
    expect(any_page.get_by_role("heading", level=1)).to_contain_text("Knowledge")
    expect(any_page.get_by_text(CARRIED)).to_have_count(4)
    assert_accessible(any_page)
    any_page.get_by_label("I have looked at K1 again: my answer is still true").check()
    choose(any_page, "K4", "Independently")
    press(any_page, "Save and continue")
    expect(any_page.get_by_role("heading", level=1)).to_contain_text("Capacity to develop")
    any_page.go_back()
    any_page.reload()

    expect(any_page.locator("#K1")).not_to_contain_text(CARRIED)
    expect(any_page.locator("#K1 :checked")).to_have_value("3")
    expect(any_page.locator("#K4")).not_to_contain_text(CARRIED)
    expect(any_page.locator("#K4 :checked")).to_have_value("3")
    expect(any_page.locator("#K2")).to_contain_text(CARRIED)


def test_the_former_assessment_stays_and_the_profile_says_what_changed(page, arrive, assert_accessible):
    arrive(page, "chloe")
    page.goto(START)
    press(page, "Start now")
    choose(page, "K4", "Independently")
    press(page, "Save and come back later")
    page.get_by_role("link", name="Check your answers and finish").click()
    press(page, "Finish and keep private")
    page.goto(f"{CHLOES}answers/")
    expect(page.locator("#K4")).to_contain_text("With support")
    expect(page.get_by_role("button", name="Reopen")).to_have_count(0)

    page.goto("/profile/")

    expect(page.get_by_role("main")).to_contain_text("Since your last assessment")
    expect(page.locator("#changes ~ ul").first).to_contain_text("from With support to Independently")
    assert_accessible(page)
