"""People brought in from a file, as whoever administers them does it."""

import pytest
from playwright.sync_api import FilePayload, expect

from tests.accounts.formats.samples import csv_file, workbook
from tests.browser.conftest import SCHEMES
from tests.browser.test_files import download

ANNA = ("Anna Evans", "anna@willow.example", "Registered nurse", "Oak ward", "priya@demo.example", "Framework editor")
BEN = ("Ben Whitfield-Ali", "ben@demo.example", "", "", "", "")
CHLOE = ("Chloe Davies", "chloe@demo.example", "", "", "", "")
MAX = ("Max", "max@", "King", "", "priya", "")
SHOW, MAKE = "Show what it would do", "Make 1 account and change 1 person"


def file(name: str, data: bytes) -> FilePayload:
    """Return a file as a browser is given one."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


@pytest.mark.parametrize("width", SCHEMES)
@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_is_looked_at_and_done(open_page, arrive, assert_accessible, width, javascript):
    page = open_page(width=width, javascript=javascript)
    arrive(page, "sam")
    page.get_by_role("link", name="bring people in from a file").click()

    page.get_by_label("Choose a file").set_input_files(file("people.xlsx", workbook(ANNA, BEN, CHLOE, MAX)))
    page.get_by_role("button", name=SHOW).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What this file would do")
    expect(page.get_by_text("1 new account, 1 person changed, 1 unchanged, 1 row refused.")).to_be_visible()
    expect(page.get_by_text("Name: Ben Whitfield → Ben Whitfield-Ali")).to_be_visible()
    expect(page.get_by_text("there is no job role “King”")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name=MAKE).click()

    expect(page.get_by_text("Done: 1 new account, 1 person changed")).to_be_visible()
    page.get_by_label("Choose a file").set_input_files(file("people.csv", csv_file(ANNA, BEN, CHLOE)))
    page.get_by_role("button", name=SHOW).click()
    expect(page.get_by_text("3 unchanged.")).to_be_visible()
    expect(page.get_by_role("button", name="Make")).to_have_count(0)


def test_the_template_that_is_downloaded_can_be_chosen(open_page, arrive):
    page = open_page()
    arrive(page, "sam")
    page.goto("/people/import/")

    template = download(page, "Excel workbook")
    page.get_by_label("Choose a file").set_input_files(template)
    page.get_by_role("button", name=SHOW).click()

    assert template.name == "people.xlsx"
    expect(page.get_by_role("alert").get_by_text("headers and nobody below them")).to_be_visible()
