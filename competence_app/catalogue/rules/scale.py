"""The scale of a framework, and what is expected on it."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from competence_app.catalogue.rules.fields import (
    Code,
    DomainKind,
    Node,
    OptionalText,
    OptionalWholeNumber,
    Text,
    Title,
    WholeNumber,
    repeated,
)
from competence_app.catalogue.rules.misfits import Misfit, MisfitCode, Path, refuse_misfits


class Level(Node):
    """One step of the ordered scale."""

    value: WholeNumber
    label: Title
    means: dict[DomainKind, Text] = {}
    """What the level means: one text, or one for each kind of domain."""
    description: OptionalText = ""
    """More about the level, for whoever wants to know."""

    @field_validator("means", mode="before", json_schema_input_type=Text | dict[DomainKind, Text])
    @classmethod
    def _for_each_kind(cls, means: Any) -> Any:
        return {"knowledge": means, "capability": means} if isinstance(means, str) else means


class OffScale(Node):
    """One answer that is no level."""

    code: Code
    label: Title
    reason: Literal["required", "optional", "none"] = "optional"
    counts: Literal["excluded", "development-need"] = "excluded"


class Scale(Node):
    """The levels, lowest first, and the answers beside them."""

    levels: Annotated[tuple[Level, ...], Field(min_length=2)]
    off_scale: tuple[OffScale, ...] = ()

    @property
    def explains(self) -> bool:
        """Whether any level says what it means, or more."""
        return any(level.means or level.description for level in self.levels)

    @model_validator(mode="after")
    def _can_be_told_apart(self) -> Self:
        refuse_misfits(chain(self._not_rising(), self._codes_like_others(), self._labels_like_others()))
        return self

    def _not_rising(self) -> Iterator[Misfit]:
        for index, (lower, upper) in enumerate(pairwise(self.levels), start=1):
            if upper.value <= lower.value:
                values = {"lower": lower.value, "upper": upper.value}
                yield Misfit(("levels", index, "value"), MisfitCode.NOT_RISING, values)

    def _codes_like_others(self) -> Iterator[Misfit]:
        for index, answer in enumerate(self.off_scale):
            if not any(character.isalpha() for character in answer.code):
                yield Misfit(("off_scale", index, "code"), MisfitCode.CODE_LIKE_A_LEVEL, {"code": answer.code})
        for index, code in repeated(answer.code for answer in self.off_scale):
            yield Misfit(("off_scale", index, "code"), MisfitCode.CODE_OF_ANOTHER_ANSWER, {"code": code})

    def _labels_like_others(self) -> Iterator[Misfit]:
        places: list[tuple[str, int]] = [("levels", index) for index in range(len(self.levels))]
        places += [("off_scale", index) for index in range(len(self.off_scale))]
        labels = [level.label for level in self.levels] + [answer.label for answer in self.off_scale]
        for index, _ in repeated(label.casefold() for label in labels):
            path = (*places[index], "label")
            yield Misfit(path, MisfitCode.LABEL_OF_ANOTHER_ANSWER, {"label": labels[index]})


class Targets(Node):
    """The level expected of each job role."""

    default: OptionalWholeNumber = None
    roles: dict[Code, WholeNumber] = {}

    def level_for(self, role: str | None) -> int | None:
        """Return the level expected of the job role with this code; ``None`` where nothing is expected."""
        return self.roles.get(role or "", self.default)

    def __hash__(self) -> int:
        """Return a hash: what has none, pydantic copies for every competence that says nothing of targets."""
        return hash((self.default, *self.roles.items()))

    def named(self, path: Path) -> Iterator[tuple[Path, int | None]]:
        """Yield the values of levels, each with its path below this one."""
        yield (*path, "default"), self.default
        yield from (((*path, "roles", role), value) for role, value in self.roles.items())


def off_the_scale(named: Iterable[tuple[Path, int | None]], values: Collection[int]) -> Iterator[Misfit]:
    """Yield each of the named values that is no level's."""
    for path, value in named:
        if value is not None and value not in values:
            choice = ", ".join(map(str, values))
            yield Misfit(path, MisfitCode.OFF_THE_SCALE, {"value": value, "choice": choice})
