"""For how long a request waited before a thread took it up, by the moment that the proxy wrote on it."""

import re

_STARTED = re.compile(r"t=(\d{1,11}(?:\.\d{1,6})?)")  # as nginx writes it: seconds since 1970
_LONGEST = 600  # seconds: no proxy waits longer, so that it would be a clock that is wrong


def waited(started: str, *, now: float) -> float | None:
    """Return seconds; 0 where clocks differ a little, None where the proxy wrote no moment, or one that cannot be."""
    found = _STARTED.fullmatch(started)
    seconds = now - float(found[1]) if found else _LONGEST
    return max(seconds, 0) if abs(seconds) < _LONGEST else None
