"""Whoever is brought in by a file follows a link, and gets in: by a password and an app, a passkey, or elsewhere."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from competence_app.demo.cast import PASSWORD
from scripts.demo_server import DemoServer
from tests.accounts.formats.samples import csv_file
from tests.accounts.service import CLIENT, SECRET, running
from tests.browser.conftest import NARROW, Demo, OpenPage, Serve
from tests.browser.pages import follow, press, sign_out
from tests.browser.test_second_steps import CODE, KEY, code_of, heading, pocket

ADDRESS = "dana@demo.example"
DANA = ("Dana Brooks", ADDRESS, "Registered nurse", "Willow ward", "priya@demo.example", "")


def bring_in(office: Page, server: DemoServer, folder: Path) -> str:
    """Bring Dana in by a file, and return the path of the link that she gets by e-mail."""
    (folder / "people.csv").write_bytes(csv_file(DANA))
    office.goto("/people/import/")
    office.get_by_label("Choose a file").set_input_files(folder / "people.csv")
    press(office, "Show what it would do")
    press(office, "Make 1 account")
    [message] = [message for message in server.messages() if f"To: {ADDRESS}" in message]
    found = re.search(r"https?://[^/]+(/password/\S+)", message)
    assert found, message
    return found[1]


@pytest.fixture
def link(open_page: OpenPage, arrive, server: DemoServer, tmp_path: Path) -> str:
    """The path of Dana's link."""
    office = open_page()
    arrive(office, "sam")
    return bring_in(office, server, tmp_path)


def choose_password(page: Page, link: str) -> None:
    page.goto(link)
    for box in ("new_password1", "new_password2"):
        page.locator(f"[name={box}]").fill(PASSWORD)
    press(page, "Save password")
    enter_password(page)
    heading(page, "Hello, Dana")


def enter_password(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Email address").fill(ADDRESS)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def to_second_steps(page: Page) -> None:
    page.goto("/account/")
    follow(page, "Second step")


def test_a_newcomer_gets_in_by_a_password_and_an_app(open_page, link, assert_accessible):
    page = open_page(width=NARROW)
    choose_password(page, link)
    assert_accessible(page)
    to_second_steps(page)
    press(page, "Set up an authenticator app")
    [key] = KEY.findall(page.locator("main").inner_text())
    page.get_by_label("Code that the app shows").fill(code_of(key))
    press(page, "Set up")
    assert len(CODE.findall(page.locator("main").inner_text())) == 10

    sign_out(page)
    enter_password(page)
    page.get_by_label("Code").fill(code_of(key, later=1))
    press(page, "Continue")

    heading(page, "Hello, Dana")


def test_a_newcomer_gets_in_by_a_passkey(open_page, link):
    page = open_page(width=NARROW)
    pocket(page)
    choose_password(page, link)
    to_second_steps(page)
    press(page, "Add a passkey")
    page.get_by_label("Name of the passkey").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/codes/")

    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(re.compile(r"/$"))

    heading(page, "Hello, Dana")


@contextmanager
def elsewhere(monkeypatch: pytest.MonkeyPatch, serve: Serve) -> Iterator[DemoServer]:
    """Serve with the sign-in service of Willow Trust."""
    with running() as service:
        named = {"OIDC_ISSUER": service.issuer, "OIDC_NAME": "Willow Trust"}
        shared = {"OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET}
        for name, value in {**named, **shared}.items():
            monkeypatch.setenv(name, value)
        with serve() as server:
            yield server


def test_a_newcomer_gets_in_through_the_organisation(browser: Browser, demo: Demo, serve, monkeypatch, tmp_path):
    with elsewhere(monkeypatch, serve) as server:
        office, phone = (browser.new_context(base_url=server.url) for _ in range(2))
        key = demo.sessions["sam@demo.example"]
        office.add_cookies([{"name": "sessionid", "value": key, "url": server.url}])
        link = bring_in(office.new_page(), server, tmp_path)

        page = phone.new_page()
        page.goto(link)
        press(page, "Sign in through Willow Trust")
        page.wait_for_url(re.compile(r"/$"))
        heading(page, "Hello, Dana")
        sign_out(page)
        press(page, "Sign in through Willow Trust")
        page.wait_for_url(re.compile(r"/$"))

        heading(page, "Hello, Dana")
        for context in (office, phone):
            context.close()
