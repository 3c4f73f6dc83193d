"""What the pages read on which a draft is written."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from pydantic import ValidationError

from competence_app.catalogue import models
from competence_app.catalogue.formats.document.locating import LocatedDoubt
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of, current_of
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.fields import DomainKind
from competence_app.catalogue.rules.schema import Content, Holder
from competence_app.people.models import JobRole
from competence_app.revisions.queries.effects import Effect, effect_of
from competence_app.revisions.rules.boxes import BoxChoices
from competence_app.revisions.rules.editing import (
    SCALE,
    EditedNode,
    NodeGoneError,
    competences_at,
    removed,
    spot_of,
)
from competence_app.revisions.rules.emptying import emptied_by
from competence_app.revisions.rules.origins import concerning, doubts_kept


@dataclass(frozen=True, slots=True)
class BoxSurroundings:
    """What the boxes of a node depend on, and what levels and job roles are called."""

    beside: BoxChoices
    levels: Mapping[str, str]
    roles: Mapping[str, str]
    language: str  # of the framework's words


def box_surroundings(content: Content, spot: EditedNode) -> BoxSurroundings:
    """Return what the boxes at a spot depend on, in one query; those of the scale itself choose no level of it."""
    levels = {str(level.value): level.label for level in content.scale.levels}
    titles = dict(JobRole.objects.order_by("title").values_list("code", "title"))
    roles = titles | {code: code for code in _roles_named(content) if code not in titles}
    keys = {"levels": tuple(levels), "roles": tuple(roles), "means": get_args(DomainKind)}
    return BoxSurroundings(BoxChoices(() if spot == SCALE else tuple(levels), keys), levels, roles, content.language)


def _roles_named(content: Content) -> list[str]:
    """Return the codes of the job roles that the framework, its domains and its competences have targets for."""
    said = [content.targets, *(holder.domain.targets for holder in content.holders)]
    said += [competence.targets for competence in content.competences]
    return list(dict.fromkeys(role for targets in said for role in targets.roles))


def codes_ever(draft: Version) -> frozenset[str]:
    """Return the codes that any version of the framework has: a new statement takes none of them, in two queries."""
    used = models.Competence.objects.filter(version__framework=draft.framework_id)
    headings = models.Domain.objects.filter(version__framework=draft.framework_id)
    return frozenset([*used.values_list("code", flat=True), *headings.values_list("code", flat=True)])


def former_codes(draft: Version) -> frozenset[str]:
    """Return the codes of what the current version rates or lists, which a competence may stand for."""
    current = current_of(draft)
    return frozenset(competence.code for competence in content_of(current.pk).competences) if current else frozenset()


def holder_of(content: Content, code: str) -> Holder:
    """Return the domain or sub-domain with this code, or that the competence with it is in; raise ``NodeGoneError``."""
    for holder in content.holders:
        if code == holder.domain.code or any(code == competence.code for competence in holder.domain.competences):
            return holder
    raise NodeGoneError(code)


@dataclass(frozen=True, slots=True)
class RemovalEffects:
    """What it means that a domain or competence is taken out of a draft."""

    going: tuple[Competence, ...]
    emptied: tuple[Domain, ...]  # which would hold nothing then, and go too
    answered: frozenset[str]  # codes that the current version has: people may have answered them
    effect: Effect | None  # of publishing the draft without it; None where that would be no framework


def meaning_of(draft: Version, content: Content, code: str) -> RemovalEffects:
    """Return what it means that what has this code is taken out of the content of a draft."""
    path = spot_of(content, code).path
    going = tuple(one for spot, one in competences_at(content) if spot.path[: len(path)] == path)
    answered = former_codes(draft) & {one.code for one in going}
    return RemovalEffects(going, tuple(emptied_by(content, code)), answered, _effect_without(content, code))


def _effect_without(content: Content, code: str) -> Effect | None:
    try:
        return effect_of(removed(content, code))
    except ValidationError:
        return None


def doubtful_of(draft: Version, content: Content, code: str) -> list[LocatedDoubt]:
    """Return what was guessed or left out of a draft's document where these words stood."""
    if not draft.origin:
        return []
    spot = spot_of(content, code)
    node = content.competence(code) if spot.kind is Competence else holder_of(content, code).domain
    return concerning(doubts_kept(draft.origin), node, _codes(content))


def _codes(content: Content) -> set[str]:
    of_domains = {holder.domain.code for holder in content.holders}
    return of_domains | {competence.code for competence in content.competences}


def doubtful_places(draft: Version, content: Content) -> dict[str, list[LocatedDoubt]]:
    """Return what is to be looked at by the code of what it is about now; nothing of a draft without a document."""
    found = defaultdict(list)
    for doubt in doubts_kept(draft.origin) if draft.origin else ():
        if doubt.code in _codes(content):
            found[doubt.code].append(doubt)
    return dict(found)
