"""A real browser before a real server, which has the demo's database as it was seeded before each test.

A test talks to the database by `server.manage(…)` alone: the browser's event loop runs in the test's thread, where
Django refuses to query.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

from competence_app.demo.cast import PASSWORD
from scripts import chromium
from scripts.demo_server import DemoServer, running, seed, sign_all_in

WIDE, NARROW = 1280, 390  # px
SCHEMES: dict[int, Literal["light", "dark"]] = {WIDE: "light", NARROW: "dark"}
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
    "preload": False,  # it would copy style sheets into the page, which our security policy refuses
}
RUN_AXE = "options => axe.run(options).then(({violations}) => ({violations}))"  # the rest is long, and nobody reads it
BAD_REQUEST = 400
PATIENCE = 20_000  # ms until what is awaited must be there, on a busy machine too

OpenPage = Callable[..., Page]
Serve = Callable[[], AbstractContextManager[DemoServer]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium; its sandbox cannot work for root and is on for everybody else."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(),
            args=list(chromium.QUIET),
            chromium_sandbox=os.geteuid() != 0,
        )
        yield browser
        browser.close()


class Demo(NamedTuple):
    """A SQLite file with all frameworks and the demo cast, and by address the key of each one's session."""

    database: Path
    sessions: dict[str, str]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """What every server starts from; all are signed in, since checking a password takes long on purpose."""
    database = tmp_path_factory.mktemp("demo") / "db.sqlite3"
    seed(database)
    return Demo(database, sign_all_in(database))


@pytest.fixture(scope="session")
def serve(demo: Demo) -> Serve:
    """A call, entered by `with`, starts a server with a fresh copy of the demo's database."""
    return partial(running, demo.database)


@pytest.fixture(scope="session")
def one_server(serve: Serve) -> Iterator[DemoServer]:
    """The server of all tests; to start one takes longer than most of them."""
    with serve() as server:
        yield server


@pytest.fixture
def server(one_server: DemoServer, demo: Demo) -> DemoServer:
    """The server of all tests, with what the demo is seeded with and nothing else."""
    one_server.restore(demo.database)
    return one_server


@pytest.fixture
def open_page(browser: Browser, server: DemoServer) -> Iterator[OpenPage]:
    """`open_page(width=1280, javascript=True)` gives a page in a browser profile of its own, addressed from `/`.

    Desktops ask for light colours and phones for dark ones, so that every state is looked at in both.

    At the test's end no page may have broken the security policy, raised an error in a script, asked another site or
    failed to get a file.
    """
    contexts = []
    faults: list[str] = []

    def open_page(*, width: int = WIDE, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=server.url,
            viewport=ViewportSize(width=width, height=900),
            java_script_enabled=javascript,
            color_scheme=SCHEMES.get(width, "light"),
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watch(context, server.url, faults)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def watch(context: BrowserContext, home: str, faults: list[str]) -> None:
    """Note script errors, refusals by the security policy, files not found and requests to other sites."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(f"{message.location['url']}: {message.text}")

    def on_response(response: Response) -> None:
        if response.status >= BAD_REQUEST and response.request.resource_type not in {"document", "fetch"}:
            faults.append(f"{response.status} {response.url}")

    context.on("console", on_console)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("response", on_response)
    context.on(
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


class Device(NamedTuple):
    """What somebody browses with: a screen's width in px, and whether scripts run."""

    width: int
    javascript: bool


DEVICES = {
    "wide": Device(WIDE, True),
    "narrow-no-javascript": Device(NARROW, False),
    "narrow": Device(NARROW, True),
    "wide-no-javascript": Device(WIDE, False),
}


@pytest.fixture(params=DEVICES)
def every_device(request: pytest.FixtureRequest) -> Device:
    """A desktop and a phone, each with and without JavaScript."""
    return DEVICES[request.param]


@pytest.fixture(params=list(DEVICES)[:2])
def device(request: pytest.FixtureRequest) -> Device:
    """A desktop with JavaScript and a phone without: every screen and every way of running in half the time."""
    return DEVICES[request.param]


@pytest.fixture
def any_page(device: Device, open_page: OpenPage) -> Page:
    """A page on a desktop with JavaScript, then on a phone without."""
    return open_page(width=device.width, javascript=device.javascript)


@pytest.fixture(scope="session")
def sign_in() -> Callable[..., None]:
    """`sign_in(page, "amara")` signs one of the cast in by the form, and waits for the page that follows."""

    def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
        page.goto("/sign-in/")
        page.locator("[name=username]").fill(f"{name}@demo.example")
        page.locator("[name=password]").fill(password)
        page.locator("main [type=submit]").click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)

    return sign_in


@pytest.fixture(scope="session")
def arrive(demo: Demo) -> Callable[..., None]:
    """`arrive(page, "amara", "/account/")` opens a page, or else home, as one of the cast who has signed in before."""

    def arrive(page: Page, name: str, address: str = "/") -> None:
        key = demo.sessions[f"{name}@demo.example"]
        page.context.add_cookies([{"name": "sessionid", "value": key, "domain": "localhost", "path": "/"}])
        page.goto(address)

    return arrive


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[..., None]:
    """`assert_accessible(page)`: no violation of WCAG 2.2 AA or axe's best practices, no sideways scroll."""

    def assert_accessible(page: Page) -> None:
        page.wait_for_load_state()
        with scripting(page):
            if not page.evaluate("'axe' in window"):
                page.evaluate(AXE_SCRIPT)
            found = AxeResults(page.evaluate(RUN_AXE, AXE))
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        width, shown = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert width <= shown, f"{page.url} is {width} px wide on a screen of {shown} px"

    return assert_accessible
