"""Colours are the device's unless somebody chose others; paper is always light."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.pages import AMARAS_DRAFT, press

LIGHT, DARK = "rgb(240, 244, 245)", "rgb(18, 24, 27)"


def background(page):
    return page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor")


def choose_colours(page, name):
    page.goto("/account/")
    page.get_by_label(name, exact=True).check()
    press(page, "Save")
    expect(page.get_by_role("alert")).to_be_visible()


@pytest.mark.parametrize(("width", "colour"), [(WIDE, LIGHT), (NARROW, DARK)])
def test_the_sign_in_page_is_as_the_device(open_page, width, colour):
    page = open_page(width=width)
    page.goto("/sign-in/")

    assert background(page) == colour


def test_a_choice_goes_before_the_device_and_comes_along(open_page, arrive):
    phone, desktop = open_page(width=NARROW), open_page(width=WIDE)
    for page in (phone, desktop):
        arrive(page, "amara")
    assert (background(phone), background(desktop)) == (DARK, LIGHT)

    choose_colours(phone, "Light")
    assert background(phone) == LIGHT

    choose_colours(desktop, "Dark")
    phone.reload()
    assert (background(phone), background(desktop)) == (DARK, DARK)


def test_paper_is_light(open_page, arrive):
    page = open_page(width=NARROW)
    arrive(page, "amara")

    page.emulate_media(media="print", color_scheme="dark")

    assert background(page) == "rgba(0, 0, 0, 0)"
    heading = page.get_by_role("heading", level=1)
    assert heading.evaluate("(h1) => getComputedStyle(h1).color") == "rgb(0, 0, 0)"


def test_in_the_dark_a_tag_is_dark(open_page, arrive):
    page = open_page(width=NARROW)
    arrive(page, "amara", AMARAS_DRAFT)
    tag = page.locator("main .nhsuk-tag--blue").first

    ground = tag.evaluate("(tag) => getComputedStyle(tag).backgroundColor.match(/\\d+/g).map(Number)")

    assert max(ground) < 128
