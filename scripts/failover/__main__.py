"""Let people save while databases and servers of pages are killed: `python -m scripts.failover`.

Prints how many saves were taken, how many of these are lost or there twice, and for how long nobody could save; exits
with status 1 where a save is lost or there twice.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

from scripts.dist.trial import free_port
from scripts.failover.balancing import balancing
from scripts.failover.nodes import Nodes, nodes
from scripts.faults.meeting import HEAD, manage, met, people_at, told
from scripts.faults.serving import Machine, environment

AWAY = 5.0  # seconds that a machine that serves pages is away


def happenings(database: Nodes, machine: Machine) -> dict[str, Callable[[], object]]:
    """Return what happens, one after the other."""
    return {
        "nothing": lambda: time.sleep(AWAY),
        "the primary is killed, a standby promoted": database.fail_over,
        "the former primary comes back as a standby": database.come_back,
        f"a machine with pages is killed, and back after {AWAY:.0f} s": lambda: _away(machine),
        "a standby is killed, another stays": database.kill_standby,
    }


def _away(machine: Machine) -> None:
    machine.kill()
    Timer(AWAY, machine.start).start()


@contextmanager
def two_machines(env: dict[str, str]) -> Iterator[list[Machine]]:
    """Serve pages twice, and stop in the end."""
    machines = [Machine(env, free_port()) for _ in range(2)]
    try:
        for machine in machines:
            machine.start()
        yield machines
    finally:
        for machine in machines:
            machine.end()


def main() -> None:
    """Run it."""
    port = free_port()
    site = f"http://localhost:{port}"
    with nodes() as database, TemporaryDirectory() as folder:
        env = environment(database.url, site, folder)
        manage(env, "migrate", "--verbosity=0")
        manage(env, "load_framework", *map(str, Path("frameworks").glob("*.yaml")))
        with two_machines(env) as machines, balancing(port, [machine.port for machine in machines]) as proxy:
            print(f"Two servers of pages behind {proxy.name}, PostgreSQL with two standbys.\n\n{HEAD}", flush=True)
            with people_at(env, site) as people:
                wrong = sum(
                    told("PostgreSQL", [met(name, act, people, database)])
                    for name, act in happenings(database, machines[0]).items()
                )
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
