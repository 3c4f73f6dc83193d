"""A page with a mistake says so, leads to it, and keeps all that was typed."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import AMARAS_DRAFT, choose, press, write_note

REASON = "#id_M3-reason"


@pytest.fixture
def mistaken(any_page, arrive):
    """A rating page sent without a reason that it needs, and with a note."""
    arrive(any_page, "amara", f"{AMARAS_DRAFT}rate/maintaining/")
    expect(any_page.locator("#id_M1-reason")).to_be_hidden()
    choose(any_page, "M3", "Not applicable to my role")
    expect(any_page.locator(REASON)).to_be_visible()
    choose(any_page, "M2", "Leading others")
    write_note(any_page, "M1", "Two lines\nof a note")
    press(any_page, "Save and continue")
    expect(any_page.locator(".nhsuk-error-summary")).to_be_visible()
    return any_page


def test_a_missing_reason_is_asked_for_by_a_link_to_its_box(mistaken, device, assert_accessible):
    summary = mistaken.locator(".nhsuk-error-summary")
    assert mistaken.title().startswith("Error: ")
    assert_accessible(mistaken)
    if device.javascript:
        expect(summary).to_be_focused()

    summary.get_by_role("link", name="M3: say why you answered “Not applicable to my role”").click()

    expect(mistaken.locator(REASON)).to_be_in_viewport()
    if device.javascript:
        expect(mistaken.locator(REASON)).to_be_focused()


def test_a_page_with_a_mistake_keeps_all_that_was_typed_until_it_is_saved(mistaken):
    expect(mistaken.locator("[name=M2-answer]:checked")).to_have_value("4")
    expect(mistaken.locator("[name=M3-answer]:checked")).to_have_value("not-applicable")
    expect(mistaken.locator("#id_M1-note")).to_have_value("Two lines\nof a note")

    mistaken.locator(REASON).fill("Another team does this.")
    press(mistaken, "Save and continue")

    expect(mistaken.locator("#M3")).to_contain_text("Another team does this.")
    expect(mistaken.locator("#M1")).to_contain_text("of a note")
    expect(mistaken.locator("#M2")).to_contain_text("Leading others")


def test_a_page_put_aside_may_lack_its_reason_and_the_check_asks_for_it(mistaken, assert_accessible):
    press(mistaken, "Save for later")

    expect(mistaken.get_by_role("alert")).to_contain_text("Your answers are saved.")
    mistaken.get_by_role("link", name="Check your answers and finish").click()
    expect(mistaken.get_by_role("listitem").filter(has_text="(give a reason)")).to_contain_text("M3 An ability to")
    assert_accessible(mistaken)
