"""Numbers choose the level of the competence that has the focus, and are numbers wherever text is typed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import WIDE
from tests.browser.pages import AMARAS_DRAFT, DEV, ELIN, write_note

KEYS = "Keyboard: 1 to 4 choose a level, arrow keys another answer, Tab goes on."


@pytest.fixture
def rating(page, arrive):
    """Amara's page of the first domain."""
    arrive(page, "amara", f"{AMARAS_DRAFT}rate/knowledge/")
    return page


def chosen(page, code):
    return page.locator(f"#{code} [type=radio]:checked")


def test_a_number_chooses_the_level_and_arrows_go_on(rating):
    chosen(rating, "K1").focus()

    rating.keyboard.press("2")
    expect(chosen(rating, "K1")).to_have_value("2")
    expect(chosen(rating, "K1")).to_be_focused()
    rating.keyboard.press("ArrowDown")
    expect(chosen(rating, "K1")).to_have_value("3")
    expect(rating.get_by_role("status")).to_have_text("Saved")

    rating.locator("#K2 summary").focus()
    rating.keyboard.press("1")
    expect(chosen(rating, "K2")).to_have_value("1")


@pytest.mark.parametrize("key", ["5", "0", "x", "Control+2", "Alt+2", "Shift+2"])
def test_other_keys_and_held_keys_choose_nothing(rating, key):
    chosen(rating, "K1").focus()

    rating.keyboard.press(key)

    expect(chosen(rating, "K1")).to_have_value("4")


def test_a_number_is_a_number_where_text_is_typed(rating):
    write_note(rating, "K1", "")
    rating.locator("#id_K1-note").press_sequentially("12")

    expect(rating.locator("#id_K1-note")).to_have_value("12")
    expect(chosen(rating, "K1")).to_have_value("4")


def test_without_a_focused_competence_a_number_does_nothing(rating):
    rating.locator("body").press("1")

    expect(chosen(rating, "K1")).to_have_value("4")


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("amara", f"{AMARAS_DRAFT}rate/knowledge/"),
        ("priya", reverse("review-rate", args=[DEV, "knowledge"])),
        ("priya", reverse("agree", args=[ELIN])),
    ],
)
def test_the_keys_are_listed_where_there_are_any(open_page, arrive, who, address):
    for javascript in (True, False):
        page = open_page(width=WIDE, javascript=javascript)
        arrive(page, who, address)

        expect(page.get_by_text(KEYS)).to_be_visible(visible=javascript)


def test_a_number_chooses_no_level_that_is_not_shown(rating):
    row = rating.locator("#K3")
    row.get_by_label("Still true").check()

    rating.keyboard.press("1")
    expect(row.locator("[name=K3-answer]:checked")).to_have_count(0)

    row.get_by_label("Changed").check()
    rating.keyboard.press("1")
    expect(row.locator("[name=K3-answer]:checked")).to_have_value("1")
