"""Print what it takes to rate oneself and to send it, page by page: `python -m scripts.journey`."""

import os
import tempfile
from pathlib import Path

import django
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from scripts import chromium
from scripts.demo_server import SETTINGS, running, seed
from scripts.journey.walking import Credentials, Step, walk

SCREENS = (ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900))  # a phone, a ward computer
JOURNEYS = {"for the first time": "ben", "again": "grace"}  # who of the cast has one supervisor, and what they do


def main() -> None:
    """Walk each journey on each screen, on a demo as it is seeded."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = Path(folder) / "db.sqlite3"
        seed(database)
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=list(chromium.QUIET), chromium_sandbox=os.geteuid() != 0
        )
        for screen in SCREENS:
            for what, who in JOURNEYS.items():
                title = f"Rating oneself {what}, on {screen['width']} by {screen['height']} px"
                _print(title, _walked(browser, database, who, screen))
        browser.close()


def _walked(browser: Browser, database: Path, who: str, screen: ViewportSize) -> list[Step]:
    from competence_app.demo.cast import PASSWORD  # noqa: PLC0415 - it needs Django set up

    with running(database) as server, browser.new_context(base_url=server.url, viewport=screen) as context:
        return walk(context.new_page(), Credentials(f"{who}@demo.example", PASSWORD), screen=screen["height"])


def _print(title: str, steps: list[Step]) -> None:
    print(f"{title:60}{'taps':>6}{'screens':>9}{'words':>7}")
    for step in steps:
        print(f"  {step.name[:56]:58}{step.taps:6}{step.screens:9.1f}{step.words:7,}")
    taps, words = sum(step.taps for step in steps), sum(step.words for step in steps)
    print(f"  {f'{len(steps)} pages':58}{taps:6}{sum(step.screens for step in steps):9.1f}{words:7,}\n")


if __name__ == "__main__":
    main()
