"""The same assessment in two tabs: no answer is lost silently."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import AMARAS_DRAFT, choose, finish_knowing, follow, press, write_note

PAGE = f"{AMARAS_DRAFT}rate/knowledge/"
ANSWERS = f"{AMARAS_DRAFT}answers/"
ONWARD = "Go on without looking at it again"


@pytest.fixture
def tabs(any_page, arrive):
    """Two tabs of one browser with the same rating page."""
    arrive(any_page, "amara")
    other = any_page.context.new_page()
    for tab in (any_page, other):
        tab.goto(PAGE)
    return any_page, other


def test_conflicting_answers_are_both_shown_and_the_next_save_decides(tabs, assert_accessible):
    one, other = tabs
    choose(one, "K3", "Not yet")
    press(one, "Save and continue")
    follow(one, ONWARD)
    expect(one.get_by_role("heading", level=1)).to_contain_text("Capacity to develop")

    choose(other, "K3", "Leading others")
    write_note(other, "K3", "From the other tab")
    press(other, "Save and continue")

    row = other.locator("#K3")
    expect(other.locator(".nhsuk-error-summary")).to_contain_text("K3: also answered in another window")
    expect(row.locator(".app-pair__side").first).to_contain_text("Not yet")
    expect(row.locator("[name=K3-answer]:checked")).to_have_value("4")
    expect(other.locator("#id_K3-note")).to_have_value("From the other tab")
    assert_accessible(other)
    press(other, "Save and continue")
    follow(other, ONWARD)
    expect(other.get_by_role("heading", level=1)).to_contain_text("Capacity to develop")
    other.goto(ANSWERS)
    expect(other.locator("#K3")).to_contain_text("Leading others")
    expect(other.locator("#K3")).to_contain_text("From the other tab")


def test_a_page_left_open_while_it_was_finished_elsewhere_can_still_be_saved(tabs, assert_accessible):
    one, other = tabs
    one.goto(ANSWERS)
    finish_knowing(one)
    expect(one.get_by_role("heading", level=1)).to_have_text("Assessment finished")

    choose(other, "K3", "Leading others")
    press(other, "Save and continue")

    expect(other.locator(".nhsuk-error-summary")).to_contain_text("Your answers on this page are not saved yet.")
    assert_accessible(other)
    press(other, "Reopen the assessment and save these answers")
    follow(other, ONWARD)
    expect(other.get_by_role("heading", level=1)).to_contain_text("Capacity to develop")
    other.goto(ANSWERS)
    expect(other.locator("#K3")).to_contain_text("Leading others")


def test_a_page_left_open_while_signing_out_elsewhere_keeps_what_was_typed(tabs, sign_in, assert_accessible):
    one, other = tabs
    other.route("**/autosave/", lambda route: route.abort())
    write_note(other, "K3", "Typed before the ward round")
    press(one, "Sign out")
    expect(one.get_by_role("heading", level=1)).to_have_text("Sign in")

    if not other.evaluate("matchMedia('(scripting: enabled)').matches"):  # else the page leaves with the other
        press(other, "Save for later")
    expect(other.get_by_role("heading", level=1)).to_have_text("Not saved yet, and nothing is lost")
    assert_accessible(other)
    sign_in(one, "amara")
    press(other, "Send it again")

    expect(other.get_by_role("alert")).to_contain_text("Your answers are saved.")
    other.goto(ANSWERS)
    expect(other.locator("#K3")).to_contain_text("Typed before the ward round")
