"""Measure a morning's work: `python -m scripts.load [REQUESTS]`, the number in all for each database.

Prints requests a second and how long they take, for ever more people at once, and what workers take of memory; exits
with status 1 where one takes too much.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.dist.trial import free_port
from scripts.faults.databases import Database, postgresql, sqlite
from scripts.faults.meeting import manage
from scripts.faults.serving import Machine, environment
from scripts.load.morning import work

CLIENTS = (1, 8, 32, 128)
MOST = 150  # MB that a worker may take in the end
HEAD = """\
| database | people at once | requests/s | half within, ms | 95 % within, ms | 99 % within, ms | failed |
|---|---|---|---|---|---|---|"""


def run(name: str, database: Database, requests: int) -> dict[str, list[float]]:
    """Let ever more people work; return what each worker takes after each number of them, in MB."""
    port = free_port()
    with TemporaryDirectory() as folder:
        env = environment(database.url, f"http://localhost:{port}", folder)
        manage(env, "migrate", "--verbosity=0")
        manage(env, "load_framework", *map(str, Path("frameworks").glob("*.yaml")))
        command = [sys.executable, "-m", "scripts.load.world", str(max(CLIENTS))]
        seeding = env | {"DEBUG": "1"}  # without which nobody gets the demo's cast
        made = subprocess.run(command, env=seeding, check=True, stdout=subprocess.PIPE, text=True)
        world = json.loads(made.stdout)
        machine = Machine(env, port)
        machine.start()
        try:
            return _measured(name, machine, world, requests)
        finally:
            machine.end()


def _measured(name: str, machine: Machine, world: dict[str, object], requests: int) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {"in the beginning": machine.megabytes()}
    done = 0
    for clients, share in zip(CLIENTS, (0.05, 0.25, 0.4, 0.3), strict=True):
        outcome = work(machine.port, world, clients, round(requests * share))
        print(outcome.text(name), flush=True)
        done += round(requests * share)
        taken[f"after {done:,} requests"] = machine.megabytes()
    return taken


def main(requests: int) -> None:
    """Measure both databases."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.0f} in the beginning.\n\n{HEAD}", flush=True)
    memory: dict[str, dict[str, list[float]]] = {}
    for name, opened in {"SQLite": sqlite, "PostgreSQL": postgresql}.items():
        with opened() as database:
            memory[name] = run(name, database, requests)
    print("\nMB that each worker takes, with its part of what they share:")
    for name, taken in memory.items():
        print("\n".join(f"{name}, {when}: {re.sub('[][]', '', str(sizes))}" for when, sizes in taken.items()))
    sys.exit(any(size > MOST for taken in memory.values() for sizes in taken.values() for size in sizes))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000)
