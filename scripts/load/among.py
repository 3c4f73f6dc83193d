"""What each page of a morning costs among millions of ratings, and without them.

Both databases are of one PostgreSQL, and the second is a copy of the first with people added by SQL. Each page is asked
for at one and at the other in turn.
"""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from scripts.faults.databases import PostgreSQL, postgresql
from scripts.faults.serving import Machine
from scripts.load import memory
from scripts.load.costs import Cost, Meter
from scripts.load.morning import MIX, Visitor
from scripts.load.plans import Read, read_at
from scripts.load.world import machine_at, make
from scripts.scale.databases import at, database_like

EMPTY, FILLED = "competence_load_empty", "competence_load_filled"
EACH = 4 * 12 + 1  # ratings that somebody has: four assessments, the last of a version with one competence more
TEAM = 20  # people: whoever leads it supervises the others
WARMING, ROUNDS = 30, 25
LIMIT, NOISE = 1.2, 1.0  # times, and milliseconds by which one page is as dear as another
FILL = "from scripts.scale.filling import fill; fill({people})"
HEAD = """
Processors' milliseconds of each page, in the processes that serve and in those of PostgreSQL: medians of {rounds}
requests at an empty database and at a filled one, in turn; blocks that its queries read; the ratio of both together.

| page | queries | pages, ms | database, ms | blocks | among many: pages, ms | database, ms | blocks | times |
|---|---|---|---|---|---|---|---|---|"""


@dataclass
class Side:
    """One of the databases, what serves it, and what its pages cost."""

    machine: Machine
    meter: Meter
    visitor: Visitor
    costs: dict[str, list[Cost]] = field(default_factory=lambda: {what: [] for what in MIX})
    read: Read = field(default_factory=dict)

    def ask(self, what: str) -> None:
        """Ask for something, and note what that cost."""
        self.costs[what].append(self.meter.cost(lambda: self.visitor.ask(what)))

    def usual(self, what: str) -> Cost:
        """Return the median of what it cost, once what is kept is there."""
        return Cost(*(median(column) for column in zip(*self.costs[what][WARMING:], strict=True)))

    def text(self, what: str) -> str:
        """Return it as a part of a line of the table."""
        cost, blocks = self.usual(what), sum(query.blocks for query in self.read[what])
        return f"{cost.pages:.1f} | {cost.database:.1f} | {blocks:,}"


def told(ratings: int) -> bool:
    """Print what pages cost, and their queries' plans; tell whether none costs too much more among so many ratings."""
    with ExitStack() as stack:
        database = stack.enter_context(postgresql())
        folder = stack.enter_context(TemporaryDirectory())
        world = _made(stack, database, folder, TEAM * -(-ratings // (EACH * TEAM)))
        sides = [_side(stack, database, folder, world, name) for name in (EMPTY, FILLED)]
        for _ in range(WARMING + ROUNDS):
            _ask(sides)
        for side in sides:
            side.read = read_at(side.machine.environment, world)
        is_small = memory.told("filled", sides[1].machine, world["pages"], 2 * len(world["pages"]))
    return _printed(*sides) and is_small


def _made(stack: ExitStack, database: PostgreSQL, folder: str, people: int) -> dict[str, Any]:
    """Make both databases, and return where everybody goes in either."""
    stack.enter_context(database_like(database.url, EMPTY))
    world = make(machine_at(at(database.url, EMPTY), folder).environment)
    stack.enter_context(database_like(database.url, FILLED, like=EMPTY))
    begun = time.monotonic()
    filled = machine_at(at(database.url, FILLED), folder).environment
    program = ["shell", "--no-imports", "--command", FILL.format(people=people)]
    subprocess.run([sys.executable, "-m", "manage", *program], env=filled, check=True)
    print(f"Filled for {people:,} people in {time.monotonic() - begun:.0f} seconds.", file=sys.stderr, flush=True)
    return world


def _side(stack: ExitStack, database: PostgreSQL, folder: str, world: dict[str, Any], name: str) -> Side:
    machine = machine_at(at(database.url, name), folder)
    stack.callback(machine.end)
    machine.start()
    return Side(machine, Meter(machine.workers, database.pid(), name), Visitor(machine.port, world, 0, lambda: True))


def _ask(sides: Sequence[Side]) -> None:
    for what in MIX:
        for side in sides:
            side.ask(what)


def _printed(empty: Side, filled: Side) -> bool:
    """Print the table and the plans; tell whether no page is too dear."""
    print(HEAD.format(rounds=ROUNDS))
    costs = {what: (sum(empty.usual(what)), sum(filled.usual(what))) for what in MIX}
    for what, (alone, among) in costs.items():
        sides = f"{empty.text(what)} | {filled.text(what)} | {among / alone:.2f}"
        print(f"| {what} | {len(filled.read[what])} | {sides} |")
    print("\n".join(_plans(filled.read)))
    return not any(is_too_dear(*both) for both in costs.values())


def is_too_dear(alone: float, among: float) -> bool:
    """Tell whether a page costs too much more among many: by less than a millisecond, it is as dear as another."""
    return among - alone >= NOISE and among > LIMIT * alone


def _plans(read: Read) -> Iterator[str]:
    """Yield how each query is done, by page; one that several pages ask, once."""
    seen: set[str] = set()
    for what, queries in read.items():
        yield f"\n## {what}"
        yield from (f"\n{query.text}" for query in queries if query.sql not in seen)
        seen |= {query.sql for query in queries}
