"""YAML to plain dicts, lists and texts that know their line and column; whatever could surprise is refused."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from competence_app.catalogue.formats.problems import MAX_BYTES, MAX_PROBLEMS, Problem, TextPlace, UnreadableError
from competence_app.catalogue.formats.yaml.complaints import in_plain_words, place_at, place_behind
from competence_app.catalogue.formats.yaml.wording import yaml_words
from competence_app.catalogue.rules.misfits import Path

MAX_DEPTH = 24
MAX_NODES = 300_000

_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # begin .xlsx and .ods, and .xls
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Mapping(dict[str, Any]):
    """A map that knows where its keys and values stand."""

    __slots__ = ("key_marks", "marks")

    def __init__(self) -> None:
        self.marks: dict[str, yaml.Mark] = {}
        self.key_marks: dict[str, yaml.Mark] = {}


class Sequence(list[Any]):
    """A list that knows where its items stand."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        self.marks: list[yaml.Mark] = []


class Tree(NamedTuple):
    """A document: ``root`` is a ``Mapping``, a ``Sequence`` or a text, and ``problems`` what was refused on the way."""

    root: Any
    mark: yaml.Mark
    problems: list[Problem]

    def place(self, path: Path, *, key: bool = False) -> TextPlace:
        """Return the place of what stands at the path (of its key), or of the nearest that is there."""
        node, mark = self.root, self.mark
        for index, step in enumerate(path):
            try:
                marks = node.key_marks if key and index == len(path) - 1 else node.marks
                node, mark = node[step], marks[step]
            except (AttributeError, IndexError, KeyError, TypeError):
                break
        return place_at(mark)


def parse(text: bytes | str) -> Tree:
    """Read one document; raise ``UnreadableError`` where it cannot be read to its end."""
    data = text.encode(errors="surrogatepass") if isinstance(text, str) else text
    _check_bytes(data)
    builder = _Builder(data)
    try:
        return builder.document()
    except _EnoughError:
        raise UnreadableError(builder.problems) from None
    except yaml.YAMLError as error:
        builder.problems.append(in_plain_words(error, data))
        raise UnreadableError(builder.problems) from None


def _check_bytes(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise UnreadableError([Problem(TextPlace(1, 1), yaml_words("too-long"))])
    if data.startswith(_PACKED):
        raise UnreadableError.whole(yaml_words("packed"))
    try:
        data.decode()
    except UnicodeDecodeError as error:
        message = yaml_words("no-utf-8", byte=data[error.start])
        raise UnreadableError([Problem(place_behind(data[: error.start]), message)]) from None


class _EnoughError(Exception):
    """Reading on would not help."""


class _Builder:
    """Builds the tree in one pass over libyaml's events, and notes what it refuses."""

    def __init__(self, data: bytes) -> None:
        self.problems: list[Problem] = []
        self._nodes = 0
        self._next: Callable[[], Any] = yaml.CBaseLoader(data).get_event

    def document(self) -> Tree:
        """Return the only document's tree."""
        self._next()
        start = self._next()
        if isinstance(start, StreamEndEvent):
            self._refuse(start.start_mark, "nothing")
            raise _EnoughError
        event = self._next()
        tree = Tree(self._node(event, 1), event.start_mark, self.problems)
        self._next()
        if isinstance(more := self._next(), DocumentStartEvent):
            self._refuse(more.start_mark, "second-document")
        return tree

    def _node(self, event: Any, depth: int) -> Any:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._refuse(event.start_mark, "too-many", most=MAX_NODES)
            raise _EnoughError
        if type(event) is ScalarEvent:
            return self._scalar(event)
        if type(event) is AliasEvent:
            return self._alias(event)
        self._check_collection(event, depth)
        return self._mapping(depth) if type(event) is MappingStartEvent else self._sequence(depth)

    def _scalar(self, event: Any) -> str:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        value: str = event.value
        if not value.isprintable() and (found := _CONTROL.search(value)):
            self._refuse(event.start_mark, "control-character", character=ord(found[0]))
        return value

    def _alias(self, event: Any) -> str:
        self._refuse(event.start_mark, "reference", anchor=event.anchor)
        return ""

    def _check_collection(self, event: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            self._refuse(event.start_mark, "too-deep", most=MAX_DEPTH)
            raise _EnoughError
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)

    def _mapping(self, depth: int) -> Mapping:
        mapping = Mapping()
        while type(event := self._next()) is not MappingEndEvent:
            key = self._node(event, depth + 1)
            value_event = self._next()
            value = self._node(value_event, depth + 1)
            if self._may_add(mapping, key, event):
                mapping[key] = value
                mapping.key_marks[key] = event.start_mark
                mapping.marks[key] = value_event.start_mark
        return mapping

    def _may_add(self, mapping: Mapping, key: Any, event: Any) -> bool:
        if type(key) is not str:
            self._refuse(event.start_mark, "no-field-name")
        elif key == "<<":
            self._refuse(event.start_mark, "merge")
        elif key in mapping:
            self._refuse(event.start_mark, "field-twice", field=key, line=mapping.key_marks[key].line + 1)
        else:
            return True
        return False

    def _sequence(self, depth: int) -> Sequence:
        sequence = Sequence()
        while type(event := self._next()) is not SequenceEndEvent:
            sequence.append(self._node(event, depth + 1))
            sequence.marks.append(event.start_mark)
        return sequence

    def _refuse_properties(self, event: Any) -> None:
        self._refuse(event.start_mark, "tag" if event.anchor is None else "anchor")

    def _refuse(self, mark: Any, code: str, /, **values: object) -> None:
        self.problems.append(Problem(place_at(mark), yaml_words(code, **values)))
        if len(self.problems) == MAX_PROBLEMS:
            raise _EnoughError
