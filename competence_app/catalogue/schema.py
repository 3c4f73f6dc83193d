"""The shape of a framework version: what its YAML may say, and what the rest of the code reads."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["knowledge", "capability"]


class _Node(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Node):
    """Where the text comes from."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    review_by: str = ""


class Level(_Node):
    """One step of the ordered scale."""

    value: int
    label: str
    means: dict[Kind, str] = {}


class OffScale(_Node):
    """One answer that is no level."""

    code: str
    label: str
    reason: Literal["required", "optional", "none"] = "optional"
    counts: Literal["excluded", "development-need"] = "excluded"


class Scale(_Node):
    """The levels, lowest first, and the answers beside them."""

    levels: tuple[Level, ...]
    off_scale: tuple[OffScale, ...] = ()


class Targets(_Node):
    """The level expected of each job role."""

    default: int | None = None
    roles: dict[str, int] = {}

    def level_for(self, role: str | None) -> int | None:
        """Return the level expected of the job role with this code; ``None`` where nothing is expected."""
        return self.roles.get(role or "", self.default)


class Part(_Node):
    """One sub-item of a competence."""

    code: str
    text: str


class Competence(_Node):
    """One statement that a practitioner rates, whole or by its parts."""

    code: str
    text: str
    rate: Literal["whole", "parts"] = "whole"
    parts: tuple[Part, ...] = ()
    replaces: tuple[str, ...] = ()
    change: Literal["", "editorial"] = ""


class Domain(_Node):
    """One heading with its competences and sub-domains."""

    code: str
    title: str
    kind: Kind = "capability"
    competences: tuple[Competence, ...] = ()
    domains: tuple["Domain", ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing to rate: a competence, or a part of a competence that is rated by its parts."""

    code: str
    text: str
    stem: str  # the competence's text above a rated part, else empty
    prompts: tuple[str, ...]  # the parts of a competence rated as a whole
    kind: Kind
    domain: str  # code of the top domain
    heading: str  # title of the sub-domain, else empty
    replaces: tuple[str, ...] = ()
    change: Literal["", "editorial"] = ""


class Framework(_Node):
    """One version of a framework, whole."""

    code: str
    version: str
    title: str
    introduction: str = ""
    source: Source = Source()
    language: str = "en-GB"
    scale: Scale
    targets: Targets = Targets()
    domains: tuple[Domain, ...]

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Everything there is to rate, in the order of the text."""
        raise NotImplementedError
