"""From a publisher's document to a rating: an editor, somebody who approves, and a nurse, none of whom sees YAML."""

import re

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import choose, go_by, press
from tests.catalogue.formats.document.files import STYLES, blocks, saved
from tests.catalogue.formats.document.samples import shipped

ASIDE = "Copies of this page can be had from the library on the second floor, which is open all day."
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document() -> bytes:
    """Return the words of the first framework as a publisher sets them, with an aside that is nobody's statement."""
    typed, content = docx.Document(), shipped()
    for how, words in blocks(content):
        typed.add_paragraph(words, style=STYLES[how])
        if words == content.competence("K2").text:
            typed.add_paragraph(ASIDE)
    return saved(typed)


def main_of(page: Page) -> Locator:
    return page.get_by_role("main")


@pytest.fixture
def draft(any_page, arrive):
    """An editor's browser at the preview of the draft that her document became."""
    arrive(any_page, "ruth", "/upload/")
    file = {"name": "publisher.docx", "mimeType": WORD, "buffer": document()}
    any_page.locator("[type=file]").set_input_files(file)
    press(any_page, "Check and preview")
    return any_page


def test_a_document_is_edited_approved_published_and_rated(draft, open_page, arrive, device, assert_accessible):
    expect(main_of(draft)).to_contain_text("Made of “publisher.docx”")
    label = re.findall(r"version (\S+)", main_of(draft).locator("h1").inner_text())[0]
    preview = draft.url
    edit(draft, assert_accessible)
    ask_and_approve(draft, preview, open_page, arrive, device)
    publish(draft, preview, label)

    ben = open_page(width=device.width, javascript=device.javascript)
    arrive(ben, "ben", "/frameworks/therapeutic-relationship/start/")
    expect(main_of(ben)).to_contain_text(label)
    press(ben, "Start now")
    expect(ben.locator("#K1")).to_contain_text("Knows, and can say, why")
    choose(ben, "K1", "Independently")
    press(ben, "Save for later")
    expect(ben.get_by_role("alert")).to_contain_text("Your answers are saved. Only you can see them.")


def edit(page, assert_accessible):
    """Go to where the document is doubtful, and write one statement otherwise."""
    go_by(page.get_by_role("link", name="Write here", exact=True))
    expect(page.get_by_text("to look at").first).to_be_visible()
    assert_accessible(page)
    go_by(main_of(page).get_by_role("link", name=re.compile("^K2")))
    expect(main_of(page)).to_contain_text(ASIDE)
    assert_accessible(page)
    page.goto(page.url.replace("/K2/", "/K1/"))
    page.get_by_label("Text", exact=True).fill("Knows, and can say, why")
    press(page, "Save")
    expect(main_of(page)).to_contain_text("Saved.")


def ask_and_approve(page, preview, open_page, arrive, device):
    page.goto(preview.replace("/preview/", "/reviewers/"))
    page.get_by_label("Their email address").fill("priya@demo.example")
    press(page, "Ask them")
    priya = open_page(width=device.width, javascript=device.javascript)
    arrive(priya, "priya", preview.replace("/preview/", "/review/"))
    press(priya, "Approve it as it stands")
    expect(main_of(priya)).to_contain_text("You approved it as it stands on")


def publish(page, preview, label):
    page.goto(preview)
    go_by(page.get_by_role("link", name="Publish…").first)
    page.get_by_label("What is new?").fill("The first statement is plainer.")
    press(page, "Save and continue")
    press(page, "Publish")
    expect(main_of(page)).to_contain_text(f"Version {label} is published")


def test_of_two_who_write_the_same_statement_the_second_is_told(draft, open_page, arrive, device):
    go_by(draft.get_by_role("link", name="Write here", exact=True))
    go_by(main_of(draft).get_by_role("link", name=re.compile("^K1")))
    other = open_page(width=device.width, javascript=device.javascript)
    arrive(other, "ruth", draft.url)
    draft.get_by_label("Text", exact=True).fill("The first to save")
    press(draft, "Save")

    other.get_by_label("Text", exact=True).fill("The second to save")
    press(other, "Save")

    expect(main_of(other)).to_contain_text("Nothing is saved yet: this was changed after you opened it")
    expect(main_of(other)).to_contain_text("It says now: “The first to save”")
    expect(other.get_by_label("Text", exact=True)).to_have_value("The second to save")
