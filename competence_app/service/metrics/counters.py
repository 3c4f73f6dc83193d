"""The counters, which each process keeps in a file of its own beside those of the others (prometheus_client)."""

import os
from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the library's name of the folder in which all processes count
_OURS = CollectorRegistry()
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}  # whoever makes up more adds no line
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30)
_answered = Counter(
    "competence_requests", "Requests by route, method and status.", ("route", "method", "status"), registry=_OURS
)
_took = Histogram(
    "competence_request_seconds", "How long requests took, by route.", ("route",), buckets=_SECONDS, registry=_OURS
)
_waited = Histogram(
    "competence_wait_seconds",
    "How long requests waited for a thread that serves, from the proxy on.",
    buckets=_SECONDS,
    registry=_OURS,
)
_queries = Counter("competence_queries", "Queries of requests.", registry=_OURS)
_query_seconds = Counter("competence_query_seconds", "Seconds in which requests waited for queries.", registry=_OURS)
_tallies = Counter(
    "competence_happenings",
    "What requests did: answers saved, answers in conflict, and what kept a page from being served.",
    ("what",),
    registry=_OURS,
)


def count_request(route: str, method: str, status: int, seconds: float) -> None:
    """Count a request that was answered."""
    _answered.labels(route, method if method in _METHODS else "other", status).inc()
    _took.labels(route).observe(seconds)


def count_wait(seconds: float) -> None:
    """Count for how long a request waited until a thread took it up."""
    _waited.observe(seconds)


def count_queries(number: int, seconds: float) -> None:
    """Count what a request asked of the database."""
    _queries.inc(number)
    _query_seconds.inc(seconds)


def count_happenings(counts: Mapping[str, int]) -> None:
    """Count what else it did, by name."""
    for what, number in counts.items():
        _tallies.labels(what).inc(number)


def counted() -> CollectorRegistry:
    """Return what all processes have counted; of one that serves alone, what it has."""
    if FOLDER not in os.environ:
        return _OURS
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
