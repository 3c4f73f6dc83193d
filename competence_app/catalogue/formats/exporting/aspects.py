"""What a framework may say beside its statements, and how much one says: so what a format leaves out can be told."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.scale import Targets
from competence_app.catalogue.rules.schema import Content, Source


class Aspect(StrEnum):
    """One kind of thing that a framework may say; exporting/wording.py has its words."""

    INTRODUCTION = "introduction"
    CHANGES = "changes"
    SOURCE = "source"
    LANGUAGE = "language"
    SCALE = "scale"
    MEANS = "means"
    OTHER_ANSWERS = "other-answers"
    TARGETS = "targets"
    TARGETS_OF_OTHERS = "targets-of-others"
    SUB_DOMAINS = "sub-domains"
    KINDS = "kinds"
    DOMAIN_GUIDANCE = "domain-guidance"
    CODES = "codes"
    TITLES = "titles"
    LONG_TEXTS = "long-texts"
    GUIDANCE = "guidance"
    EXAMPLES = "examples"
    LEVELS = "levels"
    PARTS = "parts"
    RATED_PARTS = "rated-parts"
    REPLACES = "replaces"
    RESOURCES = "resources"
    RELATED = "related"
    VALIDITY = "validity"
    TAGS = "tags"


LONG = 500  # characters: more than some systems take of a statement
_OF_COMPETENCES: Mapping[Aspect, Callable[[Competence], object]] = {
    Aspect.TITLES: lambda said: said.title,
    Aspect.LONG_TEXTS: lambda said: len(said.text) > LONG,
    Aspect.GUIDANCE: lambda said: said.guidance,
    Aspect.EXAMPLES: lambda said: said.examples,
    Aspect.LEVELS: lambda said: said.levels,
    Aspect.PARTS: lambda said: said.parts,
    Aspect.RATED_PARTS: lambda said: said.rate == "parts",
    Aspect.REPLACES: lambda said: said.replaces or said.change,
    Aspect.RESOURCES: lambda said: said.resources,
    Aspect.RELATED: lambda said: said.related,
    Aspect.TAGS: lambda said: said.tags,
}
_OF_DOMAINS: Mapping[Aspect, Callable[[Domain], object]] = {
    Aspect.DOMAIN_GUIDANCE: lambda said: said.guidance,
    Aspect.KINDS: lambda said: said.kind == "knowledge",
}


def said_by(content: Content) -> dict[Aspect, int]:
    """Return how often a framework says each of these, of what it says at all."""
    domains = [holder.domain for holder in content.holders]
    validities = [*(said.valid_for for said in domains), *(said.valid_for for said in content.competences)]
    counts = {
        Aspect.INTRODUCTION: bool(content.introduction),
        Aspect.CHANGES: bool(content.changes),
        Aspect.SOURCE: content.source != Source(),
        Aspect.LANGUAGE: content.language != Content.model_fields["language"].default,
        Aspect.SCALE: len(content.scale.levels),
        Aspect.MEANS: sum(bool(level.means or level.description) for level in content.scale.levels),
        Aspect.OTHER_ANSWERS: len(content.scale.off_scale),
        Aspect.TARGETS: len({role for targets in _targets(content) for role in targets.roles}),
        Aspect.TARGETS_OF_OTHERS: any(targets.default is not None for targets in _targets(content)),
        Aspect.SUB_DOMAINS: sum(not holder.is_top for holder in content.holders),
        Aspect.CODES: len(content.competences),
        Aspect.VALIDITY: sum(months is not None for months in validities),
    }
    counts |= {aspect: sum(bool(ask(said)) for said in content.competences) for aspect, ask in _OF_COMPETENCES.items()}
    counts |= {aspect: sum(bool(ask(said)) for said in domains) for aspect, ask in _OF_DOMAINS.items()}
    return {aspect: int(counts[aspect]) for aspect in Aspect if counts[aspect]}


def _targets(content: Content) -> Iterator[Targets]:
    yield content.targets
    for holder in content.holders:
        yield holder.domain.targets
        yield from (competence.targets for competence in holder.domain.competences)
