"""Let people save while one thing after another fails: `python -m scripts.faults [SECONDS]`.

Prints for both databases how many saves were taken, and how many of these are lost or there twice; exits with status 1
where any is.
"""

import secrets
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.faults.databases import Database, PostgreSQL, postgresql, sqlite
from scripts.faults.disks import fill, is_allowed, small_disk
from scripts.faults.mail import bad_days
from scripts.faults.meeting import HEAD, Row, manage, met, people_at, told
from scripts.faults.saving import Person
from scripts.faults.serving import Server, environment, serving

Faults = dict[str, Callable[[], object]]


def faults(database: Database, server: Server, env: dict[str, str], seconds: float) -> Faults:
    """Return what can fail on a database, by name."""
    found: Faults = {
        "nothing": lambda: time.sleep(seconds / 2),
        "a worker is killed": server.kill_worker,
        "the server is killed": server.kill,
        "the server is restarted": server.restart,
        "the server begins anew (HUP)": server.reload,
        f"ratings are locked for {seconds:.0f} s": lambda: database.lock(seconds),
        "migrate runs": lambda: manage(env, "migrate", "--verbosity=0"),
        "a backup is made": lambda: manage(env, "backup", f"{env['VAR_DIR']}/{secrets.token_hex(4)}.zip"),
    }
    found |= {name: partial(fail, env, seconds) for name, fail in bad_days().items()}
    if isinstance(database, PostgreSQL):
        found[f"the database is killed, and back after {seconds:.0f} s"] = lambda: _away(database, seconds)
    return found


def _away(database: PostgreSQL, seconds: float) -> None:
    database.kill()
    time.sleep(seconds)
    database.start_again()


def _full(database: Database, disk: Path, seconds: float) -> None:
    fill(disk, seconds)
    database.stands()


@contextmanager
def installed(database: Database) -> Iterator[tuple[Server, dict[str, str], list[Person]]]:
    """Serve an installation on a database, with people who save; give its environment too."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener, TemporaryDirectory() as folder:
        site = f"http://localhost:{listener.getsockname()[1]}"
        env = environment(database.url, site, folder)
        manage(env, "migrate", "--verbosity=0")
        manage(env, "load_framework", *map(str, Path("frameworks").glob("*.yaml")))
        with serving(env, listener) as server, people_at(env, site) as people:
            yield server, env, people


def run(database: Database, seconds: float) -> list[Row]:
    """Let everything fail that can, one after the other."""
    with installed(database) as (server, env, people):
        return [met(name, fail, people, database) for name, fail in faults(database, server, env, seconds).items()]


def run_full(database: Database, disk: Path, seconds: float) -> list[Row]:
    """Let the disk be full on which the database is."""
    with installed(database) as (_, _, people):
        name = f"the database's disk is full for {seconds:.0f} s"
        return [met(name, partial(_full, database, disk, seconds), people, database)]


def main(seconds: float) -> None:
    """Run it on both databases."""
    print(HEAD)
    wrong = 0
    for name, opened in {"SQLite": sqlite, "PostgreSQL": postgresql}.items():
        with opened() as database:
            wrong += told(name, run(database, seconds))
        if is_allowed():
            with small_disk() as disk, opened(disk) as database:
                wrong += told(name, run_full(database, disk, seconds))
    if not is_allowed():
        print("No disk was filled: only root may mount a small one.")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 10)
