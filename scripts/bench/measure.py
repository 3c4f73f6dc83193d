"""Sending requests again and again, and what came of it in figures."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

from scripts.bench.subjects import Subject

WARMING = 10  # requests that fill what a process keeps, an even number: two requests may take turns


@dataclass(frozen=True, slots=True)
class Figures:
    """What one request costs: its queries, its page's bytes, and the medians of its wall and its CPU milliseconds."""

    queries: int
    size: int
    wall: float
    cpu: float


def measure(subjects: Sequence[Subject], rounds: int) -> dict[str, Figures]:
    """Send a request of every subject in each round, so that what slows the machine slows all; return by name."""
    found = {subject.name: counted(subject) for subject in subjects}
    for _ in range(WARMING):
        for subject in subjects:
            subject.send()
    times = [[timed(subject.send) for subject in subjects] for _ in range(rounds)]
    medians = [_medians(column) for column in zip(*times, strict=True)]
    return {
        subject.name: Figures(*found[subject.name], *of_it) for subject, of_it in zip(subjects, medians, strict=True)
    }


def counted(subject: Subject) -> tuple[int, int]:
    """Return a request's queries, and its page's bytes."""
    subject.send()  # the first of a process reads what later ones find
    with CaptureQueriesContext(connection) as queries:
        page = subject.send()
    return len(queries), len(page)


def timed(send: Callable[[], object]) -> tuple[float, float]:
    """Return the wall and the CPU milliseconds of one request."""
    wall, cpu = time.perf_counter(), time.process_time()
    send()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def _medians(times: Sequence[tuple[float, float]]) -> Iterator[float]:
    return (median(column) for column in zip(*times, strict=True))
