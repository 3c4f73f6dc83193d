"""What does not fit the schema, in words for someone who does not program."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from competence_app.catalogue.rules.domains import Competence, Domain, Part
from competence_app.catalogue.rules.misfits import Misfit, MisfitCode, Path
from competence_app.catalogue.rules.relations import Relation
from competence_app.catalogue.rules.resources import Reach, Resource
from competence_app.catalogue.rules.scale import Level, OffScale, Scale, Targets
from competence_app.catalogue.rules.schema import Content, Source

# The model that reads what stands under a field: no name means two things.
_MODELS: dict[str, type[BaseModel]] = {
    "source": Source,
    "scale": Scale,
    "levels": Level,
    "resources": Resource,
    "related": Relation,
    "for": Reach,
    "off_scale": OffScale,
    "targets": Targets,
    "domains": Domain,
    "competences": Competence,
    "parts": Part,
}
_EXAMPLES = {
    "code": "hand-hygiene",
    "version": '"2022"',
    "title": "Hand hygiene",
    "text": "An ability to …",
    "value": "1",
    "label": "With support",
}
_EXAMPLES_IN = {
    "domains": {"code": "knowledge", "title": "Knowledge"},
    "competences": {"code": "K1"},
    "parts": {"code": "K1a"},
    "off_scale": {"code": "no-opportunity", "label": "No opportunity yet"},
}
BULLETS = "•·◦▪‣●○■□➢✓\u2013\u2014"
_TIGHT_COLON = re.compile(r"(\w+):(?=[^\s/])")
_MAPS = {"roles": "ward-manager: 4", "means": "knowledge: …", "levels": "1: …"}
# None of their fields must be there.
_OPTIONAL = {"source": "title: …", "targets": "default: 3", "related": "code: K2", "for": "from: 1"}
_FORMS = {
    "published": "a year, a month or a day such as 2022, 2022-04 or 2022-04-30",
    "review_by": "a year, a month or a day such as 2022, 2022-04 or 2022-04-30",
    "url": "an address that begins with “https://” and holds no spaces",
    "language": "a language code such as en-GB",
}
MISFITS = {
    MisfitCode.NO_NUMBER: "this is not a whole number from 0 to {most}: write a number such as 3",
    MisfitCode.NO_WHOLE_NUMBER: "“{written:.40}” is not a whole number from 0 to {most}: write a number such as 3",
    MisfitCode.NO_VALIDITY: "this is no number of months: write a whole number from 1 to {most}, or “forever”",
    MisfitCode.NO_ADDRESS: "“{code}” cannot stand in an address: write a code with a letter or a digit in it",
    MisfitCode.NO_DATE: "there is no “{written}” in the calendar: write a date such as 2022-04",
    MisfitCode.NOT_RISING: "{upper} is not above {lower}: write the lowest level first, each with a higher number",
    MisfitCode.CODE_LIKE_A_LEVEL: "“{code}” looks like a level: use letters in this code",
    MisfitCode.CODE_OF_ANOTHER_ANSWER: "“{code}” is the code of another answer: give this one its own",
    MisfitCode.LABEL_OF_ANOTHER_ANSWER: "“{label}” is the label of another answer: give this one its own",
    MisfitCode.OFF_THE_SCALE: "{value} is no level of the scale: write one of {choice}",
    MisfitCode.UPSIDE_DOWN: "{highest} is below {lowest}: write the lower level first",
    MisfitCode.PART_WITHOUT_CODE: "a part that is rated needs a code that lasts: write “{{code: K4a, text: …}}”",
    MisfitCode.NO_PARTS_TO_RATE: "there are no parts to rate: list them under “parts”, or write “rate: whole”",
    MisfitCode.REPLACES_ITSELF: "“{code}” is this competence's own code: name only older ones",
    MisfitCode.REPLACES_TWICE: "“{code}” is here twice: name it once",
    MisfitCode.ONE_END: (
        "a relation leads to one thing: write the code of what is in this framework, or the title of what is elsewhere"
    ),
    MisfitCode.BELOW_A_SUB_DOMAIN: "a sub-domain holds no further domains: move them one step out",
    MisfitCode.EMPTY_DOMAIN: "this domain is empty: list at least one competence under “competences”",
    MisfitCode.PUBLISHED_AS_IT_IS: "version “{version}” is published already: write a new label",
    MisfitCode.PUBLISHED_OTHERWISE: (
        "version “{version}” is published already, with another content: write a new label"
    ),
    MisfitCode.DRAFT_ALREADY: "version “{version}” is a draft already: publish or discard it first",
    MisfitCode.NOT_IN_THE_FORMER: (
        "version “{former}”, which this one follows, has no “{code}”: write one of its codes, or remove this"
    ),
    MisfitCode.NO_FORMER: "there is no earlier version with a “{code}”: write one of its codes, or remove this",
    MisfitCode.NOTHING_NEW: (
        "“changes” is missing: write “changes: …”, what is new for those who know version “{former}”, which this one "
        "follows"
    ),
}
TEXT_PLACE = "Line {line}, column {column}"
_NOTHING: Mapping[MisfitCode, str] = MappingProxyType({})
_EXPLAINED = 1_000  # they come sorted by field; more than enough of them to show the first of the file
_SHOWN = 40  # characters of what was written
_OFFERED = 20  # codes of job roles
_CODE = "a code of up to 64 letters (A to Z), digits, “.”, “_” and “-”, without spaces"


class FormatNames(NamedTuple):
    """What people call a format."""

    full: str  # on links
    short: str  # in tables
    offered: str  # before its suffix: “an Excel workbook (.xlsx)”
    asked: str  # the same where there is less room: “a workbook (.xlsx)”


class Complaint(NamedTuple):
    """One thing that does not fit, with what to write instead; its code is pydantic's or a ``MisfitCode``."""

    path: Path
    code: str
    message: str


