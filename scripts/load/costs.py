"""What a request costs of processors, in the processes that serve and in those of the database.

It is read off the kernel, in milliseconds, so that what else the machine does counts for little.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import NamedTuple

from scripts.faults.serving import workers_of


class Cost(NamedTuple):
    """Milliseconds of processors."""

    pages: float
    database: float


@dataclass
class Costs:
    """What one page cost, each time that it was asked for."""

    found: list[Cost] = field(default_factory=list)

    @property
    def usual(self) -> Cost:
        """The median of each."""
        return Cost(*(median(column) for column in zip(*self.found, strict=True)))


class Meter:
    """Counts for whoever serves pages, and for the processes of a PostgreSQL that are of one database."""

    def __init__(self, workers: Callable[[], Iterable[int]], postmaster: int, database: str) -> None:
        self._workers, self._postmaster, self._database = workers, postmaster, database

    def cost(self, ask: Callable[[], bool]) -> Cost:
        """Return what asking costs; SystemExit where it is not answered."""
        before = self._now()
        if not ask():
            raise SystemExit("A page was not answered.")
        pages, database = (after - first for after, first in zip(self._now(), before, strict=True))
        return Cost(pages, database)

    def _now(self) -> Cost:
        return Cost(_spent(self._workers()), _spent(self._backends()))

    def _backends(self) -> Iterable[int]:
        """Yield the processes that work in the database: their titles name it."""
        return (pid for pid in workers_of(self._postmaster) if f" {self._database} " in _title(pid))


def _title(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text()
    return ""


def _spent(pids: Iterable[int]) -> float:
    files = (file for pid in pids for file in Path(f"/proc/{pid}/task").glob("*/schedstat"))
    return sum(int(file.read_text().split()[0]) for file in files) / 1e6
