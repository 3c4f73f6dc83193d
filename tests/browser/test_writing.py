"""A framework written in the browser from nothing to published, without a file, and looked through on the way."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import follow, go_by, press

STATEMENTS = {
    "knowledge": ("K1", ("Knows when to wash hands", "Knows what gets in the way")),
    "doing": ("D1", ("Washes hands before each contact", "Dries hands well")),
    "leading": ("L1", ("Speaks up when others forget", "Teaches newcomers")),
}


def main_of(page: Page) -> Locator:
    return page.get_by_role("main")


def begin(page: Page) -> None:
    """Begin with the first domain and its first statement."""
    follow(page, "Write a framework")
    page.get_by_label("Title", exact=True).fill("Hand hygiene")
    page.get_by_label("Code", exact=True).fill("hand-hygiene")
    page.get_by_label("Its levels, each on a line").fill("Not yet\nWith support\nAlone")
    page.get_by_label("Title of the domain").fill("Knowing")
    page.get_by_label("Code of the domain").fill("knowledge")
    page.get_by_label("Statement", exact=True).fill("Knows when to wash hands")
    page.get_by_label("Code of the statement").fill("K1")
    press(page, "Begin the draft")


def add_domain(page: Page, code: str, first: str, text: str) -> None:
    follow(page, "Add a domain")
    page.get_by_label("Title of the domain").fill(code.capitalize())
    page.get_by_label("Code of the domain").fill(code)
    page.get_by_label("First statement").fill(text)
    page.get_by_label("Code of the statement").fill(first)
    press(page, "Add")


def add_to(page: Page, domain: str, text: str) -> None:
    page.goto(f"{desk_of(page)}at/{domain}/add/")
    page.get_by_label("Text", exact=True).fill(text)
    press(page, "Save")


def desk_of(page: Page) -> str:
    return page.url.partition("/edit/")[0] + "/edit/"


@pytest.fixture
def desk(any_page, arrive):
    """An editor's browser with a draft of three domains and six competences, which she wrote herself."""
    arrive(any_page, "ruth", "/frameworks/")
    begin(any_page)
    for domain, (first, (one, other)) in STATEMENTS.items():
        if domain != "knowledge":
            any_page.goto(desk_of(any_page))
            add_domain(any_page, domain, first, one)
        add_to(any_page, domain, other)
    any_page.goto(desk_of(any_page))
    return any_page


def test_a_framework_is_written_and_published_without_a_file(desk, assert_accessible):
    assert_accessible(desk)
    for code in ("K1", "K2", "D1", "D2", "L1", "L2"):
        expect(desk.get_by_role("link", name=code)).to_be_visible()

    follow(desk, "K2")
    assert_accessible(desk)
    go_by(desk.locator("button[value=up]"))
    desk.get_by_label("Text", exact=True).fill("")
    press(desk, "Save")
    expect(main_of(desk)).to_contain_text("“text” is empty: write a text")
    desk.get_by_label("Text", exact=True).fill("Knows what gets in the way, such as:")
    expect(desk.get_by_label("Part 1, text")).to_be_visible()
    desk.get_by_label("Part 1, text").fill("haste")
    press(desk, "Save")
    expect(main_of(desk)).to_contain_text("Saved.")

    follow(desk, "Split in two")
    press(desk, "Split")
    expect(main_of(desk)).to_contain_text("two statements now")
    follow(desk, "Remove")
    press(desk, "Remove")
    follow(desk, "Preview and publish")
    desk.get_by_role("link", name="Publish…").first.click()
    press(desk, "Publish")

    expect(main_of(desk)).to_contain_text("Version 1 is published")


def test_a_draft_is_looked_through_by_somebody_who_was_asked(desk, open_page, arrive, device, assert_accessible):
    desk.goto(desk_of(desk).replace("/edit/", "/reviewers/"))
    desk.get_by_label("Their email address").fill("priya@demo.example")
    press(desk, "Ask them")
    expect(main_of(desk)).to_contain_text("Priya Nair is asked, and told so.")

    priya = open_page(width=device.width, javascript=device.javascript)
    arrive(priya, "priya", desk.url.replace("/reviewers/", "/review/"))
    priya.get_by_role("link", name="Comment on K1").click()
    priya.get_by_label("What do you want to say?").fill("Before meals too?")
    press(priya, "Say it")
    press(priya, "Approve it as it stands")
    expect(main_of(priya)).to_contain_text("You approved it as it stands on")
    assert_accessible(priya)

    desk.goto(desk.url.replace("/reviewers/", "/review/"))
    expect(main_of(desk)).to_contain_text("Priya Nair: approved it on")
    follow(desk, "Answer Priya Nair")
    desk.get_by_label("What do you want to say?").fill("Yes, I will say so")
    press(desk, "Say it")
    go_by(desk.get_by_role("button", name="Mark as settled"))
    expect(main_of(desk)).to_contain_text("Settled by Ruth Adeyemi")
    assert_accessible(desk)
