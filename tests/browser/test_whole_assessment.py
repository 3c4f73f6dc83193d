"""A nurse rates herself for the first time, on two devices, and reads what it says."""

import re

from playwright.sync_api import expect

from tests.browser.pages import START, choose, choose_all, follow, go_by, press, sign_out, write_note

REASON = "Students move on before anybody comes back."
NOTE = "I know the headings, not what they mean for a patient of ours."
DEVELOPING = {"D1": "With support", "D2": "Independently", "D3": "No opportunity yet", "D4": "Leading others"}
MAINTAINING = {"M1": "Not yet", "M2": "With support", "M3": "With support", "M4": "Not applicable to my role"}


def test_a_whole_assessment_from_the_start_page_to_the_profile(
    every_device, open_page, arrive, sign_in, assert_accessible
):
    ward = open_page(width=every_device.width, javascript=every_device.javascript)
    arrive(ward, "ben")
    begin(ward, assert_accessible)
    answer_half_of_the_first_page(ward, assert_accessible)
    sign_out(ward)

    home = open_page(width=every_device.width, javascript=every_device.javascript)
    sign_in(home, "ben")
    answer_the_rest(home, assert_accessible)
    check_and_finish(home)

    home.get_by_role("link", name="See your profile").click()
    expect(home.get_by_role("main").locator("h2[id]")).to_have_text(
        [
            "Below the target",
            "No opportunity yet",
            "At or above the target",
            "Not applicable to your role",
        ]
    )
    expect(home.locator("#c-K4")).to_contain_text("You said Not yet; target: With support.")
    expect(home.locator("#c-K4")).to_contain_text(NOTE)
    expect(home.locator("#c-M1")).to_contain_text("You said Not yet")
    expect(home.locator("#c-M4")).to_contain_text(REASON)


def begin(page, assert_accessible):
    expect(page.get_by_text("12 competences in 3 domains")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Nobody sees your answers until you send them.")
    assert_accessible(page)
    go_by(page.get_by_role("button", name="Start"))


def answer_half_of_the_first_page(page, assert_accessible):
    expect(page.get_by_role("heading", level=1)).to_contain_text("Knowledge")
    expect(page.locator("#K1").get_by_text("I could not yet explain this")).to_be_visible()
    expect(page.locator(":checked")).to_have_count(0)
    assert_accessible(page)
    choose_all(page, {"K1": "Independently", "K2": "With support"})
    press(page, "Save for later")
    expect(page.get_by_role("alert")).to_contain_text("Your answers are saved. Only you can see them.")
    expect(page.get_by_text("In progress")).to_be_visible()


def answer_the_rest(page, assert_accessible):
    expect(page.get_by_text("2 of 12 competences answered")).to_be_visible()
    follow(page, "Continue")
    follow(page, "Knowledge")
    expect(page.locator("#K1 :checked")).to_have_value("3")
    choose_all(page, {"K3": "With support", "K4": "Not yet"})
    write_note(page, "K4", NOTE)
    press(page, "Save and continue")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Capacity to develop the relationship")
    choose_all(page, DEVELOPING)
    press(page, "Save and continue")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Capacity to maintain the relationship")
    expect(page.locator("#id_M4-reason")).to_be_hidden()
    choose_all(page, MAINTAINING)
    page.locator("#id_M4-reason").fill(REASON)
    assert_accessible(page)
    press(page, "Save and continue")


def check_and_finish(page):
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check your answers")
    expect(page.locator("#D4")).to_contain_text("Leading others")
    expect(page.locator("#M4")).to_contain_text(REASON)
    press(page, "Finish and keep private")
    expect(page.get_by_role("heading", level=1)).to_have_text("Assessment finished")
    expect(page.get_by_text("seen by nobody.")).to_be_visible()


def test_finishing_waits_for_every_answer_and_names_those_that_are_missing(any_page, arrive, assert_accessible):
    arrive(any_page, "priya", START)
    expect(any_page.get_by_role("main")).to_contain_text("nobody sees your answers until you send them")
    expect(any_page.get_by_label("Your job role")).to_have_value(re.compile(r"\d+"))
    press(any_page, "Start now")
    follow(any_page, "All domains")
    expect(any_page.get_by_text("0 of 12 competences answered")).to_be_visible()
    expect(any_page.get_by_text("Not yet started")).to_have_count(3)
    assert_accessible(any_page)
    follow(any_page, "Check your answers and finish")

    expect(any_page.get_by_text("12 of 12 competences still need an answer")).to_be_visible()
    expect(any_page.get_by_role("button", name="Finish")).to_have_count(0)
    assert_accessible(any_page)
    any_page.get_by_role("link", name=re.compile("^D3 ")).click()
    choose(any_page, "D3", "Independently")
    press(any_page, "Save and continue")
    expect(any_page.get_by_text("11 of 12 competences still need an answer")).to_be_visible()
    expect(any_page.locator("#D3")).to_contain_text("Independently")
    expect(any_page.locator("#D3")).to_be_in_viewport()


def test_reopening_changes_an_answer_and_the_profile_with_it(any_page, arrive, assert_accessible):
    arrive(any_page, "chloe", "/assessments/")
    any_page.get_by_role("link", name="Answers").click()
    press(any_page, "Reopen and change answers")
    expect(any_page.get_by_role("alert")).to_contain_text("This assessment is open again.")
    assert_accessible(any_page)
    follow(any_page, "Knowledge")
    choose(any_page, "K4", "Leading others")
    press(any_page, "Save for later")
    follow(any_page, "Check your answers and finish")
    press(any_page, "Finish and keep private")
    any_page.get_by_role("link", name="See your profile").click()

    expect(any_page.locator("#c-K4")).to_contain_text("You said Leading others; target: Independently.")
