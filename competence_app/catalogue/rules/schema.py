"""The shape of a framework version: what its YAML may say, and what the rest of the code reads."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Annotated, Any, NamedTuple

from pydantic import ConfigDict, Field, ValidationInfo, field_validator

from competence_app.catalogue.rules.domains import Competence, Domain, Statement, levels_named, statements_of
from competence_app.catalogue.rules.fields import (
    Code,
    Date,
    Label,
    Language,
    Node,
    OptionalText,
    OptionalTitle,
    Title,
    Url,
    Validity,
)
from competence_app.catalogue.rules.misfits import Path, refuse_misfits
from competence_app.catalogue.rules.scale import Scale, Targets, off_the_scale


class Source(Node):
    """Where the text comes from."""

    title: OptionalTitle = ""
    authors: OptionalTitle = ""
    publisher: OptionalTitle = ""
    url: Url = ""
    published: Date = ""
    """A year, a month or a day: 2022, 2022-04 or 2022-04-30."""
    review_by: Date = ""
    """When the publisher means to look at it again."""

    def is_past_review(self, today: date) -> bool:
        """Tell whether the text should have been reviewed by now; a year or a month counts until it is over."""
        return "" < self.review_by < today.isoformat()[: len(self.review_by)]


class Holder(NamedTuple):
    """A domain or sub-domain with the path to it, and ``domains``: the one that it is in, if any, then itself."""

    path: Path
    domains: tuple[Domain, ...]

    @property
    def domain(self) -> Domain:
        """The one that holds the competences."""
        return self.domains[-1]

    @property
    def top(self) -> Domain:
        """The domain that it is in, or itself where it is no sub-domain."""
        return self.domains[0]

    @property
    def is_top(self) -> bool:
        """Whether it is no sub-domain."""
        return len(self.domains) == 1

    def with_those_below(self) -> Iterator["Holder"]:
        """Yield it, then its sub-domains."""
        yield self
        for index, below in enumerate(self.domain.domains):
            yield Holder((*self.path, "domains", index), (*self.domains, below))


class Content(Node):
    """One version of a framework, whole."""

    model_config = ConfigDict(title="Framework")  # what it is to whoever writes the file

    code: Code
    """The framework's lasting name, the same in all its versions: therapeutic-relationship."""
    version: Label
    title: Title
    introduction: OptionalText = ""
    changes: OptionalText = ""
    """What is new in this version, for those who know the one before."""
    source: Source = Source()
    language: Language = "en-GB"
    """Such as en-GB or de."""
    scale: Scale
    targets: Targets = Targets()
    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]

    @field_validator("targets", "domains")
    @classmethod
    def _on_the_scale(cls, said: Any, info: ValidationInfo) -> Any:
        if scale := info.data.get("scale"):
            values = [level.value for level in scale.levels]
            refuse_misfits(off_the_scale(_levels_named(said), values))
        return said

    @cached_property
    def holders(self) -> tuple[Holder, ...]:
        """Every domain, each followed by its sub-domains: the one walk over what holds competences."""
        return tuple(_holders(self.domains))

    @cached_property
    def competences(self) -> tuple[Competence, ...]:
        """Every competence, in the order of the text."""
        return tuple(competence for holder in self.holders for competence in holder.domain.competences)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Everything there is to rate, in the order of the text."""
        return tuple(
            statement
            for holder in self.holders
            for competence in holder.domain.competences
            for statement in statements_of(competence, holder.domain, holder.top, self.language)
        )

    def target(self, competence: str, role: str | None) -> int | None:
        """Return the level of the competence with this code that is expected of the job role with this code.

        The nearest that says one holds: the competence, its sub-domain, its domain, the framework.
        """
        said = (layer.level_for(role) for layer in self._targets_of(competence))
        return next((level for level in said if level is not None), None)

    def all_targets(self, competence: str) -> frozenset[int | None]:
        """Return what is expected of every job role, of the competence with this code; None where of some nothing."""
        roles = {role for layer in self._targets_of(competence) for role in layer.roles}
        return frozenset(self.target(competence, role) for role in (None, *roles))

    @cached_property
    def has_targets(self) -> bool:
        """Whether a level is expected of anybody, of anything."""
        return any(self.all_targets(competence.code) != {None} for competence in self.competences)

    def _targets_of(self, competence: str) -> tuple[Targets, ...]:
        """Return what says what is expected of a competence, the nearest first."""
        holder, said = self._places[competence]
        return (said.targets, *(domain.targets for domain in reversed(holder.domains)), self.targets)

    def valid_for(self, competence: str) -> Validity:
        """Return for how many months a rating of the competence with this code holds, or forever.

        The nearest that says so holds: the competence, its sub-domain, its domain; ``None`` where none does.
        """
        holder, said = self._places[competence]
        layers = (said.valid_for, *(domain.valid_for for domain in reversed(holder.domains)))
        return next((months for months in layers if months is not None), None)

    def expected(self, role: str | None) -> Mapping[str, int | None]:
        """Return the level of each statement, by its code, that is expected of the job role with this code."""
        if role not in self._expected:
            self._expected[role] = {asked.code: self.target(asked.competence, role) for asked in self.statements}
        return self._expected[role]

    def expected_labels(self, role: str | None) -> tuple[str, ...]:
        """Return the labels of all levels that are expected of somewhere, the lowest first."""
        levels = {*self.expected(role).values()}
        return tuple(level.label for level in self.scale.levels if level.value in levels)

    @cached_property
    def _expected(self) -> dict[str | None, Mapping[str, int | None]]:
        return {}

    @cached_property
    def validity(self) -> Mapping[str, Validity]:
        """For how many months a rating of each statement holds, by its code; ``None`` where nothing says so."""
        return {asked.code: self.valid_for(asked.competence) for asked in self.statements}

    def competence(self, code: str) -> Competence:
        """Return the competence with this code."""
        return self._places[code][1]

    @cached_property
    def _places(self) -> dict[str, tuple[Holder, Competence]]:
        return {
            competence.code: (holder, competence) for holder in self.holders for competence in holder.domain.competences
        }

    def target_label(self, role: str | None) -> str:
        """Return the label of the level expected of the job role with this code; empty where nothing is expected."""
        expected = self.targets.level_for(role)
        return next((level.label for level in self.scale.levels if level.value == expected), "")

    def statements_in(self, domain: str) -> tuple[Statement, ...]:
        """Return what there is to rate in the top domain with this code; nothing where there is no such domain."""
        return self._statements_by_domain.get(domain, ())

    @cached_property
    def _statements_by_domain(self) -> dict[str, tuple[Statement, ...]]:
        domains = groupby(self.statements, key=attrgetter("domain"))  # the text goes domain by domain
        return {domain: tuple(statements) for domain, statements in domains}


def _holders(domains: tuple[Domain, ...]) -> Iterator[Holder]:
    for index, domain in enumerate(domains):
        yield from Holder(("domains", index), (domain,)).with_those_below()


def _levels_named(said: Any) -> Iterator[tuple[Path, int | None]]:
    """Yield the values of levels that the framework's targets name, or that its domains do, each with its path."""
    if isinstance(said, Targets):
        yield from said.named(())
        return
    for holder in _holders(said):
        yield from levels_named(holder.domain, holder.path[1:])
