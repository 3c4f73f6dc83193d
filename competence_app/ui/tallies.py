"""What a request did that is worth counting, and of whom it is not: so many answers saved, so many refused."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar["Counter[str] | None"] = ContextVar("tally", default=None)


@contextmanager
def tallied() -> Iterator["Counter[str]"]:
    """Give what is tallied within, by name."""
    found: Counter[str] = Counter()
    token = _current.set(found)
    try:
        yield found
    finally:
        _current.reset(token)


def tally(**counts: int) -> None:
    """Count things by name, for the request that is answered just now; outside one, for nobody."""
    current = _current.get()
    if current is not None:
        current.update(counts)
