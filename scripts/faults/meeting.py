"""People who save meanwhile, and what came of it for them."""

import json
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from scripts.faults.databases import Stored
from scripts.faults.saving import Person, Planner, Saver, longest_gap, lost, lost_plans, promises, twice, worst_wait

PEOPLE = 16
WORLD = (sys.executable, "-m", "scripts.faults.world")
CALM = 3.0  # seconds before a fault, and after it
PATIENCE = 90  # seconds, until people save again
HEAD = """\
| database | what happened | saves taken | lost | twice | not taken | longest wait, s | longest without a save, s |
|---|---|---|---|---|---|---|---|"""


class Row(NamedTuple):
    """What came of one thing that happened; times in seconds."""

    name: str
    taken: int
    lost: int
    twice: int
    failed: int
    wait: float
    gap: float

    def text(self, database: str) -> str:
        """Return it as a line of the table."""
        counts = f"{self.taken} | {self.lost} | {self.twice} | {self.failed}"
        return f"| {database} | {self.name} | {counts} | {self.wait:.1f} | {self.gap:.1f} |"


def met(name: str, act: Callable[[], object], people: list[Person], database: Stored) -> Row:
    """Let one thing happen while people save, until they can again, and return what came of it."""
    before, refused, begun = taken(people), failed(people), time.monotonic()
    time.sleep(CALM)
    act()
    then = taken(people)
    until(lambda: taken(people) > then + len(people))
    time.sleep(CALM)
    ended = time.monotonic()
    counts = taken(people) - before, _lost(people, database), twice(database.planned()), failed(people) - refused
    return Row(name, *counts, worst_wait(people, begun, ended), longest_gap(people, begun, ended))


def _lost(people: list[Person], database: Stored) -> int:
    promised = promises(people)
    return lost(promised, database.stored()) + lost_plans(promised, database.planned())


def taken(people: list[Person]) -> int:
    """Return how many saves were taken so far."""
    return sum(len(person.moments) for person in people)


def failed(people: list[Person]) -> int:
    """Return how many were not: refused, or without an answer."""
    return sum(person.failed for person in people)


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true, or patience has an end."""
    end = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < end:
        time.sleep(0.1)


def manage(env: dict[str, str], *command: str) -> str:
    """Run a command of the app, and return what it says; CalledProcessError."""
    python = [sys.executable, "-m", "manage", *command]
    return subprocess.run(python, env=env, check=True, capture_output=True, text=True).stdout


@contextmanager
def people_at(env: dict[str, str], site: str, world: Sequence[str] = WORLD) -> Iterator[list[Person]]:
    """Give people who save until the end: half of them ratings, the others plans; ``world`` is what makes them."""
    password = secrets.token_urlsafe(12)
    command = [*world, str(PEOPLE), password]
    made = json.loads(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout)
    people: list[Person] = [
        (Saver if number % 2 else Planner)(site, name, password, place)
        for number, (name, place) in enumerate(made.items())
    ]
    for person in people:
        person.sign_in()
        person.start()
    try:
        yield people
    finally:
        for person in people:
            person.stopped.set()


def told(database: str, rows: list[Row]) -> int:
    """Print what came of everything on a database, and return how much is lost or there twice."""
    print("\n".join(row.text(database) for row in rows), flush=True)
    return sum(row.lost + row.twice for row in rows)
