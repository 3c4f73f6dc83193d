"""What processes that serve take of memory, while every page of everybody is asked for."""

import http.client
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice

from scripts.faults.serving import Machine

MOST = 150  # MB that a process may take in the end
AT_ONCE = 8
SHARES = (0, 0.1, 0.5, 1)  # of the requests, after which it is asked
PATIENCE = 60  # seconds
HEAD = """\
MB of each process that serves: its own, with its part of what they share (PSS), and all that it sees (RSS)

| database | requests | PSS, MB | RSS, MB | not answered |
|---|---|---|---|---|"""
Page = tuple[str, str]  # cookies, and an address


def told(name: str, machine: Machine, pages: Iterable[Page], requests: int) -> bool:
    """Print what each process takes after so many requests; tell whether none takes too much."""
    turns, done, failed = cycle(pages), 0, 0
    taken: list[float] = []
    for share in SHARES:
        failed += walk(machine.port, list(islice(turns, round(requests * share) - done)))
        done, taken = round(requests * share), machine.megabytes()
        print(f"| {name} | {done:,} | {_list(taken)} | {_list(machine.megabytes('Rss'))} | {failed} |", flush=True)
    return max(taken) <= MOST


def walk(port: int, pages: Sequence[Page]) -> int:
    """Ask for pages, some at once; return how many were not answered well."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(lambda part: _failed(port, part), _parts(pages)))


def _parts(pages: Sequence[Page]) -> Iterator[Sequence[Page]]:
    return (pages[number::AT_ONCE] for number in range(AT_ONCE))


def _failed(port: int, pages: Iterable[Page]) -> int:
    return sum(not is_answered(port, *page) for page in pages)


def is_answered(port: int, cookies: str, path: str) -> bool:
    """Ask for a page over a connection of its own, and tell whether it came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Cookie": cookies})
        response = connection.getresponse()
        response.read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return response.status == http.client.OK


def _list(sizes: Iterable[float]) -> str:
    return ", ".join(f"{size:.0f}" for size in sizes)
