"""What a framework is made of: nodes, and what their values may be (codes, texts, dates, whole numbers)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Self, cast, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema

from competence_app.catalogue.rules.misfits import Misfit, MisfitCode, MisfitError

DomainKind = Literal["knowledge", "capability"]


class Node(BaseModel):
    """What knows its fields, refuses others and never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, serialize_by_alias=True)

    @classmethod
    def as_stored(cls, said: Mapping[str, Any]) -> Self:
        """Return what was right when it was stored, as ``model_dump`` gave it: no rule of a later day is asked."""
        kinds, defaults = _shape(cls)
        known = {name: _as_stored(kinds[name], value) for name, value in said.items() if name in kinds}
        return cast("Self", cls.model_construct(**defaults | known))


@cache
def _shape(node: type[Node]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a node's fields hold, and by default: all share that, since pydantic would copy it for each node."""
    fields = {field.alias or name: field for name, field in node.model_fields.items()}
    defaults = {name: field.default for name, field in fields.items() if not field.is_required()}
    return {name: field.annotation for name, field in fields.items()}, defaults


def _as_stored(kind: Any, value: Any) -> Any:
    if get_origin(kind) is tuple:
        return tuple(_as_stored(get_args(kind)[0], each) for each in value)
    if get_origin(kind) is dict and get_args(kind)[0] is WholeNumber:
        return {int(key): each for key, each in value.items()}  # JSON has only texts for keys
    return kind.as_stored(value) if isinstance(kind, type) and issubclass(kind, Node) else value


MAX_LEVEL = 999
MAX_TITLE = 500  # characters
MAX_TEXT = 5000  # characters
MAX_MONTHS = 600
FOREVER: Literal["forever"] = "forever"
_CODE = r"^[A-Za-z0-9._-]{1,64}$"
_CODE_IN_SCHEMA = r"^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$"  # pydantic's own patterns know no look-ahead
_OPTIONAL_CODE = r"^([A-Za-z0-9._-]{1,64})?$"
_DATE = r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"
_LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
# An editor takes 2022 without quotation marks for a number; here it is the text that was written.
_WRITTEN = {"type": ["string", "number"]}


def repeated(values: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield index and value of each that was there before."""
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield index, value
        seen.add(value)


def _whole_number(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch("0|[1-9][0-9]{0,2}", value):
        value = int(value)
    if isinstance(value, int) and 0 <= value <= MAX_LEVEL:
        return value
    code = MisfitCode.NO_WHOLE_NUMBER if isinstance(value, str | int) else MisfitCode.NO_NUMBER
    raise MisfitError([Misfit((), code, {"written": str(value), "most": MAX_LEVEL})])


def _whole_number_or_none(value: Any) -> int | None:
    return None if value is None else _whole_number(value)


def _validity(value: Any) -> int | str | None:
    if value is None:
        return None
    if value == FOREVER:
        return FOREVER
    months = int(value) if isinstance(value, str) and re.fullmatch("[1-9][0-9]{0,2}", value) else value
    if isinstance(months, int) and 1 <= months <= MAX_MONTHS:
        return months
    raise MisfitError([Misfit((), MisfitCode.NO_VALIDITY, {"most": MAX_MONTHS})])


def _calendar_date(value: str) -> str:
    try:
        date.fromisoformat(value + "2000-01-01"[len(value) :])
    except ValueError:
        raise MisfitError([Misfit((), MisfitCode.NO_DATE, {"written": value})]) from None
    return value


def _no_folder(code: str) -> str:
    if code in {".", ".."}:
        raise MisfitError([Misfit((), MisfitCode.NO_ADDRESS, {"code": code})])
    return code


Code = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=_CODE),
    AfterValidator(_no_folder),
    WithJsonSchema({**_WRITTEN, "pattern": _CODE_IN_SCHEMA}),
]
OptionalCode = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=_OPTIONAL_CODE),
    WithJsonSchema({**_WRITTEN, "pattern": _OPTIONAL_CODE}),
]
Date = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=_DATE),
    AfterValidator(_calendar_date),
    WithJsonSchema({**_WRITTEN, "pattern": _DATE}),
]
Label = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=64),
    WithJsonSchema({**_WRITTEN, "minLength": 1, "maxLength": 64}),
]
Language = Annotated[str, StringConstraints(strip_whitespace=True, max_length=35, pattern=_LANGUAGE)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TITLE)]
OptionalTitle = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_TITLE)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]
OptionalText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_TEXT)]
OptionalLabel = Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)]
Https = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=r"^https://[^\s/]\S*$")]
Url = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=r"^(https?://\S+)?$")]
WholeNumber = Annotated[
    int,
    BeforeValidator(_whole_number, json_schema_input_type=int),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MAX_LEVEL}),
]
OptionalWholeNumber = Annotated[int | None, BeforeValidator(_whole_number_or_none, json_schema_input_type=WholeNumber)]
Validity = Annotated[
    int | Literal["forever"] | None,
    BeforeValidator(_validity),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1, "maximum": MAX_MONTHS}, {"const": FOREVER}]}),
]
"""For how many months a rating holds."""
