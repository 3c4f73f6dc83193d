"""People who save all the time, and know what was acknowledged."""

import http.client
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from threading import Event, Thread
from typing import NamedTuple
from urllib.error import HTTPError, URLError

from scripts.dist.visiting import Visitor

CODES = ("K1", "K2", "K3")
PAUSE = 0.1  # seconds, after what was not acknowledged
FAILS = (HTTPError, URLError, OSError, http.client.HTTPException)


class Place(NamedTuple):
    """Where a nurse saves: the keys of her assessment, and of a competence."""

    assessment: int
    competence: int


class Person(Thread):
    """A nurse who saves all the time, each time something with the number of the save."""

    def __init__(self, site: str, name: str, password: str, place: Sequence[int]) -> None:
        super().__init__(daemon=True)
        self.name, self.place = name, Place(*place)
        self._visitor, self._password = Visitor(site), password
        self.stopped = Event()
        self.tried = self.acknowledged = 0  # the number of the last save, and of the last that was taken
        self.failed = 0  # how many were not taken
        self.moments: list[float] = []  # of each save that was taken
        self.waits: list[tuple[float, float]] = []  # of each answer: when it came, and how long it took

    def sign_in(self) -> None:
        """Begin the session."""
        self._visitor.open("/")
        self._visitor.send(username=self.name, password=self._password)

    def run(self) -> None:
        """Save until stopped."""
        while not self.stopped.is_set():
            self.tried = self._following()
            if self._saves(self.tried):
                self.acknowledged = self.tried
                self.moments.append(time.monotonic())
            else:
                self.failed += 1
                time.sleep(PAUSE)

    def _saves(self, number: int) -> bool:
        """Send it; tell whether it was taken, which leads on to another page."""
        with suppress(*FAILS):
            self._waiting(lambda: self._visitor.open(self._page))
            self._waiting(lambda: self._visitor.send(**self._typed(number)))
            return self._page not in self._visitor.address  # nor in that of signing in, which would lead back
        return False

    def _waiting(self, ask: Callable[[], str]) -> None:
        begun = time.monotonic()
        try:
            ask()
        finally:
            self.waits.append((time.monotonic(), time.monotonic() - begun))

    @property
    def _page(self) -> str:
        raise NotImplementedError

    def _following(self) -> int:
        raise NotImplementedError

    def _typed(self, number: int) -> dict[str, str]:
        raise NotImplementedError


class Saver(Person):
    """One who writes notes into some competences, each time with another number."""

    @property
    def _page(self) -> str:
        return f"/assessments/{self.place.assessment}/rate/knowledge/"

    def _following(self) -> int:
        return self.tried + 1

    def _typed(self, number: int) -> dict[str, str]:
        return {f"{code}-note": f"Note {number}" for code in CODES}


class Planner(Person):
    """One who plans one thing after the other, and what was not taken again."""

    @property
    def _page(self) -> str:
        return f"/actions/add/{self.place.competence}/"

    def _following(self) -> int:
        return self.acknowledged + 1

    def _typed(self, number: int) -> dict[str, str]:
        return {"text": f"Plan {number}"}


class Promise(NamedTuple):
    """What somebody was told at a moment: the number of the last save that was taken."""

    person: Person
    number: int


def promises(people: Sequence[Person]) -> list[Promise]:
    """Return what was acknowledged until now; to be asked before what is stored is read, since people go on."""
    return [Promise(person, person.acknowledged) for person in people]


def lost(promised: Sequence[Promise], stored: Mapping[tuple[int, str], str]) -> int:
    """Return how many notes that were taken are not there: an older one stands in their place, or none.

    ``stored`` has the notes by assessment and code; a newer one was stored though its answer was cut off, or since.
    """
    return sum(
        _number(stored.get((person.place.assessment, code), "")) < number
        for person, number in promised
        if isinstance(person, Saver)
        for code in CODES
    )


def lost_plans(promised: Sequence[Promise], planned: Mapping[tuple[str, str], int]) -> int:
    """Return how many plans that were taken are not there; ``planned`` says how often, by address and words."""
    wanted = (
        (person.name, f"Plan {number}")
        for person, last in promised
        if isinstance(person, Planner)
        for number in range(1, last + 1)
    )
    return sum(plan not in planned for plan in wanted)


def twice(planned: Mapping[tuple[str, str], int]) -> int:
    """Return how many plans are there more often than once, though each was sent until it was taken."""
    return sum(count - 1 for count in planned.values())


def _number(note: str) -> int:
    return int(note.removeprefix("Note ") or 0)


def longest_gap(people: Sequence[Person], begun: float, ended: float) -> float:
    """Return for how many seconds on end nothing of anybody's was taken."""
    moments = sorted(moment for person in people for moment in person.moments if begun <= moment <= ended)
    edges = [begun, *moments, ended]
    return max(later - earlier for earlier, later in pairwise(edges))


def worst_wait(people: Sequence[Person], begun: float, ended: float) -> float:
    """Return how long somebody waited for an answer, or for being refused one."""
    return max((took for person in people for at, took in person.waits if begun <= at <= ended), default=0)
