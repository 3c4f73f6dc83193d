"""An end to what another machine could draw out: it may say a word now and then, and never the last one."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what goes on for longer, wherever it is just then.

    Only the main thread can be woken, as that of a worker is; in another, nothing has an end.
    """
    if current_thread() is not main_thread():
        yield
        return
    former = signal.signal(signal.SIGALRM, _end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)


def _end(_number: int, _frame: object) -> None:
    raise TimeoutError("it took too long")
