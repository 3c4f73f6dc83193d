"""The shape of a framework version: what its YAML may say, and what the rest of the code reads."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Annotated, NamedTuple

from pydantic import ConfigDict, Field, ValidationInfo, field_validator

from competence_app.catalogue.rules.domains import Competence, Domain, Statement, statements_of
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
)
from competence_app.catalogue.rules.misfits import Misfit, MisfitCode, Path, refuse_misfits
from competence_app.catalogue.rules.scale import Scale, Targets


class Source(Node):
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
    def holders(self) -> tuple[Holder, ...]:
        """Every domain, each followed by its sub-domains: the one walk over what holds competences."""
        return tuple(
            holder
            for index, domain in enumerate(self.domains)
            for holder in Holder(("domains", index), (domain,)).with_those_below()
        )

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


def _off_the_scale(targets: Targets, values: list[int]) -> Iterator[Misfit]:
    choice = ", ".join(map(str, values))
    wanted: list[tuple[Path, int | None]] = [(("roles", role), value) for role, value in targets.roles.items()]
    for path, value in [(("default",), targets.default), *wanted]:
        if value is not None and value not in values:
            yield Misfit(path, MisfitCode.OFF_THE_SCALE, {"value": value, "choice": choice})
