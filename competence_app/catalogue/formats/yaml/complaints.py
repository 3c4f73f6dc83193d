"""What libyaml complains of, by our codes. It has none itself: its complaints are told apart by its own English."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from yaml.reader import ReaderError

from competence_app.catalogue.formats.problems import Problem, TextPlace
from competence_app.catalogue.formats.wording import BULLETS
from competence_app.catalogue.formats.yaml.wording import yaml_words


class _Meaning(NamedTuple):
    """What a complaint that contains ``needle`` is about; ``at_start``: point at where the trouble began."""

    needle: str
    code: str
    at_start: bool = False
    character: str = ""  # that a text began with


_TABLE = (
    _Meaning("mapping values are not allowed", "colon"),
    _Meaning("block sequence entries", "entry"),
    _Meaning("mapping keys are not allowed", "question-mark"),
    _Meaning("quoted scalar: found unexpected", "unclosed", at_start=True),
    _Meaning("quoted scalar", "backslash"),
    _Meaning("tab character", "tab"),
    _Meaning("block scalar", "block", at_start=True),
    _Meaning("expected ',' or ']'", "list"),
    _Meaning("expected ',' or '}'", "fields"),
    _Meaning("could not find expected ':'", "no-field", at_start=True),
    _Meaning("expected '-' indicator", "no-entry"),
    _Meaning("did not find expected key", "column"),
    _Meaning("node content", "no-value"),
    _Meaning("anchor", "start", at_start=True, character="&"),
    _Meaning("alias", "start", at_start=True, character="*"),
    _Meaning("tag", "start", at_start=True, character="!"),
    _Meaning("incompatible YAML document", "other-yaml"),
    _Meaning("directive", "directive", at_start=True),
)

# Of these, the cause may be in the line or the one above: what was meant for an entry or a field was none.
_FOLLOWING = {"colon", "no-field", "no-entry", "column", "entry"}
_CAUSES = {
    "bullet": re.compile(f"[ ]*(?:- )?([{BULLETS}])"),
    "dash": re.compile(r"[ ]*(-)[^\s-]"),
    "tight-colon": re.compile(r"[ ]*(?:- )?[A-Za-z][\w.-]*(:)[^\s/]"),
}


def in_plain_words(error: yaml.YAMLError, data: bytes) -> Problem:
    """Return what to write instead, and where; ``data`` is what was read, in UTF-8."""
    if isinstance(error, ReaderError):
        message = yaml_words("unkept-character", character=error.character)
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
    if "cannot start any token" in complaint:
        return Problem(place_at(mark), _wrong_start(mark, data))
    meant = next((meaning for meaning in _TABLE if meaning.needle in complaint), None)
    if not meant:
        return Problem(place_at(mark), yaml_words("no-yaml", complaint=error.problem))
    if meant.code in _FOLLOWING and (cause := next(_causes(data, mark.line), None)):
        return cause
    message = yaml_words(meant.code, line=start.line + 1 if start else 0, character=meant.character)
    return Problem(place_at(start if meant.at_start and start else mark), message)


def _causes(data: bytes, line: int) -> Iterator[Problem]:
    """Yield what is wrong in the line (counted from 0) or the nearest above it that is not empty."""
    lines = data.decode().removeprefix("\ufeff").split("\n")[: line + 1]
    written = [(number, text) for number, text in enumerate(lines, start=1) if text.strip()]
    for number, text in written[-2:]:
        for code, pattern in _CAUSES.items():
            if found := pattern.match(text):
                yield Problem(TextPlace(number, found.start(1) + 1), yaml_words(code, character=found[1]))


def _wrong_start(mark: Any, data: bytes) -> str:
    character = data.decode().removeprefix("\ufeff")[mark.index : mark.index + 1]
    return yaml_words("tab") if character == "\t" else yaml_words("start", character=character)
