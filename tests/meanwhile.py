"""Two people, or two windows, at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
