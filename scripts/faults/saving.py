"""People who save all the time, and know what was acknowledged."""

import http.client
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from threading import Event, Thread
from urllib.error import HTTPError, URLError

from scripts.dist.visiting import Visitor

CODES = ("K1", "K2", "K3")
PAUSE = 0.1  # seconds, after what was not acknowledged
FAILS = (HTTPError, URLError, OSError, http.client.HTTPException)


class Saver(Thread):
    """A nurse who writes notes into some competences, all of them with the number of the save."""

    def __init__(self, site: str, name: str, password: str, assessment: int) -> None:
        super().__init__(daemon=True)
        self.name, self.assessment = name, assessment
        self._visitor, self._password = Visitor(site), password
        self._page = f"/assessments/{assessment}/rate/knowledge/"
        self.stopped = Event()
        self.tried = self.acknowledged = 0  # the number of the last save, and of the last that was taken
        self.moments: list[float] = []  # of each save that was taken
        self.waits: list[tuple[float, float]] = []  # of each answer: when it came, and how long it took

    def sign_in(self) -> None:
        """Begin the session."""
        self._visitor.open("/")
        self._visitor.send(username=self.name, password=self._password)

    def run(self) -> None:
        """Save until stopped."""
        while not self.stopped.is_set():
            self.tried += 1
            if self._saves(self.tried):
                self.acknowledged = self.tried
                self.moments.append(time.monotonic())
            else:
                time.sleep(PAUSE)

    def _saves(self, number: int) -> bool:
        """Write the notes; tell whether they were taken, which leads on to another page."""
        with suppress(*FAILS):
            self._waiting(lambda: self._visitor.open(self._page))
            self._waiting(lambda: self._visitor.send(**{f"{code}-note": f"Note {number}" for code in CODES}))
            return not self._visitor.address.endswith(self._page)
        return False

    def _waiting(self, ask: Callable[[], str]) -> None:
        begun = time.monotonic()
        try:
            ask()
        finally:
            self.waits.append((time.monotonic(), time.monotonic() - begun))


def lost(savers: list[Saver], stored: dict[tuple[int, str], str]) -> int:
    """Return how many notes that were taken are not there: an older one stands in their place, or none.

    ``stored`` has the notes by assessment and code; a newer one was stored though its answer was cut off.
    """
    return sum(
        _number(stored.get((saver.assessment, code), "")) < saver.acknowledged for saver in savers for code in CODES
    )


def _number(note: str) -> int:
    return int(note.removeprefix("Note ") or 0)


def longest_gap(savers: list[Saver], begun: float, ended: float) -> float:
    """Return for how many seconds on end nothing of anybody's was taken."""
    moments = sorted(moment for saver in savers for moment in saver.moments if begun <= moment <= ended)
    edges = [begun, *moments, ended]
    return max(later - earlier for earlier, later in pairwise(edges))


def worst_wait(savers: list[Saver], begun: float, ended: float) -> float:
    """Return how long somebody waited for an answer, or for being refused one."""
    return max((took for saver in savers for at, took in saver.waits if begun <= at <= ended), default=0)
