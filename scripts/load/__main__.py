"""Measure what much work takes: `python -m scripts.load [morning|memory|ratings] [NUMBER]`.

- ``morning``: requests a second and how long they take, for ever more people at once; of so many requests.
- ``memory``: what processes that serve come to while every page of everybody is asked for, so many requests in all.
- ``ratings``: what pages cost in a PostgreSQL with so many ratings, and in one without; with their queries' plans.

Exits with status 1 where a process takes too much, or a page costs too much more among many ratings.
"""

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

from scripts.faults.databases import Database, postgresql, sqlite
from scripts.load import among, memory, morning
from scripts.load.world import served

DATABASES: dict[str, Callable[[], AbstractContextManager[Database]]] = {"SQLite": sqlite, "PostgreSQL": postgresql}


def mornings(requests: int) -> bool:
    """Let ever more people work, on both databases."""
    print(morning.HEAD, flush=True)
    for name, opened in DATABASES.items():
        with opened() as database, served(database.url) as (machine, world):
            for outcome in morning.mornings(machine.port, world, requests):
                print(outcome.text(name), flush=True)
    return True


def memories(requests: int) -> bool:
    """Ask for every page, on both databases; tell whether processes stay small."""
    print(memory.HEAD, flush=True)
    is_well = True
    for name, opened in DATABASES.items():
        with opened() as database, served(database.url) as (machine, world):
            is_well &= memory.told(name, machine, world["pages"], requests)
    return is_well


PARTS: dict[str, tuple[Callable[[int], bool], int]] = {
    "morning": (mornings, 10_000),
    "memory": (memories, 10_000),
    "ratings": (among.told, 10_000_000),
}


def main(part: str = "morning", number: str = "") -> None:
    """Measure a part."""
    measure, usual = PARTS[part]
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.0f} in the beginning.\n", flush=True)
    sys.exit(not measure(int(number or usual)))


if __name__ == "__main__":
    main(*sys.argv[1:])
