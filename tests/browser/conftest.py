"""A real browser before a real server, each test with a fresh copy of the demo's database.

A test file that only reads may share one server among its tests, by a fixture of its own:

    @pytest.fixture(scope="module")
    def server(seeded):
        with running(seeded) as server:
            yield server

A test talks to the database by `server.manage(…)` alone: the browser's event loop runs in the test's thread, where
Django refuses to query.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, ViewportSize, sync_playwright

from scripts import chromium
from scripts.demo_server import DemoServer, running, seed

WIDE, NARROW = 1280, 390  # px
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BAD_REQUEST = 400
PATIENCE = 10_000  # ms until an element must be there

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium; its sandbox cannot work for root and is on for everybody else."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(),
            args=list(chromium.QUIET),
            chromium_sandbox=os.geteuid() != 0,
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file that every server copies: all frameworks and the demo cast."""
    database = tmp_path_factory.mktemp("demo") / "db.sqlite3"
    seed(database)
    return database


@pytest.fixture
def server(seeded: Path) -> Iterator[DemoServer]:
    """A server of this test's own."""
    with running(seeded) as server:
        yield server


@pytest.fixture
def open_page(browser: Browser, server: DemoServer) -> Iterator[OpenPage]:
    """`open_page(width=1280, javascript=True)` gives a page in a browser profile of its own, addressed from `/`.

    At the test's end no page may have broken the security policy, raised an error in a script, or failed to get a file.
    """
    contexts = []
    faults: list[str] = []

    def open_page(*, width: int = WIDE, javascript: bool = True) -> Page:
        viewport = ViewportSize(width=width, height=900)
        context = browser.new_context(base_url=server.url, viewport=viewport, java_script_enabled=javascript)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch(page, server.url, faults)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def watch(page: Page, home: str, faults: list[str]) -> None:
    """Note script errors, refusals by the security policy, files not found and requests to other sites."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(message.text)

    def on_response(response: Response) -> None:
        if response.status >= BAD_REQUEST and response.request.resource_type != "document":
            faults.append(f"{response.status} {response.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", on_response)
    page.on(
        "request", lambda request: None if request.url.startswith(home) else faults.append(f"off-site {request.url}")
    )


@contextmanager
def scripting(page: Page) -> Iterator[None]:
    """Let axe run on a page that was loaded without JavaScript; it would wait for its own timers for ever."""
    scriptless = page.evaluate("matchMedia('(scripting: none)').matches")
    if not scriptless:
        yield
        return
    devtools = page.context.new_cdp_session(page)
    # Chromium heeds only a change of what this session said before: hence first on, then off.
    for disabled in (True, False):
        devtools.send("Emulation.setScriptExecutionDisabled", {"value": disabled})
    yield
    devtools.send("Emulation.setScriptExecutionDisabled", {"value": True})


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page on a desktop."""
    return open_page()


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def sized_page(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """A page on a desktop, then on a phone."""
    return open_page(width=request.param)


@pytest.fixture(
    params=[(WIDE, True), (NARROW, True), (WIDE, False), (NARROW, False)],
    ids=["wide", "narrow", "wide-no-javascript", "narrow-no-javascript"],
)
def any_page(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """A page on a desktop and on a phone, with and without JavaScript."""
    width, javascript = request.param
    return open_page(width=width, javascript=javascript)


@pytest.fixture
def sign_in() -> Callable[[Page, str, str], None]:
    """`sign_in(page, username, password)` signs in and waits for the page that follows."""

    def sign_in(page: Page, username: str, password: str) -> None:
        page.goto("/sign-in/")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(password)
        page.locator("main [type=submit]").click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)

    return sign_in


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[[Page], None]:
    """`assert_accessible(page)`: no violation of WCAG 2.2 AA or axe's best practices, no sideways scroll."""
    axe = Axe()

    def assert_accessible(page: Page) -> None:
        with scripting(page):
            found = axe.run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        width, shown = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert width <= shown, f"{page.url} is {width} px wide on a screen of {shown} px"

    return assert_accessible
