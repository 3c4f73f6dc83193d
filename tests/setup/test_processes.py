"""What another process changes, each process that serves sees at its next request: no memory of its own decides."""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from scripts.demo_server import DemoServer, running, seed, sign_all_in

pytestmark = pytest.mark.walk
FRAMEWORK = "/frameworks/therapeutic-relationship/"
RUTH, BEN = "ruth@demo.example", "ben@demo.example"  # the editor, and a nurse who has not started
SETTING_UP = """
from competence_app.catalogue.actions import retiring, timing
from competence_app.catalogue.models import Framework, Version
from competence_app.accounts.models import Session
from competence_app.people.models import User
ruth = User.objects.get(email="ruth@demo.example")
current = Version.objects.exclude(state="draft").get(framework__code="therapeutic-relationship")
"""
Ask = Callable[[str, str], tuple[int, str]]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """A process that serves the demo's cast, and has seen each page before."""
    seeded = tmp_path_factory.mktemp("seeded") / "db.sqlite3"
    seed(seeded)
    with running(seeded) as server:
        yield server


@pytest.fixture(scope="module")
def ask(server: DemoServer) -> Ask:
    """`ask(who, path)` opens a page, and gives its status and text."""
    keys = sign_all_in(server.database)

    def opened(who: str, path: str) -> tuple[int, str]:
        request = Request(server.url + path, headers={"Cookie": f"sessionid={keys[who]}"})  # noqa: S310 - our own
        try:
            with urlopen(request, timeout=30) as response:  # noqa: S310 - the same
                return response.status, response.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    return opened


def elsewhere(server: DemoServer, program: str) -> None:
    """Do something in another process, on the same database."""
    server.manage("shell", "--no-imports", "--command", SETTING_UP + program)


def test_an_interval_that_was_set_is_seen_at_once(server, ask):
    before = "Reassess 12 months after" in " ".join(ask(BEN, FRAMEWORK)[1].split())

    elsewhere(server, "timing.set_interval(current.framework, months=7, by=ruth)")

    assert before
    assert "Reassess 7 months after" in " ".join(ask(BEN, FRAMEWORK)[1].split())


def test_a_version_that_was_retired_is_offered_no_more(server, ask):
    before = [ask(BEN, f"{FRAMEWORK}start/")[0], f"{FRAMEWORK}start/" in ask(BEN, "/frameworks/")[1]]

    elsewhere(server, "retiring.retire(current, by=ruth)")

    assert before == [HTTPStatus.OK, True]
    assert ask(BEN, f"{FRAMEWORK}start/")[0] == HTTPStatus.NOT_FOUND
    assert f"{FRAMEWORK}start/" not in ask(BEN, "/frameworks/")[1]


def test_a_role_that_was_taken_away_opens_nothing_more(server, ask):
    before = ask(RUTH, "/upload/")[0]

    elsewhere(server, "User.objects.filter(pk=ruth.pk).update(is_framework_editor=False)")

    assert (before, ask(RUTH, "/upload/")[0]) == (HTTPStatus.OK, HTTPStatus.NOT_FOUND)
    assert "/upload/" not in ask(RUTH, "/")[1]


def test_whoever_is_signed_out_elsewhere_is_signed_out_here(server, ask):
    before = "sign-out" in ask(BEN, "/account/")[1]

    elsewhere(server, f"Session.objects.filter(person__email={BEN!r}).delete()")

    assert before
    assert 'name="password"' in ask(BEN, "/account/")[1]
