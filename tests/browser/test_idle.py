"""Whoever leaves a shared computer is warned, and signed out; nothing typed is lost."""

import pytest
from playwright.sync_api import Page, expect

from competence_app.demo.cast import PASSWORD
from tests.browser.pages import AMARAS_DRAFT, DEV, choose, press

WARNING = "Are you still there?"


def sign_in(page: Page, name: str) -> None:
    page.get_by_label("Email address").fill(f"{name}@demo.example")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


@pytest.fixture
def left(page):
    """A browser whose clock can be moved on."""
    page.clock.install()
    return page


def test_a_warning_lets_one_stay(left, arrive, assert_accessible):
    arrive(left, "amara")
    left.clock.run_for("14:00")
    dialog = left.get_by_role("dialog", name=WARNING)
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("seconds you are signed out")
    assert_accessible(left)

    with left.expect_response("**/account/stay/") as answered:
        dialog.get_by_role("button", name="Stay signed in").click()

    assert answered.value.ok
    expect(dialog).not_to_be_visible()
    left.clock.run_for("12:00")
    expect(dialog).not_to_be_visible()


def test_who_does_not_come_back_is_signed_out_and_told_why(left, arrive):
    arrive(left, "amara", f"{AMARAS_DRAFT}rate/knowledge/")
    choose(left, "K3", "Not yet")
    left.clock.run_for("15:01")

    expect(left.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(left.get_by_role("main")).to_contain_text("because nothing was done for 15 minutes")
    sign_in(left, "amara")
    left.goto(left.url.removesuffix("/") + f"{AMARAS_DRAFT}rate/knowledge/")
    expect(left.locator("#K3 :checked")).to_have_value("1")


def test_what_is_typed_and_not_stored_is_there_to_be_sent_again(left, arrive):
    arrive(left, "priya", f"/reviews/{DEV}/return/")
    left.get_by_role("textbox").first.fill("Please say more about nights.")
    left.clock.run_for("15:01")

    expect(left.get_by_role("heading", level=1)).not_to_have_text("Return")
    expect(left.locator("[name=comment]")).to_have_value("Please say more about nights.")
    page = left.context.new_page()
    page.goto(left.url.partition("/reviews/")[0] + "/sign-in/")
    sign_in(page, "priya")
    press(left, "Send it again")

    expect(left.get_by_role("alert")).to_be_visible()


def test_what_is_done_in_one_tab_counts_in_all(left, open_page, arrive):
    arrive(left, "amara")
    left.clock.run_for("13:00")
    other = left.context.new_page()
    other.goto(left.url)
    other.keyboard.press("Shift")
    left.clock.run_for("10:00")

    expect(left.get_by_role("dialog", name=WARNING)).not_to_be_visible()
