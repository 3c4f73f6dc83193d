"""What libyaml complains of, in words for someone who has never seen YAML."""

from typing import NamedTuple

import yaml
from yaml.reader import ReaderError

_QUOTE = "put the whole text between quotation marks"


class _Words(NamedTuple):
    """What to say when libyaml's complaint contains ``needle``; ``at_start``: point at where the trouble began."""

    needle: str
    message: str
    at_start: bool = False


_TABLE = (
    _Words("mapping values are not allowed", f"this colon is out of place: {_QUOTE} if it holds a colon and a space, or begin the line in the same column as its neighbours"),
    _Words("block sequence entries", f"a “- ” is out of place here: begin each entry of a list on a line of its own, or {_QUOTE}"),
    _Words("mapping keys are not allowed", f"a text cannot begin with “? ”: {_QUOTE}"),
    _Words("quoted scalar: found unexpected", "the quotation mark that opens here is never closed: add the closing one", at_start=True),
    _Words("quoted scalar", "a backslash has a meaning of its own between double quotation marks: write two of them, or use 'single' ones"),
    _Words("tab character", "a tab stands where the indentation is: indent with spaces"),
    _Words("block scalar", "after “|” or “>” nothing more may stand on the line: begin the text on the next line, indented", at_start=True),
    _Words("expected ',' or ']'", "a comma or “]” is missing before this place: end the list with “]”, and put texts that hold commas or brackets between quotation marks"),
    _Words("expected ',' or '}'", "a comma or “}” is missing before this place: end the fields with “}”, and put texts that hold commas or brackets between quotation marks"),
    _Words("could not find expected ':'", "this line is no “field: value”: add the colon and a space, or indent the line if it continues the text above", at_start=True),
    _Words("expected '-' indicator", "this does not line up with the list above: begin it with “- ” in the same column, or indent it"),
    _Words("did not find expected key", f"this does not line up with the lines above: begin each field in the same column, or {_QUOTE}"),
    _Words("node content", f"a value is missing, or a bracket or comma is out of place: {_QUOTE} if it begins with one"),
    _Words("anchor", f"a text cannot begin with “&”: {_QUOTE}", at_start=True),
    _Words("alias", f"a text cannot begin with “*”: {_QUOTE}", at_start=True),
    _Words("tag", f"a text cannot begin with “!”: {_QUOTE}", at_start=True),
    _Words("directive", "a line cannot begin with “%”: remove the line", at_start=True),
)  # fmt: skip


def in_plain_words(error: yaml.YAMLError, data: bytes) -> tuple[int, int, str]:
    """Return line and column, both from 1, and what to write instead; ``data`` is what was read, in UTF-8."""
    if isinstance(error, ReaderError):
        before = data[: error.position].decode()
        message = f"the character U+{error.character:04X} is a control character: delete it"
        return before.count("\n") + 1, len(before) - before.rfind("\n"), message
    assert isinstance(error, yaml.MarkedYAMLError)  # noqa: S101 - libyaml raises no other
    mark, message = _explain(error, data)
    return mark.line + 1, mark.column + 1, message


def _explain(error: yaml.MarkedYAMLError, data: bytes) -> tuple[yaml.Mark, str]:
    if "cannot start any token" in error.problem:
        return error.problem_mark, _wrong_start(error.problem_mark, data)
    complaint = f"{error.context}: {error.problem}"
    for needle, message, at_start in _TABLE:
        if needle in complaint:
            return (error.context_mark if at_start and error.context_mark else error.problem_mark), message
    return error.problem_mark, f"this is not YAML ({error.problem}): {_QUOTE} if it holds special characters"


def _wrong_start(mark: yaml.Mark, data: bytes) -> str:
    character = data.decode().removeprefix("\ufeff")[mark.index : mark.index + 1]
    if character == "\t":
        return "a tab stands where the indentation is: indent with spaces"
    return f"a text cannot begin with “{character}”: {_QUOTE}"
