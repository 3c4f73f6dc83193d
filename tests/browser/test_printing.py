"""On paper: the words and the pictures, nothing to press, nothing folded away or cut off."""

from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PageObject, PdfReader

from tests.browser.pages import AMARAS_DRAFT, AMARAS_LATEST, DEV, ELIN, FRAMEWORK, resize

A4, A5 = 718, 483  # px between margins of 1 cm
# What hides a part of itself; words for screen readers alone stand in boxes of one pixel.
CUT_OFF = """() => [...document.querySelectorAll("main *")]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible")
    .filter((one) => one.clientWidth > 1)
    .map((one) => one.outerHTML.slice(0, 200))"""


MARGINS = dict.fromkeys(("top", "bottom", "left", "right"), "1cm")
ENOUGH = 0.2  # of a sheet's height
# Who prints what, and on how many sheets at most.
PRINTED = {
    "rating": ("amara", f"{AMARAS_DRAFT}rate/knowledge/", 3),
    "answers": ("amara", f"{AMARAS_LATEST}answers/", 4),
    "profile": ("amara", "/profile/", 4),
    "a past assessment": ("amara", "/assessments/1/profile/", 4),
    "change over time": ("amara", f"/profile/{FRAMEWORK}/over-time/", 3),
    "staff profile": ("priya", f"/staff/1/{FRAMEWORK}/", 4),
    "meeting sheet": ("priya", f"/reviews/{ELIN}/sheet/", 1),
    "team counts": ("tom", f"/teams/1/{FRAMEWORK}/", 3),
    "result": ("amara", "/assessments/1/result/", 5),
    "review": ("priya", f"/reviews/{ELIN}/", 5),
    "review under way": ("priya", f"/reviews/{DEV}/", 1),
}


def sheets(page: Page) -> list[PageObject]:
    """Print the page on A4."""
    return list(PdfReader(BytesIO(page.pdf(format="A4", margin=MARGINS))).pages)  # type: ignore[arg-type]  # a dict of these


def filled(sheet: PageObject) -> float:
    """Return how much of a sheet's height lies between its first words and its last."""
    heights: list[float] = []

    def note(text: str, around: list[float], at: list[float], *_: Any) -> None:
        if text.strip():
            heights.append(around[1] * at[4] + around[3] * at[5] + around[5])

    sheet.extract_text(visitor_text=note)
    return (max(heights) - min(heights)) / float(sheet.mediabox.height) if heights else 0.0


@pytest.mark.parametrize("address", ["/profile/", f"{AMARAS_LATEST}answers/"], ids=["profile", "answers"])
def test_a_page_prints_whole_and_with_nothing_to_press(page, arrive, address):
    arrive(page, "amara", address)

    page.emulate_media(media="print")

    for width in (A4, A5):
        resize(page, width)
        for gone in ("navigation", "button"):
            expect(page.get_by_role(gone)).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CUT_OFF) == []


def test_the_profile_unfolds_its_competences_on_paper_alone(page, arrive):
    arrive(page, "amara", "/profile/")
    folded = page.locator("details .app-card__statement")
    expect(folded).to_have_count(8)
    expect(folded.first).to_be_hidden()

    page.emulate_media(media="print")

    for statement in folded.all():
        expect(statement).to_be_visible()


@pytest.mark.parametrize("which", PRINTED)
def test_no_sheet_is_nearly_empty(page, arrive, which):
    who, address, most = PRINTED[which]
    arrive(page, who, address)

    printed = sheets(page)

    assert len(printed) <= most
    assert [number for number, sheet in enumerate(printed[:-1], 1) if filled(sheet) < ENOUGH] == []
    assert printed[-1].extract_text().strip()


def test_an_address_that_only_its_reader_could_open_is_not_printed(page, arrive):
    arrive(page, "amara", f"/profile/{FRAMEWORK}/over-time/")

    text = "".join(sheet.extract_text() for sheet in sheets(page))

    assert "All your assessments" in text
    assert "Link:" not in text


def test_a_cards_heading_is_whole_on_one_sheet(page, arrive):
    arrive(page, "amara", f"{AMARAS_LATEST}answers/")

    texts = [sheet.extract_text() for sheet in sheets(page)]

    assert sum("Capacity to maintain" in text for text in texts) == 1
