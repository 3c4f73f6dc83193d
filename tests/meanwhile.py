"""Two people, or two windows, at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

from django.db import connection


@contextmanager
def meanwhile(act: Callable[[], object]) -> Iterator[None]:
    """Let somebody ``act`` after the first request within has read what it checks, and before it changes anything."""
    waiting = [act]

    def first(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        if waiting and sql.startswith("SAVEPOINT"):  # how a transaction begins within that of a test
            waiting.pop()()
        return execute(sql, *arguments)

    with connection.execute_wrapper(first):
        yield
    assert not waiting, "nothing was to change"


def at_once(*acts: Callable[[], object]) -> None:
    """Let all acts happen at the same moment, each on a connection of its own; raise what any of them raises."""
    together = Barrier(len(acts))

    def act(do: Callable[[], object]) -> None:
        together.wait()
        try:
            do()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(act, acts))
