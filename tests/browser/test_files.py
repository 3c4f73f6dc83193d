"""Files that are taken along, downloaded by a browser."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from tests.browser.pages import FRAMEWORK

FILES = {
    "amara": (
        (f"/profile/{FRAMEWORK}/take-along/", "Download as Excel workbook", f"{FRAMEWORK}-ratings-"),
        (f"/profile/{FRAMEWORK}/take-along/", "Download as CSV", f"{FRAMEWORK}-ratings-"),
        ("/account/", "Download my data", "my-data-"),
    ),
    "priya": (
        (f"/staff/1/{FRAMEWORK}/take-along/", "Download as Excel workbook", f"{FRAMEWORK}-ratings-amara-okafor-"),
        ("/supervision/take-along/", "Download as Excel workbook", "my-people-"),
        ("/supervision/take-along/", "Download as CSV", "my-people-"),
    ),
}


def download(page: Page, press: str) -> Path:
    """Press what gives a file, and return where the browser kept it, under the name that it got."""
    with page.expect_download() as begun:
        page.get_by_role("button", name=press).or_(page.get_by_role("link", name=press)).click()
    kept: Path = begun.value.path().with_name(begun.value.suggested_filename)
    begun.value.save_as(kept)
    return kept


@pytest.mark.parametrize("who", FILES)
def test_each_file_is_downloaded_under_its_name_and_the_page_stays(any_page, arrive, who):
    arrive(any_page, who)

    for address, press, name in FILES[who]:
        any_page.goto(address)
        file = download(any_page, press)

        assert file.name.startswith(name)
        assert file.stat().st_size > 1000
        assert any_page.url.endswith(address)


def test_what_is_chosen_is_in_the_file(page, arrive):
    arrive(page, "amara")
    page.goto(f"/profile/{FRAMEWORK}/take-along/")

    page.get_by_label("All on record").check()
    page.get_by_label("With notes and reasons").check()
    book = load_workbook(download(page, "Download as Excel workbook"))

    assert ("Assessments", "All on record, the latest first") in list(book["About this file"].values)
    assert "Note or comment" in next(book["Ratings"].values)


def test_everything_held_is_a_whole_archive(page, arrive):
    arrive(page, "priya")
    page.goto("/account/")

    with ZipFile(download(page, "Download my data")) as archive:
        assert archive.testzip() is None
        assert b"Priya Nair" in archive.read("README.txt")