def explain(
    error: ValidationError, own: Mapping[MisfitCode, str] = _NOTHING, roles: Sequence[str] = ()
) -> Iterator[Complaint]:
    """Yield what does not fit; a format has its ``own`` words for what is written otherwise in it.

    ``roles`` are the codes of the job roles that there are.
    """
    for details in error.errors(include_url=False)[:_EXPLAINED]:
        if details["loc"][-1:] == ("[key]",) and details["type"] == "string_pattern_mismatch":
            yield Complaint(details["loc"], details["type"], _no_role(details["input"], roles))
        else:
            yield from _explain(details, own)


def misfit_in_words(misfit: Misfit, own: Mapping[MisfitCode, str] = _NOTHING) -> str:
    """Return what to write instead."""
    return own.get(misfit.code, MISFITS[misfit.code]).format(**misfit.values)


def any_of(values: Iterable[str]) -> str:
    """Return the values as a choice."""
    return " or ".join(values)


def _no_role(written: str, roles: Sequence[str]) -> str:
    known = f": {any_of(roles[:_OFFERED])}" if roles else ", such as ward-manager"
    return f"“{_shortened(written)}” is no code: write the job role's code{known}"


def _explain(error: ErrorDetails, own: Mapping[MisfitCode, str]) -> Iterator[Complaint]:
    path = error["loc"]
    if error["type"] == "value_error":
        for misfit in error["ctx"]["error"].misfits:
            yield Complaint(path + misfit.path, misfit.code, misfit_in_words(misfit, own))
    elif not _counted_only_good_entries(error):
        name = next(str(step) for step in reversed(("this", *path)) if isinstance(step, str) and step != "[key]")
        yield Complaint(path, error["type"], _MESSAGES[error["type"]](name, path, error))


