"""The boxes in which one node of a framework is written: which there are, its schema says.

A box is named by its path below the node (``parts/0/text``), so that what is wrong finds its box. A new field of the
schema gets its box by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from competence_app.catalogue.rules.fields import Node
from competence_app.catalogue.rules.misfits import Path

Said = Any  # plain values: what of a node stands at some path of it


class BoxKind(StrEnum):
    """What one writes into a box."""

    LINE = "line"
    TITLE = "title"  # up to two lines
    TEXT = "text"
    CHOICE = "choice"
    LEVEL = "level"  # one of the scale's
    NUMBER = "number"


class Box(NamedTuple):
    """One box: its path below the node, what stands in it and, in the schema's words, what its field is for."""

    path: Path
    kind: BoxKind
    value: str
    most: int | None = None  # characters
    choices: tuple[str, ...] = ()
    about: str = ""

    @property
    def name(self) -> str:
        """What it is called in a form."""
        return "/".join(map(str, self.path))


class BoxChoices(NamedTuple):
    """What the boxes of a node depend on: the levels that can be chosen, and the keys of what is said for each.

    ``keys`` are by the name of the field: of ``levels`` the levels' values, of ``roles`` the codes of job roles.
    """

    levels: tuple[str, ...]
    keys: Mapping[str, Sequence[str]]


_TITLE, _LINE = 500, 64  # characters up to which a text is one
_LONGEST_INDEX = 4  # digits


def boxes(kind: type[Node], said: Said, beside: BoxChoices, *, held: frozenset[str] = frozenset()) -> list[Box]:
    """Return the boxes of a node that says this so far, with an empty one at the end of each list."""
    shape = _resolved(_schema(kind), kind)
    about = {field: below.get("description", "") for field, below in shape["properties"].items()}
    found = _boxes(shape, kind, said, (), beside, held)
    return [box._replace(about=about[str(box.path[0])]) for box in found]


def _boxes(
    shape: Mapping[str, Any], kind: type[Node], said: Said, path: Path, beside: BoxChoices, held: frozenset[str]
) -> Iterator[Box]:
    for key, below in _below(shape, kind, path, beside, len(said or ())):
        if key not in held or path:
            yield from _box(below, kind, _at(said, key), (*path, key), beside)


def _box(shape: Mapping[str, Any], kind: type[Node], said: Said, path: Path, beside: BoxChoices) -> Iterator[Box]:
    if _is_leaf(shape):
        yield _leaf(shape, said, path, beside)
    else:
        yield from _boxes(shape, kind, said, path, beside, frozenset())


def _at(said: Said, key: str | int) -> Said:
    if isinstance(said, dict):
        return said.get(key)
    return said[key] if said and isinstance(key, int) and key < len(said) else None


def _below(
    shape: Mapping[str, Any], kind: type[Node], path: Path, beside: BoxChoices, entries: int
) -> Iterator[tuple[str | int, Mapping[str, Any]]]:
    """Yield what stands below: of a node its fields, of a list its entries and one more, of a map what has a key."""
    if "properties" in shape:
        yield from ((name, _resolved(below, kind)) for name, below in shape["properties"].items())
    elif shape["type"] == "array":
        yield from ((index, _resolved(shape["items"], kind)) for index in range(entries + 1))
    else:
        below = shape.get("additionalProperties") or next(iter(shape["patternProperties"].values()))
        yield from ((key, below) for key in beside.keys[str(path[-1])])


def _is_leaf(shape: Mapping[str, Any]) -> bool:
    return shape.get("type") not in ("object", "array")


def _leaf(shape: Mapping[str, Any], said: Said, path: Path, beside: BoxChoices) -> Box:
    kind, most = _kind(shape, beside), shape.get("maxLength")
    choices = beside.levels if kind is BoxKind.LEVEL else tuple(shape.get("enum", ()))
    value = shape.get("default") if said is None else said
    return Box(path, kind, "" if value is None else str(value), most, choices)


def _kind(shape: Mapping[str, Any], beside: BoxChoices) -> BoxKind:
    if "enum" in shape:
        return BoxKind.CHOICE
    if _is_level(shape):
        return BoxKind.LEVEL if beside.levels else BoxKind.NUMBER
    length = shape.get("maxLength", _LINE if shape.get("type") != "string" else _TITLE)
    return (
        BoxKind.LINE if length <= _LINE or "pattern" in shape else BoxKind.TITLE if length <= _TITLE else BoxKind.TEXT
    )


def _is_level(shape: Mapping[str, Any]) -> bool:
    """Tell whether it is a whole number that nothing else may stand for: what is no level is months, or ``forever``."""
    kinds = [each.get("type") for each in shape.get("anyOf", [shape])]
    return "integer" in kinds and all(kind in ("integer", "null") for kind in kinds)


def written_in_boxes(
    kind: type[Node], posted: Mapping[str, str], beside: BoxChoices, *, held: frozenset[str] = frozenset()
) -> Any:
    """Return what somebody wrote into the boxes of a node, as its file would say it: what is left empty is not said."""
    return _sent(_resolved(_schema(kind), kind), kind, posted, (), beside, held) or {}


def _sent(
    shape: Mapping[str, Any],
    kind: type[Node],
    posted: Mapping[str, str],
    path: Path,
    beside: BoxChoices,
    held: frozenset[str] = frozenset(),
) -> Any:
    if _is_leaf(shape):
        return _written(posted.get("/".join(map(str, path)), ""), shape)
    if shape["type"] == "array":
        below = _resolved(shape["items"], kind)
        entries = [_sent(below, kind, posted, (*path, index), beside) for index in _indices(posted, path)]
        return [entry for entry in entries if not _is_blank(entry, below, kind)]
    said = {
        key: _sent(below, kind, posted, (*path, key), beside)
        for key, below in _below(shape, kind, path, beside, 0)
        if key not in held or path
    }
    is_map = "properties" not in shape
    return {key: value for key, value in said.items() if value is not None and not (is_map and value == "")}


def _written(text: str, shape: Mapping[str, Any]) -> str | None:
    """Return a text, empty where it is; None for anything else that is left empty, which is then as by default."""
    text = text.replace("\r\n", "\n")
    is_text = shape.get("type") == "string" and "enum" not in shape
    return text if is_text or text.strip() else None


def _is_blank(entry: Any, shape: Mapping[str, Any], kind: type[Node]) -> bool:
    """Tell whether nobody wrote anything: what was chosen for them beforehand is nobody's words."""
    if isinstance(entry, dict):
        fields = shape.get("properties", {})
        return all(_is_blank(value, _resolved(fields.get(name, {}), kind), kind) for name, value in entry.items())
    return "enum" in shape or not str(entry or "").strip()


def _indices(posted: Mapping[str, str], path: Path) -> list[int]:
    begin = "/".join(map(str, path)) + "/"
    found = {name[len(begin) :].split("/")[0] for name in posted if name.startswith(begin)}
    return sorted(
        int(index) for index in found if index.isdecimal() and index.isascii() and len(index) <= _LONGEST_INDEX
    )


@cache
def _schema(kind: type[Node]) -> Mapping[str, Any]:
    """Return what a node is made of, as it is kept: no short ways to write it."""
    return kind.model_json_schema(mode="serialization")


def _resolved(shape: Mapping[str, Any], kind: type[Node]) -> Mapping[str, Any]:
    """Return what a reference leads to, with what is said of it where it stands."""
    if "$ref" in shape:
        named: Mapping[str, Any] = _schema(kind)["$defs"][shape["$ref"].rpartition("/")[2]]
        return {**named, "description": shape.get("description", "")}
    return shape
