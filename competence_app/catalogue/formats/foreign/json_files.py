"""JSON that somebody uploads, read within bounds."""

import json
from collections.abc import Callable
from typing import Any

from competence_app.catalogue.formats.foreign.wording import foreign_words
from competence_app.catalogue.formats.problems import Problem, TextPlace, UnreadableError

MAX_JSON = 15 * 1024 * 1024  # bytes: 10,000 competences in CASE have twelve
_MOST_NODES = 300_000  # objects and lists
_MOST_VALUES = 1_500_000


def is_json_with(*fields: bytes) -> Callable[[bytes], bool]:
    """Return what tells whether a file's beginning is that of an object in which one of these fields is named."""
    names = [b'"' + field + b'"' for field in fields]
    return lambda head: (
        head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and any(name in head for name in names)
    )


def json_of(data: bytes) -> dict[str, Any]:
    """Return the object that the file holds; raise ``UnreadableError`` where there is none, or far too much."""
    nodes = data.count(b"{") + data.count(b"[")
    if len(data) > MAX_JSON or nodes > _MOST_NODES or data.count(b",") > _MOST_VALUES:
        raise UnreadableError.whole(foreign_words("too-large"))
    try:
        root = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise UnreadableError([Problem(TextPlace(error.lineno, error.colno), foreign_words("no-json"))]) from None
    except (
        UnicodeDecodeError,
        ValueError,
        RecursionError,
    ):  # no UTF-8, numbers of thousands of digits, or far too deep
        raise UnreadableError.whole(foreign_words("no-json")) from None
    if isinstance(root, dict):
        return root
    raise UnreadableError.whole(foreign_words("no-json"))


def numbered_objects(node: dict[str, Any], field: str) -> list[tuple[int, dict[str, Any]]]:
    """Return the objects of a list, each with its number in it, counted from 0; none where there is no list."""
    found = node.get(field)
    return [
        (number, entry)
        for number, entry in enumerate(found if isinstance(found, list) else [])
        if isinstance(entry, dict)
    ]


def below(node: dict[str, Any], *fields: str) -> dict[str, Any]:
    """Return the object that stands at the end of these fields; an empty one where there is none."""
    for field in fields:
        found = node.get(field)
        node = found if isinstance(found, dict) else {}
    return node


def text_at(node: dict[str, Any], *fields: str) -> str:
    """Return the text of the first of the fields that has one, or a number as a text; nothing where none has."""
    for field in fields:
        value = node.get(field)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""