def _counted_only_good_entries(error: ErrorDetails) -> bool:
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _missing(name: str, path: Path, _error: ErrorDetails) -> str:
    example = _EXAMPLES_IN.get(_parent(path), _EXAMPLES).get(name, _EXAMPLES.get(name))
    return (
        f"“{name}” is missing: add “{name}: {example}”"
        if example
        else f"“{name}” is missing: add “{name}:” and list its entries below"
    )


def _unknown(name: str, path: Path, _error: ErrorDetails) -> str:
    known = [info.alias or field for field, info in _MODELS.get(_parent(path), Content).model_fields.items()]
    if (tight := _TIGHT_COLON.match(name)) and tight[1] in known:
        return f"“{_shortened(name)}” is not a field here: put a space after the colon"
    if near := get_close_matches(name, known, n=1):
        return f"“{name}” is not a field here: write “{near[0]}”"
    return f"“{_shortened(name)}” is not a field here: remove it, or write one of {', '.join(known)}"


def _parent(path: Path) -> str:
    return next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")


def _choice(_name: str, _path: Path, error: ErrorDetails) -> str:
    choices = [
        choice for choice in error["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ") if choice
    ]
    written = error["input"]
    near = get_close_matches(written, choices, n=1) if isinstance(written, str) else []
    subject = f"“{written}”" if isinstance(written, str) else "this"
    return f"{subject} is not possible here: write " + (
        f"“{near[0]}”" if near else any_of(f"“{choice}”" for choice in choices)
    )


def _pattern(name: str, _path: Path, error: ErrorDetails) -> str:
    return f"“{_shortened(error['input'])}” does not fit: write {_FORMS.get(name, _CODE)}"


def _too_long(name: str, _path: Path, error: ErrorDetails) -> str:
    limit = error["ctx"]["max_length"]
    return f"“{name}” has {len(error['input'].strip()):,} characters: shorten it to at most {limit:,}"


def _empty(name: str, _path: Path, _error: ErrorDetails) -> str:
    return f"“{name}” is empty: write a text"


def _too_few(name: str, _path: Path, error: ErrorDetails) -> str:
    return f"“{name}” has too few entries: list at least {error['ctx']['min_length']}"


def _no_text(name: str, _path: Path, error: ErrorDetails) -> str:
    return f"“{name}” must be a text, not {_shape(error['input'])}: write it on one line, behind “{name}: ”"


def _no_list(name: str, _path: Path, error: ErrorDetails) -> str:
    if isinstance(error["input"], str) and (begun := error["input"][:1]) and begun in f"-{BULLETS}":
        return f"“{begun}” begins no entry of “{name}” like this: begin each with “- ”, a dash and a space"
    return f"“{name}” must be a list, not {_shape(error['input'])}: begin each entry on a line of its own with “- ”"


def _no_fields(name: str, path: Path, error: ErrorDetails) -> str:
    if isinstance(error["input"], str) and _TIGHT_COLON.match(error["input"]):
        return f"“{_shortened(error['input'])}” is no field with a value: put a space after the colon"
    what = f"an entry of “{name}”" if path and isinstance(path[-1], int) else f"“{name}”" if path else "a framework"
    return f"{what} must be made of fields, not {_shape(error['input'])}: write {_fields_of(name, error['type'])}"


def _fields_of(name: str, kind: str) -> str:
    if example := (_MAPS if kind == "dict_type" else _OPTIONAL).get(name):
        return f"for example “{example}”"
    fields = _MODELS.get(name, Content).model_fields
    return ", ".join(f"“{field}: …”" for field, info in fields.items() if info.is_required())


def _shape(value: Any) -> str:
    if isinstance(value, str):
        return f"the text “{_shortened(value)}”" if value.strip() else "empty"
    return "fields" if isinstance(value, dict) else "a list"


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


_MESSAGES: dict[str, Callable[[str, Path, ErrorDetails], str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _too_long,
    "string_too_short": _empty,
    "string_type": _no_text,
    "too_short": _too_few,
    "tuple_type": _no_list,
    "model_type": _no_fields,
    "dict_type": _no_fields,
}
