"""When two texts say the same: published ones stay as given, so what compares them looks past what nobody sees.

Nobody sees which spaces stand between words or how many, characters without width, soft hyphens, and whether a letter
with its accent is one character or two. Not a character is changed in what is stored, shown or given back: what was
published says for ever what it said, and its digest with it.

And how a text begins, where all of it would be too much.
"""

import re
from typing import Any
from unicodedata import normalize

from pydantic import BaseModel

SHORT = 80  # characters: two lines on a phone, and enough to tell statements apart that begin alike

_PLAIN_SPACES = re.compile("[ \t\r\n]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # soft hyphen, and what has no width


def as_seen(said: Any) -> Any:
    """Return a text as people see it, or whatever holds texts as plain values with such texts.

    There one plain space stands between words, each letter is one character, and nothing is unseen.
    """
    if isinstance(said, str):
        return " ".join(_without_unseen(said).split())
    if isinstance(said, BaseModel):
        return as_seen(said.model_dump())
    if isinstance(said, dict):
        return {key: as_seen(value) for key, value in said.items()}
    return tuple(map(as_seen, said)) if isinstance(said, tuple) else said


def _without_unseen(text: str) -> str:
    return text if text.isascii() else normalize("NFC", _UNSEEN.sub("", text))


def is_said_alike(one: Any, other: Any) -> bool:
    """Tell whether two texts, or what holds texts, differ in no more than what nobody sees."""
    return bool(one == other or as_seen(one) == as_seen(other))


def differs_unseen(one: str, other: str) -> bool:
    """Tell whether two texts look the same and are not, whatever plain spaces and line breaks they have."""
    return _joined(one) != _joined(other) and is_said_alike(one, other)


def _joined(text: str) -> list[str]:
    return _PLAIN_SPACES.split(text.strip())


def first_words(text: str) -> str:
    """Return the words that a text begins with, on one line, and that more follow, where they do."""
    line = " ".join(text.split())
    if len(line) <= SHORT:
        return line
    return line[: SHORT + 1].rsplit(" ", 1)[0][:SHORT].rstrip(",;:") + "…"
