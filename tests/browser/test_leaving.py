"""Whoever signs out in one tab has left all of them, and what is typed there comes back."""

from playwright.sync_api import expect

from tests.browser.pages import AMARAS_DRAFT, DEV, choose, sign_out


def test_no_other_tab_goes_on_showing_what_is_hers(page, arrive):
    arrive(page, "amara", "/profile/")
    other, place = page.context.new_page(), page.context.new_page()
    other.goto("/account/")
    place.goto("/profile/#maincontent")

    sign_out(page)

    for tab in (other, place):
        expect(tab.get_by_role("heading", level=1)).to_have_text("Sign in")
        expect(tab.get_by_text("Amara Okafor")).to_have_count(0)


def test_answers_that_have_arrived_are_shown_to_nobody_either(page, arrive):
    arrive(page, "amara")
    other = page.context.new_page()
    other.goto(f"{AMARAS_DRAFT}rate/knowledge/")
    choose(other, "K3", "Not yet")
    expect(other.get_by_role("status")).to_contain_text("Saved")

    sign_out(page)

    expect(other.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_what_is_typed_in_another_tab_comes_back(page, arrive):
    arrive(page, "priya")
    other = page.context.new_page()
    other.goto(f"/reviews/{DEV}/return/")
    other.get_by_role("textbox").first.fill("Please say more about nights.")

    sign_out(page)

    expect(other.get_by_role("heading", level=1)).not_to_have_text("Return")
    expect(other.locator("[name=comment]")).to_have_value("Please say more about nights.")


def test_whoever_opens_a_page_that_is_for_all_signs_nobody_out(page, arrive):
    arrive(page, "amara", "/account/")
    page.context.new_page().goto("/accessibility/")

    expect(page.get_by_role("heading", level=1)).to_have_text("My account")
