"""Somebody who asks for a style sheet all the time, whatever happens to the database."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import NamedTuple
from urllib.request import urlopen

from scripts.faults.saving import FAILS

PAUSE = 0.2  # seconds
PATIENCE = 30  # seconds, as whoever saves has
STYLES = re.compile(r'href="(/static/[^"]+\.css)"')


class Asked(NamedTuple):
    """One time: when, whether it was given, and seconds."""

    at: float
    is_given: bool
    took: float


class Reader(Thread):
    """Whoever asks."""

    def __init__(self, site: str) -> None:
        super().__init__(daemon=True)
        self._site = site
        self._path = STYLES.findall(self._open("/sign-in/"))[0]
        self.stopped = Event()
        self.asked: list[Asked] = []

    def run(self) -> None:
        """Ask until stopped."""
        while not self.stopped.wait(PAUSE):
            begun = time.monotonic()
            self.asked.append(Asked(begun, self._is_given(), time.monotonic() - begun))

    def text(self, name: str, since: float) -> str:
        """Return what came of it while something happened, in a line."""
        asked = [one for one in self.asked if one.at >= since]
        missing = sum(not one.is_given for one in asked)
        longest = max((one.took for one in asked), default=0)
        return f"{name}: {len(asked)} style sheets, {missing} not given, {longest:.1f} s at most"

    def _is_given(self) -> bool:
        try:
            return bool(self._open(self._path))
        except FAILS:
            return False

    def _open(self, path: str) -> str:
        with urlopen(self._site + path, timeout=PATIENCE) as response:  # noqa: S310 - our own http address
            return str(response.read().decode())


@contextmanager
def reader_at(site: str) -> Iterator[Reader]:
    """Give somebody who asks until the end."""
    reader = Reader(site)
    reader.start()
    try:
        yield reader
    finally:
        reader.stopped.set()
