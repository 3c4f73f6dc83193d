"""How a value stands in a cell, and how it is read from one."""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

_MARKED = re.compile(r'[,;|"\n]')  # what would not be told from what stands between two tags
_TAG = re.compile(r'[^\S\n]*(?:"((?:[^"]|"")+)"[^\S\n]*(?=[,\n]|$)|([^,\n]+))')


class Notation(NamedTuple):
    """The two ways between a value and a cell's text."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]


def _codes(text: str) -> list[str]:
    return [code for code in re.split(r"[\s,;]+", text) if code]


def in_a_line(tags: Iterable[str]) -> str:
    """Return the tags with commas between; one that would not be told from several stands between quotation marks."""
    return ", ".join(_quoted(tag) if _MARKED.search(tag) else tag for tag in tags)


def tags_in(text: str) -> list[str]:
    """Return the tags that stand in a line."""
    found = (marked.replace('""', '"') or plain.strip() for marked, plain in _TAG.findall(text))
    return list(filter(None, found))


def _quoted(tag: str) -> str:
    return '"' + tag.replace('"', '""') + '"'


AS_IT_IS = Notation(str, str)
WORD = Notation(str, str.lower)  # one of the app's own, however it is typed
CODES = Notation(", ".join, _codes)
TAGS = Notation(in_a_line, tags_in)
