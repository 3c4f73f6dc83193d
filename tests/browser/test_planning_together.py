"""What two people plan when they meet: written down beside the competence, and nothing typed is left behind."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import ELIN, FRAMEWORK, GRACE, agree_on, comment_on, follow, go_by, press

PAGE = f"/reviews/{ELIN}/agree/"
PLANNED = "Watch Priya end a hard conversation"


def plan(page, text):
    page.get_by_label("What we plan").fill(text)
    for part, number in {"Day": "1", "Month": "2", "Year": "2100"}.items():
        page.get_by_label(part).fill(number)
    press(page, "Add to the plans")


def test_while_they_agree_something_is_planned_and_no_level_is_lost(any_page, arrive, assert_accessible):
    arrive(any_page, "priya", PAGE)
    agree_on(any_page, "D2", "Independently")
    comment_on(any_page, "D2", "After two examples.")

    go_by(any_page.locator("#D2").get_by_role("button", name="Add an action about D2"))
    expect(any_page.get_by_role("heading", level=1)).to_contain_text("Add an action for Elin Hughes")
    expect(any_page.get_by_label("Competence")).to_have_value("D2")
    press(any_page, "Add to the plans")
    expect(any_page.locator(".nhsuk-error-summary")).to_contain_text("Enter what you plan")
    assert_accessible(any_page)
    plan(any_page, PLANNED)

    assert any_page.url.endswith(f"{PAGE}#D2")
    row = any_page.locator("#D2")
    expect(row).to_contain_text(f"Planned: {PLANNED}")
    expect(row).to_contain_text("by 1 February 2100, written by Priya Nair")
    expect(row.locator(":checked")).to_have_value("3")
    expect(any_page.locator("#id_D2-note")).to_have_value("After two examples.")
    assert_accessible(any_page)


def test_the_practitioner_reads_who_wrote_it_and_makes_it_her_own(any_page, arrive, assert_accessible):
    arrive(any_page, "priya", f"/reviews/{GRACE}/")
    follow(any_page.locator("#D2"), "Add an action about D2")
    plan(any_page, PLANNED)
    assert any_page.url.endswith(f"/reviews/{GRACE}/#D2")
    any_page.context.clear_cookies()

    arrive(any_page, "grace")
    expect(any_page.get_by_role("main")).to_contain_text("Priya Nair wrote something into your plans")
    item = any_page.get_by_role("listitem").filter(has_text=PLANNED)
    expect(item).to_contain_text("written by Priya Nair")
    assert_accessible(any_page)
    follow(any_page, PLANNED)
    any_page.get_by_label("What I will do").fill("Watch Ruth")
    press(any_page, "Save action")
    card = any_page.locator("#c-D2")
    expect(card).to_contain_text("Watch Ruth")
    expect(card).not_to_contain_text("written by")


def test_without_a_connection_the_page_stays_with_what_was_typed(page, arrive):
    arrive(page, "priya", PAGE)
    page.context.set_offline(True)
    comment_on(page, "D4", "After two examples.")
    page.locator("#D4").get_by_role("button", name="Add an action about D4").click()
    expect(page.locator("[data-status]")).to_contain_text("no connection")
    assert page.url.endswith(PAGE)

    page.route("**/autosave/", lambda route: route.abort())
    page.context.set_offline(False)
    page.reload()  # what was kept on the device is put back into its row, whose button stays what it was
    expect(page.locator("#id_D4-note")).to_have_value("After two examples.")
    page.unroute("**/autosave/")
    go_by(page.locator("#D4").get_by_role("button", name="Add an action about D4"))
    plan(page, PLANNED)

    expect(page.locator("#id_D4-note")).to_have_value("After two examples.")


def test_enter_on_a_level_is_no_way_to_planning(page, arrive):
    arrive(page, "priya", PAGE)
    agree_on(page, "D2", "Independently")

    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith(PAGE)
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("Confirm that you have discussed")


@pytest.mark.parametrize("who", ["priya", "grace"])
def test_each_of_the_two_plans_from_the_sheet(page, arrive, assert_accessible, who):
    arrive(page, who, f"/reviews/{GRACE}/sheet/")
    assert_accessible(page)

    follow(page.locator("#D2 + tr"), "Add an action about D2")
    if who == "priya":
        plan(page, PLANNED)
        assert page.url.endswith(f"/reviews/{GRACE}/sheet/#D2")
    else:
        page.get_by_label("What I will do").fill(PLANNED)
        press(page, "Save action")
        assert f"/profile/{FRAMEWORK}/" in page.url
        page.goto(f"/reviews/{GRACE}/sheet/")

    expect(page.locator(".app-sheet__plans")).to_contain_text(PLANNED)
