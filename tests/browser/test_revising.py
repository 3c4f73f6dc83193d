"""A framework editor revises a framework in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from competence_app.demo.cast import REVISION
from tests.browser.conftest import NARROW
from tests.browser.pages import FRAMEWORK as CODE
from tests.browser.pages import addressed, press

FRAMEWORK = "/frameworks/therapeutic-relationship/"
PAGES = [
    "/frameworks/",
    FRAMEWORK,
    f"{FRAMEWORK}1/",
    "/upload/",
    "/upload/?from=1",
    f"{FRAMEWORK}2/",
    f"{FRAMEWORK}2/preview/",
    f"{FRAMEWORK}2/replaces/M5/",
    f"{FRAMEWORK}2/try/knowledge/",
    f"{FRAMEWORK}2/publish/",
    f"{FRAMEWORK}2/discard/",
    f"{FRAMEWORK}1/retire/",
]
BROKEN = (
    REVISION.read_text()
    .replace("version: demo-revision", "versoin: next")
    .replace("code: D3", "code: D1")
    .replace("ward-manager: 4", "ward-manager: 7")
)


def test_every_page_of_an_editor_is_accessible(any_page, arrive, assert_accessible):
    arrive(any_page, "ruth")

    for address in PAGES:
        any_page.goto(address)
        expect(any_page.locator("h1")).to_be_visible()
        assert_accessible(any_page)


def test_a_broken_text_is_mended_by_its_messages_alone_and_published(any_page, arrive, assert_accessible):
    page = any_page
    arrive(page, "ruth", "/upload/")
    page.get_by_label("Or write the YAML here").fill(BROKEN)
    press(page, "Check and preview")

    told = page.locator(".app-problem__message").all_inner_texts()
    assert_accessible(page)
    text = page.get_by_label("Or write the YAML here").input_value()
    for message in told:
        text = mended(text, message)
    page.get_by_label("Or write the YAML here").fill(text)
    press(page, "Check and preview")

    expect(page.get_by_role("heading", name="Preview of version next")).to_be_visible()
    page.get_by_role("link", name="Publish…").first.click()
    press(page, "Publish")
    expect(page.get_by_text("Version next is published")).to_be_visible()
    assert_accessible(page)


def mended(text, message):
    """Do what a message says, and nothing that it does not say."""
    line = int(re.findall(r"Line (\d+)", message)[0]) - 1
    lines = text.splitlines()
    for pattern, new in (
        (r"“(\w+)” is not a field here: write “(\w+)”", None),
        (r"the code “(\w+)” is used twice", "D3"),
        (r"(\d) is no level of the scale: write one of", "4"),
    ):
        if found := re.search(pattern, message):
            lines[line] = lines[line].replace(found[1], new or found[2])
    return "\n".join(lines)


def test_a_message_leads_to_its_place_in_the_box(page, arrive):
    arrive(page, "ruth", "/upload/")
    page.get_by_label("Or write the YAML here").fill(BROKEN)
    press(page, "Check and preview")

    page.locator("a[data-line]", has_text="column 19").click()

    selected = page.evaluate("getSelection().toString()")
    assert selected == "7"


@pytest.mark.parametrize("width", [1280, NARROW])
def test_a_mark_leads_back_to_its_statement(open_page, arrive, assert_accessible, server, width):
    page = open_page(width=width)
    arrive(page, "ruth", addressed(server, "preview", [CODE, 2]))

    page.locator("#c-K1").get_by_role("button", name="Mark as editorial").click()

    expect(page.locator("#c-K1").get_by_role("button", name="Not editorial")).to_be_in_viewport()
    assert_accessible(page)


def test_a_table_is_asked_which_column_is_what(device, open_page, arrive, assert_accessible):
    page = open_page(width=device.width, javascript=device.javascript)
    arrive(page, "ruth", "/upload/")
    table = {"name": "skills.csv", "mimeType": "text/csv", "buffer": b"Area,What we want\nTalking,Asks people\n"}
    page.locator("[type=file]").set_input_files(table)
    press(page, "Check and preview")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which column is what?")
    assert_accessible(page)
    page.get_by_label("What we want").select_option("text")
    press(page, "Make a draft")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Preview of version")
