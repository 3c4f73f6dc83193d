"""At 200 and 400 %, and with text spaced as wide as anybody may need it, nothing is cut off or off the screen."""

import pytest
from django.urls import reverse

from tests.browser.pages import AMARAS_DRAFT, ELIN

PAGES = {
    "home": ("amara", "/"),
    "rating": ("amara", f"{AMARAS_DRAFT}rate/maintaining/"),
    "answers": ("amara", f"{AMARAS_DRAFT}answers/"),
    "account": ("amara", "/account/"),
    "profile": ("amara", "/profile/"),
    "agreeing": ("priya", reverse("agree", args=[ELIN])),
}
SCREENS = [(1280, 720), (640, 360), (320, 180)]  # the first at 100, 200 and 400 %
# As WCAG 1.4.12 has it; there from the beginning, as a reader's own style is.
SPACED = """
    const style = new CSSStyleSheet();
    style.replaceSync(`p { margin-bottom: 2em !important }
        * { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important }`);
    document.adoptedStyleSheets = [style];
"""
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Boxes that hide a part of their words, save for what repeats others.
CUT_OFF = """() => [...document.querySelectorAll("main *")].filter((box) => {
    const { overflowX, overflowY } = getComputedStyle(box);
    const hides = [overflowX, overflowY].some((value) => ["hidden", "clip"].includes(value));
    const isRepeated = box.matches(".app-place__title, .app-strip a, .nhsuk-table__head, .nhsuk-u-visually-hidden");
    const isCut = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    return hides && !isRepeated && box.innerText?.trim() && isCut;
}).map((box) => box.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("which", PAGES)
def test_a_magnified_page_with_spaced_text_is_whole(page, arrive, which):
    who, address = PAGES[which]
    arrive(page, who)
    page.add_init_script(SPACED)

    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)

        assert not page.evaluate(WIDER), width
        assert page.evaluate(CUT_OFF) == []
