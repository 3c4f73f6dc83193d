"""Let people save while one thing after another fails: `python -m scripts.faults [SECONDS] [--only WORDS]`.

Prints for both databases how many saves were taken, how many of these are lost or there twice, and how style sheets
came meanwhile; exits with status 1 where a save is lost or there twice. ``WORDS`` are of the name of what fails.
"""

import argparse
import secrets
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, NamedTuple

from scripts.faults.databases import Database, postgresql, sqlite
from scripts.faults.disks import fill, is_allowed, small_disk
from scripts.faults.mail import bad_days
from scripts.faults.meeting import HEAD, manage, met, people_at, told
from scripts.faults.saving import Person
from scripts.faults.serving import Server, environment, serving
from scripts.faults.styles import Reader, reader_at


class Installation(NamedTuple):
    """What is served, by what, from which disk where it is a small one, and who is there."""

    database: Any
    disk: Path
    server: Server
    environment: dict[str, str]
    people: list[Person]
    reader: Reader


Fault = Callable[[Installation, float], object]
Opened = Callable[[], AbstractContextManager[tuple[Database, Path]]]


def _with(fail: Callable[[dict[str, str], float], None]) -> Fault:
    return lambda at, seconds: fail(at.environment, seconds)


def _new_file(environment: dict[str, str]) -> str:
    return f"{environment['VAR_DIR']}/{secrets.token_hex(4)}.zip"


def _away(at: Installation, seconds: float) -> None:
    at.database.kill()
    time.sleep(seconds)
    at.database.start_again()


def _full(at: Installation, seconds: float) -> None:
    fill(at.disk, seconds)
    at.database.stands()


def _panic(at: Installation, seconds: float) -> None:
    filling = Thread(target=fill, args=(at.disk, seconds))
    filling.start()
    at.database.panic()
    filling.join()
    at.database.stands()


EVERYWHERE: dict[str, Fault] = {
    "nothing": lambda _, seconds: time.sleep(seconds / 2),
    "a worker is killed": lambda at, _: at.server.kill_worker(),
    "the server is killed": lambda at, _: at.server.kill(),
    "the server is restarted": lambda at, _: at.server.restart(),
    "the server begins anew (HUP)": lambda at, _: at.server.reload(),
    "ratings are locked for {} s": lambda at, seconds: at.database.lock(seconds),
    "migrate runs": lambda at, _: manage(at.environment, "migrate", "--verbosity=0"),
    "a backup is made": lambda at, _: manage(at.environment, "backup", _new_file(at.environment)),
    **{name: _with(fail) for name, fail in bad_days().items()},
}
AWAY: dict[str, Fault] = {"the database is killed, and back after {} s": _away}
FULL: dict[str, Fault] = {"the database's disk is full for {} s": _full}
PANIC: dict[str, Fault] = {"the log of writes has no room for {} s: PostgreSQL ends itself": _panic}


@contextmanager
def installation(database: Database, disk: Path) -> Iterator[Installation]:
    """Serve an installation on a database, with people who save."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener, TemporaryDirectory() as folder:
        site = f"http://localhost:{listener.getsockname()[1]}"
        env = environment(database.url, site, folder)
        manage(env, "migrate", "--verbosity=0")
        manage(env, "load_framework", *map(str, Path("frameworks").glob("*.yaml")))
        with serving(env, listener) as server, people_at(env, site) as people, reader_at(site) as reader:
            yield Installation(database, disk, server, env, people, reader)


class Wanted(NamedTuple):
    """For how long what lasts is to fail, and words of the names of what is."""

    seconds: float
    only: str

    def of(self, faults: dict[str, Fault]) -> dict[str, Fault]:
        """Return those of some faults, each with its whole name."""
        named = {name.format(f"{self.seconds:.0f}"): fail for name, fail in faults.items()}
        return {name: fail for name, fail in named.items() if self.only in name}


def run(name: str, faults: dict[str, Fault], wanted: Wanted, opened: Opened) -> int:
    """Let what is wanted fail on a database, one after the other; return how much is lost or there twice."""
    if not (found := wanted.of(faults)):
        return 0
    with opened() as (database, disk), installation(database, disk) as at:
        return sum(_met(name, fault, fail, at, wanted.seconds) for fault, fail in found.items())


def _met(name: str, fault: str, fail: Fault, at: Installation, seconds: float) -> int:
    begun = time.monotonic()
    wrong = told(name, [met(fault, lambda: fail(at, seconds), at.people, at.database)])
    print(at.reader.text(fault, begun), file=sys.stderr, flush=True)
    return wrong


@contextmanager
def _anywhere(open_one: Callable[[], AbstractContextManager[Database]]) -> Iterator[tuple[Database, Path]]:
    with open_one() as database:
        yield database, Path()


@contextmanager
def _on_small_disk(open_one: Callable[[Path], AbstractContextManager[Database]]) -> Iterator[tuple[Database, Path]]:
    with small_disk() as disk, open_one(disk) as database:
        yield database, disk


def main() -> None:
    """Run it on both databases."""
    parser = argparse.ArgumentParser(prog="python -m scripts.faults", description="Let people save while things fail.")
    parser.add_argument("seconds", type=float, nargs="?", default=10, help="for how long what lasts fails (10)")
    parser.add_argument("--only", default="", metavar="WORDS", help="let fail what has these words in its name")
    wanted = Wanted(**vars(parser.parse_args()))
    print(HEAD, flush=True)
    wrong = run("SQLite", EVERYWHERE, wanted, lambda: _anywhere(sqlite))
    wrong += run("PostgreSQL", EVERYWHERE | AWAY, wanted, lambda: _anywhere(postgresql))
    if is_allowed():
        wrong += run("SQLite", FULL, wanted, lambda: _on_small_disk(sqlite))
        wrong += run("PostgreSQL", FULL, wanted, lambda: _on_small_disk(postgresql))
        wrong += run("PostgreSQL", PANIC, wanted, lambda: _on_small_disk(lambda disk: postgresql(writes=disk)))
    else:
        print("No disk was filled: only root may mount a small one.")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
