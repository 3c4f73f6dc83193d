"""Take the README's pictures from a fresh demo: `python -m scripts.screenshots`."""

import os
import tempfile
from pathlib import Path
from typing import NamedTuple

import django
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts import chromium
from scripts.demo_server import SETTINGS, DemoServer, running, seed

IMAGES = Path("docs/images")
WIDE, NARROW = 1280, 390  # px
MARGIN = 24  # px above the element that a picture starts at


class Picture(NamedTuple):
    """One picture: its name, the page that it shows, its size in px, the element that it starts at, and whose it is."""

    name: str
    address: str
    width: int
    height: int
    top: str = "body"
    who: str = "amara"


# Amara's draft is the third assessment of the demo; the one that Elin and Priya are to agree is the last but one.
PICTURES = (
    Picture("rating", "/assessments/3/rate/knowledge/", WIDE, 640),
    Picture("profile", "/profile/", WIDE, 480, top=".app-overview"),
    Picture("agreeing", "/reviews/21/agree/", WIDE, 380, top="#D2", who="priya"),
    Picture("phone", "/assessments/3/rate/developing/", NARROW, 844),
)


def main() -> None:
    """Write every picture into docs/images."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = Path(folder) / "db.sqlite3"
        seed(database)
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=list(chromium.QUIET), chromium_sandbox=os.geteuid() != 0
        )
        with running(database) as server:
            for picture in PICTURES:
                _take(picture, browser, server)
        browser.close()


def _take(picture: Picture, browser: Browser, server: DemoServer) -> None:
    size = ViewportSize(width=picture.width, height=picture.height)
    page = browser.new_page(base_url=server.url, viewport=size)
    _sign_in(page, picture.who)
    page.goto(picture.address)
    file = IMAGES / f"{picture.name}.png"
    page.locator(picture.top).evaluate("(one, margin) => { one.scrollIntoView(); scrollBy(0, -margin) }", MARGIN)
    page.screenshot(path=file)
    print(f"{file}: {file.stat().st_size / 1000:.0f} kB")
    page.close()


def _sign_in(page: Page, who: str) -> None:
    from competence_app.demo.cast import PASSWORD  # noqa: PLC0415 - it needs Django set up

    page.goto("/sign-in/")
    page.locator("[name=username]").fill(f"{who}@demo.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main [type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


if __name__ == "__main__":
    main()
