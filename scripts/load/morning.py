"""People at work: what each asks for, one thing after the other, and how long it takes."""

import http.client
import json
import random
import secrets
import time
from collections.abc import Callable, Iterator
from statistics import quantiles
from threading import Lock, Thread
from typing import Any, NamedTuple
from urllib.parse import urlencode

from scripts.load.world import OURS

# Of a hundred requests, how many are what.
MIX = {"rate": 20, "save": 40, "home": 10, "profile": 8, "read": 2, "supervise": 8, "staff": 7, "sheet": 3, "paper": 2}
CLIENTS = (1, 8, 32, 128)
SHARES = (0.05, 0.25, 0.4, 0.3)  # of the requests, by so many people
HEAD = """\
| database | people at once | requests/s | half within, ms | 95 % within, ms | 99 % within, ms | failed |
|---|---|---|---|---|---|---|"""
CODES = ("K1", "K2", "K3")
PATIENCE = 60  # seconds
OK, FOUND = 200, 302
Asked = tuple[str, str, dict[str, str] | None]  # a session, a path, and what is sent there


class Answered(NamedTuple):
    """One request: what was asked for, whether it was answered well, and milliseconds."""

    what: str
    is_well: bool
    took: float


class Visitor(Thread):
    """Somebody who asks for one thing after the other."""

    def __init__(self, port: int, world: dict[str, Any], number: int, left: Callable[[], bool]) -> None:
        super().__init__(daemon=True)
        self._world, self._left = world, left
        self._session, self._assessment = world["nurses"][number]
        self._chance = random.Random(number)  # noqa: S311 - nothing secret
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._token = secrets.token_hex(16)
        self._bases = dict.fromkeys(CODES, "")
        self.answered: list[Answered] = []

    def run(self) -> None:
        """Ask as long as anything is left to be asked."""
        while self._left():
            [what] = self._chance.choices(list(MIX), weights=list(MIX.values()))
            begun = time.perf_counter()
            is_well = self.ask(what)
            self.answered.append(Answered(what, is_well, 1000 * (time.perf_counter() - begun)))

    def ask(self, what: str) -> bool:
        """Ask for one thing, and tell whether it was answered well."""
        session, path, sent = self.asked(what)
        headers = {"Cookie": f"sessionid={session}; csrftoken={self._token}", "X-CSRFToken": self._token}
        if sent:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request("POST" if sent else "GET", path, urlencode(sent) if sent else None, headers)
            response = self._connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return False
        if sent and response.status == OK:
            self.note(body)
        return response.status == OK

    def note(self, body: bytes) -> None:
        """Remember what the answer to a save says: of which answer the next is a change."""
        self._bases |= json.loads(body)["saved"]

    def asked(self, what: str) -> Asked:
        """Return what is to be asked for."""
        own, nurse, supervisor = self._session, self._world["nurse"], self._world["supervisor"]
        code = self._chance.choice(CODES)
        row = {f"{code}-answer": str(self._chance.randint(1, 4)), f"{code}-base": self._bases[code], "then": "later"}
        found: dict[str, Asked] = {
            "rate": (own, f"/assessments/{self._assessment}/rate/knowledge/", None),
            "save": (own, f"/assessments/{self._assessment}/autosave/", row),
            "home": (own, "/", None),
            "profile": (nurse, f"/profile/{OURS}/", None),
            "read": (own, self._chance.choice(self._world["read"]), None),
            "supervise": (supervisor, "/supervision/", None),
            "staff": (supervisor, f"/staff/{self._world['staff']}/{OURS}/", None),
            "sheet": (nurse, f"/profile/{OURS}/ratings/?format=xlsx", None),
            "paper": (nurse, f"/profile/{OURS}/profile.pdf", None),
        }
        return found[what]


class Turns:
    """So many requests, whoever asks them."""

    def __init__(self, count: int) -> None:
        self._count, self._lock = count, Lock()

    def left(self) -> bool:
        """Take one, if any is left."""
        with self._lock:
            self._count -= 1
            return self._count >= 0


class Outcome(NamedTuple):
    """What came of a number of people at once: requests a second, milliseconds, and how many were not answered well."""

    clients: int
    rate: float
    half: float
    most: float
    nearly_all: float
    failed: int

    def text(self, database: str) -> str:
        """Return it as a line of the table."""
        times = f"{self.rate:.0f} | {self.half:.0f} | {self.most:.0f} | {self.nearly_all:.0f}"
        return f"| {database} | {self.clients} | {times} | {self.failed} |"


def mornings(port: int, world: dict[str, Any], requests: int) -> Iterator[Outcome]:
    """Let ever more people ask, so many things in all."""
    for clients, share in zip(CLIENTS, SHARES, strict=True):
        yield work(port, world, clients, round(requests * share))


def work(port: int, world: dict[str, Any], clients: int, requests: int) -> Outcome:
    """Let so many people ask for so many things together."""
    turns, begun = Turns(requests), time.perf_counter()
    visitors = [Visitor(port, world, number, turns.left) for number in range(clients)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return outcome(clients, [one for visitor in visitors for one in visitor.answered], time.perf_counter() - begun)


def outcome(clients: int, answered: list[Answered], seconds: float) -> Outcome:
    """Return what came of it; ``seconds`` is how long all of it took."""
    times = quantiles((one.took for one in answered), n=100, method="inclusive")
    failed = sum(not one.is_well for one in answered)
    return Outcome(clients, len(answered) / seconds, times[49], times[94], times[98], failed)
