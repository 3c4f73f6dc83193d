"""Asking for every page, in a process that is the app."""

from functools import lru_cache

from scripts.bench.measure import counted, timed
from scripts.bench.subjects import Subject
from scripts.scale.pages import pages


def names() -> list[str]:
    """Return the names of the pages, in their order."""
    return [page.name for page in _pages()]


def count() -> list[int]:
    """Return how many queries each page makes."""
    return [counted(page)[0] for page in _pages()]


def visit(places: list[int]) -> list[tuple[float, float]]:
    """Ask for the pages at these places once, and return the wall and the CPU milliseconds of each."""
    return [timed(_pages()[place].send) for place in places]


@lru_cache(maxsize=1)
def _pages() -> list[Subject]:
    """Return the pages, everybody signed in once."""
    return pages()
