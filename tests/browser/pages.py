"""What a person does on the rating pages."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing

from django.urls import reverse
from playwright.sync_api import Locator, Page

from competence_app.demo.cast import WARD
from scripts.demo_server import DemoServer
from tests.browser.conftest import SCHEMES

FRAMEWORK = "therapeutic-relationship"
START = f"/frameworks/{FRAMEWORK}/start/"

THREE_FRAMES = """new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"""

# What the demo's database holds: its first assessments and actions are Amara's.
AMARAS_FIRST, AMARAS_LATEST, AMARAS_DRAFT, CHLOES = (f"/assessments/{pk}/" for pk in (1, 2, 3, 4))
# Then come those of the ward, and of the three who are with Priya.
DEV, ELIN, GRACE = (5 + len(WARD) + place for place in range(3))


def addressed(server: DemoServer, name: str, arguments: Sequence[str | int]) -> str:
    """Return a page's address; a number after the framework is the place of a version in time, from 1."""
    if arguments[:1] == [FRAMEWORK]:
        with closing(sqlite3.connect(server.database)) as database:
            keys = [key for (key,) in database.execute("SELECT id FROM catalogue_version ORDER BY id")]
        arguments = [keys[one - 1] if isinstance(one, int) else one for one in arguments]
    return reverse(name, args=arguments)


def resize(page: Page, width: int, height: int = 900) -> None:
    """Show the open page at another size, in px; the header's menu takes up what does not fit a frame or two later."""
    page.set_viewport_size({"width": width, "height": height})
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        page.evaluate(THREE_FRAMES)


def turn_to(page: Page, width: int) -> None:
    """Show the open page at another width, in px, and in the colours that a screen of this width asks for."""
    resize(page, width)
    page.emulate_media(color_scheme=SCHEMES.get(width, "light"))


def choose(page: Page, code: str, label: str) -> None:
    """Choose an answer to a competence; where a former one stands there, say that it changed."""
    page.wait_for_load_state()
    row = page.locator(f"#{code}")
    for changed in row.get_by_label("Changed: ").all():
        changed.check()
    row.get_by_label(label, exact=True).check()


def confirm(page: Page, *codes: str) -> None:
    """Say of former answers that they are still true."""
    for code in codes:
        page.locator(f"#{code}").get_by_label("Still true").check()


def finish_knowing(page: Page) -> None:
    """Finish with answers that were not looked at again."""
    page.get_by_label("that I have not looked at again").check()
    press(page, "Finish and keep private")


def choose_all(page: Page, answers: Mapping[str, str]) -> None:
    """Choose answers, by code."""
    for code, label in answers.items():
        choose(page, code, label)


def agree_on(page: Page, code: str, label: str) -> None:
    """Choose the level that is agreed, be it one that was said or another."""
    page.wait_for_load_state()
    page.locator(f"#{code}").get_by_label(re.compile(rf"(^|: ){label}$")).check()


def comment_on(page: Page, code: str, text: str) -> None:
    """Open the comment's box where it is closed, and write into it."""
    box = page.locator(f"#id_{code}-note")
    if not box.is_visible():
        page.locator(f"#{code} summary", has_text="Comment").click()
    box.fill(text)


def write_note(page: Page, code: str, text: str) -> None:
    """Open the note's box where it is closed, and write into it."""
    page.wait_for_load_state()
    box = page.locator(f"#id_{code}-note")
    if not box.is_visible():
        page.locator(f"#{code} summary", has_text="Note").click()
    box.fill(text)


def discuss(page: Page, code: str) -> None:
    """Open what may be discussed where it is closed, and tick one competence."""
    page.wait_for_load_state()
    box = page.locator(f"#id_to_discuss-{code}")
    if not box.is_visible():
        page.get_by_text("Choose what to discuss").click()
    box.check()


def press(page: Page, button: str) -> None:
    """Press a button by its words, and wait for the page that it leads to."""
    go_by(page.get_by_role("button", name=button, exact=True))


def follow(page: Page | Locator, link: str) -> None:
    """Follow a link by its words, and wait for the page that it leads to."""
    go_by(page.get_by_role("link", name=link))


def go_by(way: Locator) -> None:
    """Click, and wait for the whole page: a click returns at its first byte, when what is sought may yet be to come.

    What saves by itself leaves a moment after the click, once all has arrived.
    """
    with way.page.expect_navigation():
        way.click()


def sign_out(page: Page) -> None:
    """Sign out, by the menu where it is folded, and wait for the sign-in page."""
    page.wait_for_load_state()
    if (more := page.get_by_role("button", name="More")).is_visible():
        more.click()
    press(page, "Sign out")
    page.wait_for_url("**/sign-in/?left")
