"""The matrix in a browser: what says who and what stays in sight, and paper has all of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import FRAMEWORK, addressed

WIDTHS = (1280, 390)
IS_ON_TOP = """at => {
    const {x, y, width, height} = at.getBoundingClientRect();
    return at.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""
# More competences than any sheet has room for, with the widest cells that there are.
MANY_COMPETENCES = """
from competence_app.people.models import User
from tests.factories import finished, framework_of, publish, put
priya, version = User.objects.get(email="priya@demo.example"), publish(framework_of(40))
for nurse in priya.supervisees():
    put(finished(nurse, {f"C{n}": "no" if n % 3 else 2 for n in range(1, 41)}, version=version), "reviewed", priya)
"""
LINES = "at => getComputedStyle(at).backgroundImage"
# Of each cell its level, how far right of its strip its text begins, and the text's contrast with the colour behind it.
STANDING_OUT = """cells => {
    const linear = part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const light = colour => {
        const [red, green, blue] = colour.match(/[\\d.]+/g).map(part => linear(part / 255));
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    };
    return cells.map(cell => {
        const look = getComputedStyle(cell);
        const text = document.createRange();
        text.selectNode(cell.querySelector("a").firstChild);
        const strip = cell.getBoundingClientRect().left + parseFloat(look.getPropertyValue("--strip"));
        const [ground, letters] = [look.backgroundColor, getComputedStyle(cell.firstElementChild).color].map(light);
        const contrast = Math.max(ground, letters) / Math.min(ground, letters);
        return [cell.className.match(/level-\\w+/)[0], text.getBoundingClientRect().left - strip, contrast];
    });
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_who_and_what_stay_in_sight_and_never_hide_what_has_the_focus(open_page, arrive, server, width):
    page = open_page(width=width)
    arrive(page, "priya")
    page.goto(addressed(server, "matrix", []) + f"?framework={FRAMEWORK}")
    last = page.locator(".app-matrix tbody td a").last
    first_row = page.locator(".app-matrix tbody td a").first

    last.focus()
    expect(page.locator(".app-matrix__corner").last).to_be_in_viewport()
    first_row.focus()

    expect(first_row).to_be_in_viewport()
    assert first_row.evaluate(IS_ON_TOP)


def test_paper_has_every_person_and_no_form(open_page, arrive, server):
    page = open_page(width=1280)
    arrive(page, "priya")
    page.goto(addressed(server, "matrix", []) + f"?framework={FRAMEWORK}")

    page.emulate_media(media="print")

    expect(page.locator("form.app-filter")).to_be_hidden()
    expect(page.get_by_role("region", name="Matrix")).to_have_css("overflow", "visible")


@pytest.fixture(params=[{}, {"forced_colors": "active"}, {"media": "print"}])
def matrix(open_page, arrive, server, request):
    """The matrix on a screen, in the device's own colours and on paper."""
    page = open_page(width=1280)
    page.emulate_media(**request.param)
    arrive(page, "priya")
    page.goto(addressed(server, "matrix", []) + f"?framework={FRAMEWORK}")
    return page


def test_every_level_has_lines_of_its_own_as_the_key_shows_them(matrix):
    key = matrix.get_by_role("list", name="Levels").locator(".app-matrix__sample")

    lines = {sample.inner_text(): sample.evaluate(LINES) for sample in key.all()[:-1]}

    assert lines.pop("1") == "none"
    assert len({*lines.values(), "none"}) == len("1234")
    for number, look in lines.items():
        cell = matrix.locator(".app-matrix td.app-level", has_text=number).first
        assert cell.evaluate(LINES) == look


def test_what_a_cell_says_stands_beside_its_lines_and_out_from_its_colour(matrix):
    cells = matrix.locator(".app-matrix td.app-level")

    found = cells.evaluate_all(STANDING_OUT)

    assert {look for look, *_ in found} >= {"level-1", "level-2", "level-4", "level-6", "level-need"}
    assert [(look, beside) for look, beside, _ in found if beside < 0] == []
    assert min(contrast for *_, contrast in found) >= 4.5


@pytest.mark.parametrize(
    ("paper", "width"), [("20", 1047), ("30", 1512)]
)  # px of A4 and A3 on their side, less margins
def test_each_part_has_room_on_its_paper_and_sheets_of_its_own(open_page, arrive, server, paper, width):
    server.manage("shell", "-c", MANY_COMPETENCES)
    page = open_page(width=width)
    arrive(page, "priya")
    page.emulate_media(media="print")
    page.goto(addressed(server, "matrix", []) + f"?framework=listening&paper={paper}")

    tables = page.locator(".app-matrix__table")

    assert tables.count() == 2
    least = tables.evaluate_all("all => all.map(table => { table.style.width = 0; return table.offsetWidth; })")
    assert max(least) <= width
    expect(page.get_by_role("region", name="Matrix, part 2 of 2")).to_have_css("break-before", "page")
    assert page.get_by_role("region", name="Matrix, part 1 of 2").get_by_role("row").count() > len("1234")
