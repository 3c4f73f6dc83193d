"""Let people save while one thing after another fails: `python -m scripts.faults [SECONDS]`.

Prints for both databases how many saves were taken, and how many of these are lost; exits with status 1 where any is.
"""

import json
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from scripts.faults.databases import Database, PostgreSQL, postgresql, sqlite
from scripts.faults.saving import Saver, longest_gap, lost, worst_wait
from scripts.faults.serving import Server, environment, serving

PEOPLE = 8
CALM = 3.0  # seconds before a fault, and after it
HEAD = """\
| database | what failed | saves taken | lost | longest wait, s | longest without a save, s |
|---|---|---|---|---|---|"""


class Row(NamedTuple):
    """What came of a fault."""

    name: str
    taken: int
    lost: int
    wait: float
    gap: float

    def text(self, database: str) -> str:
        """Return it as a line of the table."""
        return f"| {database} | {self.name} | {self.taken} | {self.lost} | {self.wait:.1f} | {self.gap:.1f} |"


def faults(database: Database, server: Server, env: dict[str, str], seconds: float) -> dict[str, Callable[[], object]]:
    """Return what can fail on a database, by name."""
    found: dict[str, Callable[[], object]] = {
        "nothing": lambda: time.sleep(seconds / 2),
        "a worker is killed": server.kill_worker,
        "the server is killed": server.kill,
        "the server is restarted": server.restart,
        "the server begins anew (HUP)": server.reload,
        f"ratings are locked for {seconds:.0f} s": lambda: database.lock(seconds),
        "migrate runs": lambda: _manage(env, "migrate", "--verbosity=0"),
        "a backup is made": lambda: _manage(env, "backup", f"{env['VAR_DIR']}/{secrets.token_hex(4)}.zip"),
    }
    if isinstance(database, PostgreSQL):
        found[f"the database is killed, and back after {seconds:.0f} s"] = lambda: _away(database, seconds)
    return found


def _away(database: PostgreSQL, seconds: float) -> None:
    database.kill()
    time.sleep(seconds)
    database.start_again()


def _manage(env: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "manage", *command], env=env, check=True, capture_output=True, text=True
    )
    return done.stdout


def met(name: str, fail: Callable[[], object], savers: list[Saver], database: Database) -> Row:
    """Let one thing fail while people save, until they can again, and return what came of it."""
    before, begun = taken(savers), time.monotonic()
    time.sleep(CALM)
    fail()
    failed = taken(savers)
    until(lambda: taken(savers) > failed + PEOPLE)
    time.sleep(CALM)
    ended = time.monotonic()
    is_lost = lost(savers, database.stored())
    return Row(
        name, taken(savers) - before, is_lost, worst_wait(savers, begun, ended), longest_gap(savers, begun, ended)
    )


def taken(savers: list[Saver]) -> int:
    """Return how many saves were taken so far."""
    return sum(len(saver.moments) for saver in savers)


def until(true: Callable[[], bool]) -> None:
    """Wait, for a minute at most."""
    end = time.monotonic() + 60
    while not true() and time.monotonic() < end:
        time.sleep(0.1)


@contextmanager
def people(env: dict[str, str], site: str) -> Iterator[list[Saver]]:
    """Give people who save until the end."""
    password = secrets.token_urlsafe(12)
    command = [sys.executable, "-m", "scripts.faults.world", str(PEOPLE), password]
    made = json.loads(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout)
    savers = [Saver(site, name, password, assessment) for name, assessment in made.items()]
    for saver in savers:
        saver.sign_in()
        saver.start()
    try:
        yield savers
    finally:
        for saver in savers:
            saver.stopped.set()


def run(database: Database, seconds: float) -> list[Row]:
    """Let everything fail that can, one after the other."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener, TemporaryDirectory() as folder:
        site = f"http://localhost:{listener.getsockname()[1]}"
        env = environment(database.url, site, folder)
        _manage(env, "migrate", "--verbosity=0")
        _manage(env, "load_framework", *map(str, Path("frameworks").glob("*.yaml")))
        with serving(env, listener) as server, people(env, site) as savers:
            return [met(name, fail, savers, database) for name, fail in faults(database, server, env, seconds).items()]


def main(seconds: float) -> None:
    """Run it on both databases."""
    print(HEAD)
    with sqlite() as database:
        lost_there = told("SQLite", run(database, seconds))
    with postgresql() as server:
        lost_there += told("PostgreSQL", run(server, seconds))
    sys.exit(lost_there > 0)


def told(database: str, rows: list[Row]) -> int:
    """Print what came of everything on a database, and return how many notes are lost."""
    print("\n".join(row.text(database) for row in rows), flush=True)
    return sum(row.lost for row in rows)


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 10)
