"""Where a device allows no colours but its own, what colour says by itself elsewhere is still to be seen."""

import pytest

from tests.browser.conftest import SCHEMES
from tests.browser.pages import AMARAS_DRAFT, choose, press

PAGE = f"{AMARAS_DRAFT}rate/knowledge/"
MARGIN = 6  # px around a thing, where its focus or its edge is drawn
EDGE = 4  # px
# The share of a picture that stands out, by 3 to 1 as WCAG 1.4.11 has it, against the colour that most of it has.
INK = """async (bytes) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
    const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    const linear = (part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const counts = new Map();
    for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue] = [0, 1, 2].map((part) => linear(data[at + part] / 255));
        const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        counts.set(light, (counts.get(light) ?? 0) + 1);
    }
    const [ground] = [...counts].reduce((one, other) => (other[1] > one[1] ? other : one));
    const standsOut = (light) => (Math.max(light, ground) + 0.05) / (Math.min(light, ground) + 0.05) >= 3;
    const out = [...counts].filter(([light]) => standsOut(light)).reduce((sum, [, count]) => sum + count, 0);
    return out / (image.width * image.height);
}"""


def ink(page, left, top, width, height):
    picture = page.screenshot(clip={"x": left, "y": top, "width": width, "height": height}, animations="disabled")
    return page.evaluate(INK, list(picture))


def box_of(locator):
    locator.scroll_into_view_if_needed()
    return locator.bounding_box()


def ink_of(locator, margin=0):
    box = box_of(locator)
    at = (box["x"] - margin, box["y"] - margin)
    return ink(locator.page, *at, box["width"] + 2 * margin, box["height"] + 2 * margin)


def ink_of_edge(locator):
    """Return how much stands out where the left edge of a thing is, with more of what is around."""
    box = box_of(locator)
    return ink(locator.page, box["x"] - 10, box["y"], 10 + EDGE, box["height"])


def ink_of_ring(locator):
    """Return how much stands out where the ring of a radio button is, inside the edge of its box."""
    box = box_of(locator)
    return ink(locator.page, box["x"] + 9, box["y"] + 9, 24, 24)


@pytest.fixture(params=SCHEMES.values())
def forced(page, request):
    """A page in the device's own colours, dark letters or light ones."""
    page.emulate_media(forced_colors="active", color_scheme=request.param)
    return page


def test_the_chosen_answer_is_seen(forced, arrive):
    arrive(forced, "amara", PAGE)

    choose(forced, "K2", "With support")
    forced.evaluate("document.activeElement.blur()")

    answers = forced.locator("#K2 .app-rating__levels .nhsuk-radios__item")
    assert ink_of_ring(answers.nth(1)) > ink_of_ring(answers.nth(2)) + 0.03


def test_the_focus_is_seen(forced, arrive):
    arrive(forced, "amara", PAGE)
    for control in (
        forced.locator("#K2 .nhsuk-radios__item").first,
        forced.locator("#K2 summary").first,
        forced.get_by_role("button", name="Save and continue"),
    ):
        before = ink_of(control, MARGIN)

        control.evaluate("(control) => (control.querySelector('input') ?? control).focus({ focusVisible: true })")

        assert ink_of(control, MARGIN) != pytest.approx(before, abs=0.005)


def test_a_mistake_is_seen(forced, arrive):
    arrive(forced, "amara", PAGE)
    right = ink_of_edge(forced.locator("#K1"))

    choose(forced, "K1", "Not applicable to my role")
    press(forced, "Save and continue")

    assert ink_of_edge(forced.locator("#K1")) > right + 0.1
    assert ink_of_edge(forced.locator(".nhsuk-error-summary")) > 0.1


def test_a_tag_has_an_edge(forced, arrive):
    arrive(forced, "amara", AMARAS_DRAFT)

    for tag in forced.locator("main .nhsuk-tag").all():
        assert ink_of_edge(tag) > 0.1


def test_a_row_of_dots_is_seen(forced, arrive):
    arrive(forced, "amara", "/profile/")
    chart = forced.locator(".app-chart:has(.app-dots__self)").first

    for mark in ("track", "self", "target"):
        for one in chart.locator(f".app-dots__{mark}").all():
            assert 0.05 < ink_of(one, EDGE) < 0.95
