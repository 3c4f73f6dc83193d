"""The shape of a framework version: what its YAML may say, and what the rest of the code reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from competence_app.catalogue.rules.fields import (
    Code,
    Date,
    Label,
    Language,
    MisfitError,
    OptionalText,
    OptionalTitle,
    OptionalWholeNumber,
    Path,
    Text,
    Title,
    Url,
    WholeNumber,
    refuse_misfits,
    repeated,
)

DomainKind = Literal["knowledge", "capability"]


class _Node(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Source(_Node):
    """Where the text comes from."""

    title: OptionalTitle = ""
    publisher: OptionalTitle = ""
    url: Url = ""
    published: Date = ""
    """A year, a month or a day: 2022, 2022-04 or 2022-04-30."""
    review_by: Date = ""
    """When the publisher means to look at it again."""

    def is_past_review(self, today: date) -> bool:
        """Tell whether the text should have been reviewed by now; a year or a month counts until it is over."""
        return "" < self.review_by < today.isoformat()[: len(self.review_by)]


class Level(_Node):
    """One step of the ordered scale."""

    value: WholeNumber
    label: Title
    means: dict[DomainKind, Text] = {}
    """What the level means: one text, or one for each kind of domain."""

    @field_validator("means", mode="before", json_schema_input_type=Text | dict[DomainKind, Text])
    @classmethod
    def _for_each_kind(cls, means: Any) -> Any:
        return {"knowledge": means, "capability": means} if isinstance(means, str) else means


class OffScale(_Node):
    """One answer that is no level."""

    code: Code
    label: Title
    reason: Literal["required", "optional", "none"] = "optional"
    counts: Literal["excluded", "development-need"] = "excluded"


class Scale(_Node):
    """The levels, lowest first, and the answers beside them."""

    levels: Annotated[tuple[Level, ...], Field(min_length=2)]
    off_scale: tuple[OffScale, ...] = ()

    @model_validator(mode="after")
    def _can_be_told_apart(self) -> Self:
        refuse_misfits(chain(self._not_rising(), self._codes_like_others(), self._labels_like_others()))
        return self

    def _not_rising(self) -> Iterator[tuple[Path, str]]:
        for index, (lower, upper) in enumerate(pairwise(self.levels), start=1):
            if upper.value <= lower.value:
                message = (
                    f"{upper.value} is not above {lower.value}: write the lowest level first, each with a higher number"
                )
                yield ("levels", index, "value"), message

    def _codes_like_others(self) -> Iterator[tuple[Path, str]]:
        for index, answer in enumerate(self.off_scale):
            if not any(character.isalpha() for character in answer.code):
                yield ("off_scale", index, "code"), f"“{answer.code}” looks like a level: use letters in this code"
        for index, code in repeated(answer.code for answer in self.off_scale):
            yield ("off_scale", index, "code"), f"“{code}” is the code of another answer: give this one its own"

    def _labels_like_others(self) -> Iterator[tuple[Path, str]]:
        places: list[tuple[str, int]] = [("levels", index) for index in range(len(self.levels))]
        places += [("off_scale", index) for index in range(len(self.off_scale))]
        labels = [level.label for level in self.levels] + [answer.label for answer in self.off_scale]
        for index, _ in repeated(label.casefold() for label in labels):
            yield (*places[index], "label"), f"“{labels[index]}” is the label of another answer: give this one its own"


class Targets(_Node):
    """The level expected of each job role."""

    default: OptionalWholeNumber = None
    roles: dict[Code, WholeNumber] = {}

    def level_for(self, role: str | None) -> int | None:
        """Return the level expected of the job role with this code; ``None`` where nothing is expected."""
        return self.roles.get(role or "", self.default)


class Part(_Node):
    """One sub-item of a competence."""

    code: Code
    text: Text


class _WrittenPart(_Node):
    """One sub-item of a competence, as it may be written."""

    model_config = ConfigDict(title="Part")

    code: Code = ""
    text: Text


class Competence(_Node):
    """One statement that a practitioner rates, whole or by its parts."""

    code: Code
    """It lasts across versions: the same statement keeps its code."""
    text: Text
    rate: Literal["whole", "parts"] = "whole"
    """Whether the statement is rated, or each of its parts."""
    parts: tuple[Part, ...] = ()
    replaces: tuple[Code, ...] = ()
    """Codes of the former version that this one stands for."""
    change: Literal["", "editorial"] = ""
    """Whether new words mean what the old ones meant."""

    @field_validator("parts", mode="before", json_schema_input_type=tuple[Text | _WrittenPart, ...])
    @classmethod
    def _numbered(cls, parts: Any, info: ValidationInfo) -> Any:
        if not isinstance(parts, list | tuple):
            return parts
        if info.data.get("rate") == "parts":
            refuse_misfits(_without_code(parts))
        code = info.data.get("code", "part")
        return [_with_code(part, f"{code}.{number}") for number, part in enumerate(parts, start=1)]

    @field_validator("replaces")
    @classmethod
    def _of_others(cls, replaces: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        refuse_misfits(_wrongly_replaced(replaces, info.data.get("code")))
        return replaces

    @model_validator(mode="after")
    def _can_be_rated(self) -> Self:
        if self.rate == "parts" and not self.parts:
            raise MisfitError(
                [(("rate",), "there are no parts to rate: list them under “parts”, or write “rate: whole”")]
            )
        return self


def _wrongly_replaced(replaces: tuple[str, ...], own: str | None) -> Iterator[tuple[Path, str]]:
    for index, code in enumerate(replaces):
        if code == own:
            yield (index,), f"“{code}” is this competence's own code: name only older ones"
    for index, code in repeated(replaces):
        yield (index,), f"“{code}” is here twice: name it once"


def _without_code(parts: Any) -> Iterator[tuple[Path, str]]:
    for index, part in enumerate(parts):
        if isinstance(part, str) or (isinstance(part, dict) and "code" not in part):
            yield (index,), "a part that is rated needs a code that lasts: write “{code: K4a, text: …}”"


def _with_code(part: Any, code: str) -> Any:
    if isinstance(part, str):
        return {"code": code, "text": part}
    return {"code": code, **part} if isinstance(part, dict) else part


class Domain(_Node):
    """One heading with its competences and sub-domains."""

    code: Code
    title: Title
    kind: DomainKind = "capability"
    """A sub-domain is of its domain's kind unless it says otherwise."""
    competences: tuple[Competence, ...] = ()
    domains: tuple["Domain", ...] = ()
    """Sub-domains: one level of them, no more."""

    @field_validator("domains", mode="before")
    @classmethod
    def _of_the_same_kind(cls, domains: Any, info: ValidationInfo) -> Any:
        if not isinstance(domains, list | tuple) or "kind" not in info.data:
            return domains
        return [{"kind": info.data["kind"], **domain} if isinstance(domain, dict) else domain for domain in domains]

    @model_validator(mode="after")
    def _holds_competences(self) -> Self:
        message = "a sub-domain holds no further domains: move them one step out"
        refuse_misfits(
            (("domains", index, "domains"), message) for index, domain in enumerate(self.domains) if domain.domains
        )
        if not self.competences and not self.domains:
            raise MisfitError([((), "this domain is empty: list at least one competence under “competences”")])
        return self


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing to rate: a competence, or a part of a competence that is rated by its parts."""

    code: str
    text: str
    stem: str  # the competence's text above a rated part, else empty
    prompts: tuple[str, ...]  # the parts of a competence rated as a whole
    kind: DomainKind
    domain: str  # code of the top domain
    heading: str  # title of the sub-domain, else empty
    competence: str  # code of the competence: of a rated part, the one it belongs to
    replaces: tuple[str, ...] = ()
    change: Literal["", "editorial"] = ""

    @property
    def in_full(self) -> str:
        """Its words with its stem and its prompts, a line each."""
        return "\n".join(filter(None, (self.stem, self.text, *self.prompts)))


class Content(_Node):
    """One version of a framework, whole."""

    model_config = ConfigDict(title="Framework")  # what it is to whoever writes the file

    code: Code
    """The framework's lasting name, the same in all its versions: therapeutic-relationship."""
    version: Label
    title: Title
    introduction: OptionalText = ""
    source: Source = Source()
    language: Language = "en-GB"
    """Such as en-GB or de."""
    scale: Scale
    targets: Targets = Targets()
    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]

    @field_validator("targets")
    @classmethod
    def _on_the_scale(cls, targets: Targets, info: ValidationInfo) -> Targets:
        if scale := info.data.get("scale"):
            refuse_misfits(_off_the_scale(targets, [level.value for level in scale.levels]))
        return targets

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Everything there is to rate, in the order of the text."""
        return tuple(
            statement
            for domain in self.domains
            for holder in (domain, *domain.domains)
            for competence in holder.competences
            for statement in _statements(competence, holder, domain)
        )


def _off_the_scale(targets: Targets, values: list[int]) -> Iterator[tuple[Path, str]]:
    choice = ", ".join(map(str, values))
    wanted: list[tuple[Path, int | None]] = [(("roles", role), value) for role, value in targets.roles.items()]
    for path, value in [(("default",), targets.default), *wanted]:
        if value is not None and value not in values:
            yield path, f"{value} is no level of the scale: write one of {choice}"


def _statements(competence: Competence, holder: Domain, top: Domain) -> Iterator[Statement]:
    heading = "" if holder is top else holder.title
    tail = (holder.kind, top.code, heading, competence.code, competence.replaces, competence.change)
    if competence.rate == "parts":
        for part in competence.parts:
            yield Statement(part.code, part.text, competence.text, (), *tail)
    else:
        yield Statement(competence.code, competence.text, "", tuple(part.text for part in competence.parts), *tail)
