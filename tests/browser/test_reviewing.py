"""A nurse and her supervisor go through the whole life of an assessment, each at their own screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import CHLOES, agree_on, choose, choose_all, comment_on, discuss, follow, press, write_note

KNOWLEDGE = {"K1": "Independently", "K2": "Independently", "K3": "With support", "K4": "Not observed"}
DEVELOPING = {"D1": "Independently", "D2": "Independently", "D3": "Not yet", "D4": "Leading others"}
MAINTAINING = {"M1": "Independently", "M2": "Independently", "M3": "With support", "M4": "Independently"}
NOTE = "You explained this well to the student."
WHY = "Say a little more about the factors, then send it again."
REMARK = "Which of these have you met?"
ADDED = "Restrictive practices and past admissions."
AGREED = {
    "K3": "Independently",
    "D3": "With support",
    "M3": "No opportunity yet",
    "M4": "Independently",
    "K4": "Independently",
}
REVIEW = CHLOES.replace("assessments", "reviews")


@pytest.fixture
def desks(device, open_page, arrive):
    """The nurse's screen and the supervisor's: desktops with JavaScript, then phones without."""
    screens = [open_page(width=device.width, javascript=device.javascript) for _ in range(2)]
    for screen, name in zip(screens, ("chloe", "priya"), strict=True):
        arrive(screen, name)
    return screens


def test_the_whole_life_of_an_assessment(desks, server, assert_accessible):
    nurse, supervisor = desks
    send(nurse, assert_accessible)
    rate_some_and_return(supervisor, assert_accessible)
    mend_and_send_again(nurse, assert_accessible)
    nurse.goto(f"{CHLOES}withdraw/")  # the page from which she withdraws too late
    rate_the_rest_and_reveal(supervisor, assert_accessible)
    withdraw_too_late(nurse, assert_accessible)
    agree(supervisor, assert_accessible)
    read_the_result(nurse, assert_accessible)
    see_the_last_word(supervisor)
    told = "\n".join(server.messages())
    assert not [said for said in (NOTE, WHY, REMARK, ADDED, *KNOWLEDGE.values()) if said in told]


def send(page, assert_accessible):
    page.goto(f"{CHLOES}send/")
    discuss(page, "K4")
    assert_accessible(page)
    press(page, "Send to Priya Nair")
    expect(page.get_by_role("alert")).to_contain_text("Sent to Priya Nair")


def rate_some_and_return(page, assert_accessible):
    page.goto("/supervision/")
    expect(page.locator(".app-to-do li", has_text="Chloe Davies")).to_contain_text("Rate")
    follow(page.locator(".app-to-do"), "Chloe Davies")
    expect(page.get_by_text("0 of 12 competences rated by you")).to_be_visible()
    expect(page.get_by_role("button", name="Reveal both ratings")).to_have_count(0)
    assert_accessible(page)
    follow(page, "Knowledge")
    expect(page.locator(":checked")).to_have_count(0)
    choose_all(page, KNOWLEDGE)
    write_note(page, "K1", NOTE)
    assert_accessible(page)
    press(page, "Save for later")
    expect(page.get_by_role("alert")).to_contain_text("Chloe Davies cannot see them.")

    page.get_by_role("link", name="return it to Chloe Davies").click()
    press(page, "Return the assessment")
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("Say why you are returning it")
    page.get_by_label("Why are you returning it?").fill(WHY)
    page.locator("summary", has_text="Knowledge").click()
    page.locator("#id_remark-K4").fill(REMARK)
    assert_accessible(page)
    press(page, "Return the assessment")
    expect(page.get_by_role("alert")).to_contain_text("You returned the assessment to Chloe Davies.")
    expect(page.locator(".app-to-do li", has_text="Chloe Davies")).to_have_count(0)


def mend_and_send_again(page, assert_accessible):
    page.goto(f"{CHLOES}result/")
    expect(page.get_by_text(WHY)).to_be_visible()
    assert_accessible(page)
    follow(page, "Continue")
    follow(page, "Knowledge")
    expect(page.locator("#K4")).to_contain_text(REMARK)
    expect(page.get_by_text(NOTE)).to_have_count(0)
    write_note(page, "K4", ADDED)
    press(page, "Save for later")
    page.get_by_role("link", name="Check your answers and finish").click()
    press(page, "Finish and send to Priya Nair")
    expect(page.get_by_role("alert")).to_contain_text("Sent to Priya Nair")


def rate_the_rest_and_reveal(page, assert_accessible):
    page.goto("/supervision/")
    expect(page.locator(".app-to-do li", has_text="Chloe Davies")).to_contain_text("Continue rating (4 of 12)")
    follow(page.locator(".app-to-do"), "Chloe Davies")
    page.get_by_role("link", name="Capacity to develop the relationship").click()
    choose_all(page, DEVELOPING)
    press(page, "Save and continue")
    choose_all(page, MAINTAINING)
    press(page, "Save and continue")
    expect(page.get_by_text("12 of 12 competences rated by you")).to_be_visible()
    expect(page.get_by_text(ADDED)).to_have_count(0)
    assert_accessible(page)
    press(page, "Reveal both ratings")
    expect(page.get_by_role("alert")).to_contain_text("You and Chloe Davies can now both see what the other said.")
    expect(page.get_by_text(ADDED)).to_be_visible()
    assert_accessible(page)


def withdraw_too_late(page, assert_accessible):
    press(page, "Withdraw")
    expect(page.get_by_role("region", name="Important")).to_contain_text("you can no longer withdraw it")
    expect(page.locator("#D3")).to_contain_text("Not yet")
    assert_accessible(page)


def agree(page, assert_accessible):
    follow(page, "Agree levels")
    expect(page.locator(":checked")).to_have_count(0)
    press(page, "Agree")
    summary = page.locator(".nhsuk-error-summary")
    expect(summary).to_contain_text("D3: choose the level that you both agree")
    expect(summary).to_contain_text("Confirm that you have discussed this assessment")
    assert_accessible(page)
    for code, level in AGREED.items():
        agree_on(page, code, level)
    for code in sorted({*AGREED} - {"K4"}):
        comment_on(page, code, f"We looked at examples of {code}.")
    press(page, "Save for later")
    expect(page.get_by_role("alert")).to_contain_text("What you have agreed so far is saved.")

    follow(page.locator(".app-to-do"), "Chloe Davies")
    expect(page.locator("#D3 :checked")).to_have_value("2")
    page.get_by_label("We have discussed this assessment").check()
    press(page, "Agree")
    expect(page.get_by_role("alert")).to_contain_text("You and Chloe Davies have agreed this assessment.")
    expect(page.locator("#D3")).to_contain_text("We looked at examples of D3.")
    assert_accessible(page)


def read_the_result(page, assert_accessible):
    page.goto(f"{CHLOES}result/")
    expect(page.locator("#D3")).to_contain_text("We looked at examples of D3.")
    expect(page.locator("#K4")).to_contain_text("You wanted to discuss this")
    page.get_by_label("Your closing comment").fill("It helped to compare.")
    assert_accessible(page)
    press(page, "Add closing comment")
    expect(page.get_by_role("alert")).to_contain_text("Your closing comment is added.")
    expect(page.get_by_role("button", name="Add closing comment")).to_have_count(0)
    assert_accessible(page)


def see_the_last_word(page):
    page.goto(REVIEW)
    expect(page.get_by_text("It helped to compare.")).to_be_visible()


def test_withdrawn_while_being_rated_the_supervisor_keeps_what_was_typed(desks, assert_accessible):
    nurse, supervisor = desks
    nurse.goto(f"{CHLOES}send/")
    press(nurse, "Send to Priya Nair")
    supervisor.goto(f"{REVIEW}rate/knowledge/")
    choose(supervisor, "K1", "Leading others")
    nurse.goto(f"{CHLOES}withdraw/")
    press(nurse, "Withdraw")
    expect(nurse.get_by_role("alert")).to_contain_text("You have withdrawn this assessment.")

    press(supervisor, "Save and continue")

    expect(supervisor.locator(".nhsuk-error-summary")).to_contain_text("This assessment is no longer with you")
    expect(supervisor.locator("#K1 :checked")).to_have_value("4")
    assert_accessible(supervisor)


def test_people_are_found_by_name_and_state(any_page, arrive, assert_accessible):
    arrive(any_page, "priya", "/supervision/")
    rows = any_page.locator(".app-people tbody tr")

    any_page.get_by_label("Name").fill("elin")
    press(any_page, "Show")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("To agree")
    any_page.get_by_label("With you").select_option("Agreed")
    press(any_page, "Show")
    expect(any_page.get_by_text("Nobody whom you supervise fits all of this.")).to_be_visible()
    assert_accessible(any_page)
    any_page.get_by_role("button", name="Clear").click()
    expect(rows.first).to_be_visible()
