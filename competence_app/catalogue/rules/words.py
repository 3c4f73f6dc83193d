"""When two texts say the same: published ones stay as given, so what compares them looks past their spaces.

And how a text begins, where all of it would be too much.
"""

from typing import Any

from pydantic import BaseModel

SHORT = 80  # characters: two lines on a phone, and enough to tell statements apart that begin alike


def spaced(said: Any) -> Any:
    """Return a text with one plain space between words, or whatever holds texts as plain values with such texts."""
    if isinstance(said, str):
        return " ".join(said.split())
    if isinstance(said, BaseModel):
        return spaced(said.model_dump())
    if isinstance(said, dict):
        return {key: spaced(value) for key, value in said.items()}
    return tuple(map(spaced, said)) if isinstance(said, tuple) else said


def is_said_alike(one: Any, other: Any) -> bool:
    """Tell whether two texts, or what holds texts, differ in no more than in their spaces."""
    return bool(one == other or spaced(one) == spaced(other))


def first_words(text: str) -> str:
    """Return the words that a text begins with, on one line, and that more follow, where they do."""
    line = str(spaced(text))
    if len(line) <= SHORT:
        return line
    return line[: SHORT + 1].rsplit(" ", 1)[0][:SHORT].rstrip(",;:") + "…"
