"""The domains of a framework, their competences with parts, and the statements that these are rated by."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import ConfigDict, ValidationInfo, field_validator, model_validator

from competence_app.catalogue.rules.fields import (
    Code,
    DomainKind,
    Label,
    Node,
    OptionalText,
    OptionalTitle,
    Text,
    Title,
    Validity,
    WholeNumber,
    repeated,
)
from competence_app.catalogue.rules.misfits import Misfit, MisfitCode, MisfitError, Path, refuse_misfits
from competence_app.catalogue.rules.relations import Relation
from competence_app.catalogue.rules.resources import Resource
from competence_app.catalogue.rules.scale import Targets
from competence_app.catalogue.rules.words import first_words, is_said_alike


class Part(Node):
    """One sub-item of a competence."""

    code: Code
    text: Text


class _WrittenPart(Node):
    """One sub-item of a competence, as it may be written."""

    model_config = ConfigDict(title="Part")

    code: Code = ""
    text: Text


class Competence(Node):
    """One statement that a practitioner rates, whole or by its parts."""

    code: Code
    """It lasts across versions: the same statement keeps its code."""
    title: OptionalTitle = ""
    """A short name; what is rated is the text."""
    text: Text
    guidance: OptionalText = ""
    """What helps to understand the text."""
    examples: tuple[Text, ...] = ()
    levels: dict[WholeNumber, Text] = {}
    """What levels of the scale look like for this competence, by their values."""
    rate: Literal["whole", "parts"] = "whole"
    """Whether the statement is rated, or each of its parts."""
    parts: tuple[Part, ...] = ()
    replaces: tuple[Code, ...] = ()
    """Codes of the former version that this one stands for."""
    change: Literal["", "editorial"] = ""
    """Whether new words mean what the old ones meant."""
    targets: Targets = Targets()
    """Over those of its domain and of the framework."""
    resources: tuple[Resource, ...] = ()
    """What helps to get further."""
    related: tuple[Relation, ...] = ()
    """What it has to do with others, here and elsewhere."""
    valid_for: Validity = None
    """For how many months a rating holds, or forever."""
    tags: tuple[Label, ...] = ()

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

    @property
    def says_more(self) -> bool:
        """Whether anything is said of it beside what it is called and how it is rated."""
        limits = self.targets.default is not None or self.targets.roles or self.valid_for
        more = self.guidance, self.examples, self.levels, self.resources, self.related, self.tags
        return bool(limits or any(more))

    @model_validator(mode="after")
    def _can_be_rated(self) -> Self:
        if self.rate == "parts" and not self.parts:
            raise MisfitError([Misfit(("rate",), MisfitCode.NO_PARTS_TO_RATE)])
        return self


def _wrongly_replaced(replaces: tuple[str, ...], own: str | None) -> Iterator[Misfit]:
    for index, code in enumerate(replaces):
        if code == own:
            yield Misfit((index,), MisfitCode.REPLACES_ITSELF, {"code": code})
    for index, code in repeated(replaces):
        yield Misfit((index,), MisfitCode.REPLACES_TWICE, {"code": code})


def _without_code(parts: Any) -> Iterator[Misfit]:
    for index, part in enumerate(parts):
        if isinstance(part, str) or (isinstance(part, dict) and "code" not in part):
            yield Misfit((index,), MisfitCode.PART_WITHOUT_CODE)


def _with_code(part: Any, code: str) -> Any:
    if isinstance(part, str):
        return {"code": code, "text": part}
    return {"code": code, **part} if isinstance(part, dict) else part


class Domain(Node):
    """One heading with its competences and sub-domains."""

    code: Code
    title: Title
    kind: DomainKind = "capability"
    """A sub-domain is of its domain's kind unless it says otherwise."""
    guidance: OptionalText = ""
    """What helps to understand its competences."""
    targets: Targets = Targets()
    """Over those of the domain above it and of the framework."""
    valid_for: Validity = None
    """For how many months ratings of its competences hold, or forever."""
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
        refuse_misfits(
            Misfit(("domains", index, "domains"), MisfitCode.BELOW_A_SUB_DOMAIN)
            for index, domain in enumerate(self.domains)
            if domain.domains
        )
        if not self.competences and not self.domains:
            raise MisfitError([Misfit((), MisfitCode.EMPTY_DOMAIN)])
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
    language: str  # of its words
    replaces: tuple[str, ...] = ()
    change: Literal["", "editorial"] = ""
    title: str = ""  # short name of the competence
    guidance: str = ""
    examples: tuple[str, ...] = ()
    levels: tuple[tuple[int, str], ...] = ()  # what levels of the scale look like here, by their values
    about: str = ""  # guidance on what stands under the heading

    @property
    def name(self) -> str:
        """What it is called where there is little room: the competence's short name, unless that has several."""
        return self.text if self.stem or not self.title else self.title

    @property
    def in_full(self) -> str:
        """Its words with its stem and its prompts, a line each."""
        return "\n".join(filter(None, (self.stem, self.text, *self.prompts)))

    @property
    def in_short(self) -> str:
        """Its short name, or the words that it begins with, its prompts aside."""
        return first_words(f"{self.stem} {self.name}")

    @property
    def is_short(self) -> bool:
        """Whether these are all that it says."""
        return not self.prompts and is_said_alike(self.in_short, f"{self.stem} {self.text}")


def statements_of(competence: Competence, holder: Domain, top: Domain, language: str) -> Iterator[Statement]:
    """Yield what a competence in ``holder`` is rated by: itself, or its parts. ``top`` is the domain above it all."""
    heading = "" if holder is top else holder.title
    about = "" if holder is top else holder.guidance
    more = competence.title, competence.guidance, competence.examples, tuple(competence.levels.items()), about
    marks = competence.replaces, competence.change
    tail = (holder.kind, top.code, heading, competence.code, language, *marks, *more)
    if competence.rate == "parts":
        for part in competence.parts:
            yield Statement(part.code, part.text, competence.text, (), *tail)
    else:
        yield Statement(competence.code, competence.text, "", tuple(part.text for part in competence.parts), *tail)


def levels_named(domain: Domain, path: Path) -> Iterator[tuple[Path, int | None]]:
    """Yield the values of levels that a domain and its competences name, each with its path; its sub-domains aside."""
    yield from domain.targets.named((*path, "targets"))
    for number, competence in enumerate(domain.competences):
        here = (*path, "competences", number)
        yield from (((*here, "levels", str(value)), value) for value in competence.levels)
        yield from competence.targets.named((*here, "targets"))
        for index, resource in enumerate(competence.resources):
            yield from resource.reach.named((*here, "resources", index, "for"))
