"""The two databases, and a process of the app at each.

Each page is asked for at one and then at the other, round by round, so that what slows the machine slows both.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from scripts.scale import worker

EMPTY, FILLED = "competence_scale_empty", "competence_scale_filled"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page costs at one database: its queries, and milliseconds."""

    queries: int
    least: float  # by the wall clock, when nothing else on the machine came between
    wall: float  # the median
    cpu: float  # the same of this process alone, without the database


AGAIN = 4

Measured = tuple[float, float]  # wall and CPU milliseconds of one request
Times = list[tuple[list[Measured], list[Measured]]]  # of each page, at both


def pair(stack: ExitStack, url: str, folder: str, *, people: int) -> tuple[ProcessPoolExecutor, ProcessPoolExecutor]:
    """Return the app at the cast's database, and at a copy of it with ``people`` more; both go with the stack."""
    stack.enter_context(database_like(url, EMPTY))
    with _app(folder, at(url, EMPTY)) as making:
        making.submit(worker.make).result()
    stack.enter_context(database_like(url, FILLED, like=EMPTY))
    empty, filled = (stack.enter_context(_app(folder, at(url, name))) for name in (EMPTY, FILLED))
    began = perf_counter()
    filled.submit(worker.fill, people).result()
    print(f"Filled for {people:,} people in {perf_counter() - began:.0f} seconds.\n")
    return empty, filled


def compare(
    empty: ProcessPoolExecutor, filled: ProcessPoolExecutor, *, rounds: int, is_over: Callable[[str, Cost, Cost], bool]
) -> dict[str, tuple[Cost, Cost]]:
    """Return by page what it costs at both; those that are over are asked for again, up to ``AGAIN`` times as often.

    What else the machine does only ever adds to a page's time: asked for more often, it is over no more.
    """
    apps = (empty, filled)
    names = empty.submit(worker.names).result()
    queries = [app.submit(worker.count).result() for app in apps]  # fills what a process and the database keep
    times: Times = [([], []) for _ in names]
    places = list(range(len(names)))
    for _ in range(1 + AGAIN):
        _visit(apps, places, times, rounds)
        costs = [_both(counts, both) for counts, both in zip(zip(*queries, strict=True), times, strict=True)]
        places = [place for place, name in enumerate(names) if is_over(name, *costs[place])]
    return dict(zip(names, costs, strict=True))


def _visit(apps: Sequence[ProcessPoolExecutor], places: list[int], times: Times, rounds: int) -> None:
    for _ in range(rounds if places else 0):
        for at, app in enumerate(apps):
            for place, measured in zip(places, app.submit(worker.visit, places).result(), strict=True):
                times[place][at].append(measured)


def _both(queries: Sequence[int], times: tuple[list[Measured], list[Measured]]) -> tuple[Cost, Cost]:
    alone, among = (_cost(number, *zip(*of_it, strict=True)) for number, of_it in zip(queries, times, strict=True))
    return alone, among


def _cost(queries: int, walls: Sequence[float], cpus: Sequence[float]) -> Cost:
    return Cost(queries, min(walls), median(walls), median(cpus))


def _app(folder: str, url: str) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, get_context("spawn"), worker.begin, (folder, url))


def at(url: str, name: str) -> str:
    """Return the address of another database of the same server."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


@contextmanager
def database_like(url: str, name: str, like: str = "template1") -> Iterator[None]:
    """Make a database, by itself empty, and drop it in the end."""
    known, template = sql.Identifier(name), sql.Identifier(like)
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(known, template))
        try:
            yield
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(known))
