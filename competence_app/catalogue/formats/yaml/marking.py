"""Marks on one competence of somebody's YAML, or what is new in it, written where an author would write them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import reduce
from math import inf
from operator import getitem
from typing import Any

import yaml

from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.formats.yaml.writing import as_yaml, dump
from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.misfits import Path
from competence_app.catalogue.rules.schema import Content


def mark(text: str, code: str, *, change: str | None = None, replaces: Sequence[str] | None = None) -> str:
    """Return the YAML with these marks on one competence (``None``: as they are; empty: none), all else as it was.

    Raise ``UnreadableError`` where the text is no framework, ``KeyError`` where it has no such competence and
    ``ValueError`` where the marks are not allowed.
    """
    content = read(text)
    path = {competence.code: path for path, competence in _competences(content)}[code]
    said: Any = content.model_dump()
    competence = reduce(getitem, path, said)
    asked = {"replaces": None if replaces is None else tuple(replaces), "change": change}
    marks = {field: mark for field, mark in asked.items() if mark not in (None, competence[field])}
    competence |= marks
    return _marked(text, path, marks, Content.model_validate(said))


def announced(text: str, changes: str) -> str:
    """Return the YAML with what is new in this version, all else as it was; raise as ``mark`` does."""
    wanted = Content.model_validate(read(text).model_dump() | {"changes": changes})
    return _marked(text, (), {"changes": wanted.changes}, wanted)


def _competences(content: Content) -> Iterator[tuple[Path, Competence]]:
    for holder in content.holders:
        for index, competence in enumerate(holder.domain.competences):
            yield (*holder.path, "competences", index), competence


def _marked(text: str, path: Path, marks: Mapping[str, Any], wanted: Content) -> str:
    """Return the text with the marks at the path; written anew where it is too intricate to be edited."""
    start = "\ufeff" * text.startswith("\ufeff")  # libyaml does not count it
    edited = text.removeprefix(start)
    with suppress(UnreadableError, yaml.YAMLError, LookupError):
        for field, mark in marks.items():
            entry = reduce(_below, path, yaml.compose(edited, yaml.CBaseLoader))
            edited = _with_mark(edited, entry, field, mark) if mark else _without(edited, entry, field)
        if read(edited) == wanted:
            return start + edited
    return dump(wanted)


def _below(node: Any, step: str | int) -> Any:
    return node.value[step] if isinstance(step, int) else {key.value: said for key, said in node.value}[step]


def _with_mark(text: str, entry: Any, field: str, mark: str | tuple[str, ...]) -> str:
    """Put the mark where the field is, else before the competence's text, or before the framework's title."""
    places = {key.value: (key.start_mark, _end(text, said)) for key, said in entry.value}
    newline = "\r\n" if "\r\n" in text else "\n"
    line = as_yaml({field: mark}, inf).rstrip().replace("\n", newline)
    if field in places:
        begin, end = places[field]
        return text[: begin.index] + line + text[end:]
    begin, _ = places.get("text") or places["title"]
    separator = ", " if entry.flow_style else newline + " " * begin.column
    return text[: begin.index] + line + separator + text[begin.index :]


def _without(text: str, entry: Any, field: str) -> str:
    index = [key.value for key, _ in entry.value].index(field)
    key, said = entry.value[index]
    begin, end = key.start_mark.index, _end(text, said)
    if not entry.flow_style:
        return _without_lines(text, begin, end)
    if index + 1 < len(entry.value):
        return text[:begin] + text[entry.value[index + 1][0].start_mark.index :]
    return text[: _end(text, entry.value[index - 1][1])] + text[end:]


def _without_lines(text: str, begin: int, end: int) -> str:
    """Take out the lines, with the comment at their end; of one that begins with “- ” what stands behind it."""
    before = text.rfind("\n", 0, begin) + 1
    if text[before:begin].strip():
        return text[:begin] + re.sub(r"^\s+(?!\s|#)", "", text[end:].lstrip(" "))
    return text[:before] + text[end:].partition("\n")[2]


def _end(text: str, node: Any) -> int:
    """Return where the last of the node's words ends: a mark of libyaml may stand as far as the next words."""
    while isinstance(node, yaml.SequenceNode) and not node.flow_style:
        node = node.value[-1]
    return len(text[: node.end_mark.index].rstrip())
