"""Planning what to do about a competence, and ticking it off."""

import re

from playwright.sync_api import expect

from tests.browser.pages import follow, go_by, press


def test_an_action_is_planned_put_right_ticked_off_and_removed(any_page, arrive, assert_accessible):
    arrive(any_page, "chloe", "/profile/")
    card = any_page.locator("#c-K4")
    follow(card, "Add an action")
    press(any_page, "Save action")
    expect(any_page.locator(".nhsuk-error-summary")).to_contain_text("Enter what you will do")
    assert_accessible(any_page)
    any_page.get_by_label("What I will do").fill("Read the ward's policy\nand ask Priya about it")
    for part, number in {"Day": "1", "Month": "2", "Year": "2020"}.items():
        any_page.get_by_label(part).fill(number)
    press(any_page, "Save action")
    expect(any_page.locator(".nhsuk-error-summary")).to_contain_text("The date must be today or in the future")
    assert_accessible(any_page)
    any_page.get_by_label("Year").fill("2100")
    press(any_page, "Save action")

    expect(any_page.get_by_role("alert")).to_contain_text("Your action is saved.")
    expect(card).to_contain_text("By 1 February 2100")
    assert_accessible(any_page)
    go_by(card.get_by_role("button", name="Mark as done"))
    expect(card).to_contain_text(re.compile(r"Done on \d+ \w+ \d{4}"))
    follow(card, "Remove")
    expect(any_page.get_by_role("button", name="Remove action")).to_be_visible()
    assert_accessible(any_page)
    press(any_page, "Remove action")
    expect(card).not_to_contain_text("Read the ward's policy")


def test_what_is_planned_waits_on_the_home_page(page, arrive, assert_accessible):
    arrive(page, "amara")

    page.get_by_role("link", name="Ask to take part in the next debrief").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Change an action")
    expect(page.get_by_label("What I will do")).to_have_value("Ask to take part in the next debrief after a restraint.")
    assert_accessible(page)
