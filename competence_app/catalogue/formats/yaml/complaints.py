"""What libyaml complains of, in words for someone who has never seen YAML."""

from typing import Any, NamedTuple

import yaml
from yaml.reader import ReaderError

from competence_app.catalogue.formats.problems import Problem, TextPlace

_QUOTE = "put the whole text between quotation marks"
_LINE = "@line"
_TAB = "a tab stands where the indentation is: indent with spaces"


class _Words(NamedTuple):
    """What to say when libyaml's complaint contains ``needle``; ``at_start``: point at where the trouble began."""

    needle: str
    message: str
    at_start: bool = False


_TABLE = (
    _Words(
        "mapping values are not allowed",
        f"this colon is out of place: {_QUOTE}, or begin the line in the same column as its neighbours",
    ),
    _Words("block sequence entries", f"this “- ” is out of place: begin each entry on a line of its own, or {_QUOTE}"),
    _Words("mapping keys are not allowed", f"a text cannot begin with “? ”: {_QUOTE}"),
    _Words(
        "quoted scalar: found unexpected",
        "the quotation mark that opens here is never closed: add the closing one",
        at_start=True,
    ),
    _Words("quoted scalar", "between double quotation marks a backslash is special: write it twice"),
    _Words("tab character", _TAB),
    _Words(
        "block scalar", "after “|” or “>” the line must end: begin the text on the next line, indented", at_start=True
    ),
    _Words(
        "expected ',' or ']'",
        f"a comma or “]” is missing before this, in the list that opens at line {_LINE}: add it, or {_QUOTE}",
    ),
    _Words(
        "expected ',' or '}'",
        f"a comma or “}}” is missing before this, in the fields that open at line {_LINE}: add it, or {_QUOTE}",
    ),
    _Words(
        "could not find expected ':'",
        "this is no “field: value”: add the colon and a space, or indent the line if it continues the text above",
        at_start=True,
    ),
    _Words("expected '-' indicator", "this does not line up with the list above: begin it with “- ” below its “- ”"),
    _Words(
        "did not find expected key",
        f"this does not line up: begin it in its neighbours' column, or {_QUOTE}",
    ),
    _Words("node content", f"a value is missing, or a bracket or comma is out of place: {_QUOTE}"),
    _Words("anchor", f"a text cannot begin with “&”: {_QUOTE}", at_start=True),
    _Words("alias", f"a text cannot begin with “*”: {_QUOTE}", at_start=True),
    _Words("tag", f"a text cannot begin with “!”: {_QUOTE}", at_start=True),
    _Words("incompatible YAML document", "this begins another version of YAML: remove the line"),
    _Words("directive", "a line cannot begin with “%”: remove it", at_start=True),
)


def in_plain_words(error: yaml.YAMLError, data: bytes) -> Problem:
    """Return what to write instead, and where; ``data`` is what was read, in UTF-8."""
    if isinstance(error, ReaderError):
        message = f"the character U+{error.character:04X} cannot be kept: delete it"
        return Problem(place_behind(data[: error.position]), message)
    return _explain(error, data)


def place_at(mark: Any) -> TextPlace:
    """Return the place of one of libyaml's marks."""
    return TextPlace(mark.line + 1, mark.column + 1)


def place_behind(data: bytes) -> TextPlace:
    """Return the place that follows on so much of a text."""
    before = data.decode()
    return TextPlace(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _explain(error: Any, data: bytes) -> Problem:
    mark, start = error.problem_mark, error.context_mark
    complaint = f"{error.context}: {error.problem}"
    message = f"this is not YAML ({error.problem}): write lines such as “field: value”"
    if "cannot start any token" in complaint:
        message = _wrong_start(mark, data)
    elif words := next((words for words in _TABLE if words.needle in complaint), None):
        message = words.message.replace(_LINE, str(start.line + 1)) if start else words.message
        mark = start if words.at_start and start else mark
    return Problem(place_at(mark), message)


def _wrong_start(mark: Any, data: bytes) -> str:
    character = data.decode().removeprefix("\ufeff")[mark.index : mark.index + 1]
    if character == "\t":
        return _TAB
    return f"a text cannot begin with “{character}”: {_QUOTE}"
