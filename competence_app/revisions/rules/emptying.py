"""Which domains would hold nothing, were something taken out of them: they go with it."""

from competence_app.catalogue.rules.domains import Domain
from competence_app.catalogue.rules.misfits import Path
from competence_app.catalogue.rules.schema import Content
from competence_app.revisions.rules.editing import spot_of


def emptied_by(content: Content, code: str) -> list[Domain]:
    """Return the domains that would be left without a competence, the nearest first, were this one not there."""
    path = spot_of(content, code).path
    above = [holder for holder in content.holders if path[: len(holder.path)] == holder.path != path]
    rest = [(holder, _count(holder.domain)) for holder in reversed(above)]
    going = _count_at(content, path)
    return [holder.domain for holder, count in rest if count == going]


def _count(domain: Domain) -> int:
    return len(domain.competences) + sum(map(_count, domain.domains))


def _count_at(content: Content, path: Path) -> int:
    return next((_count(holder.domain) for holder in content.holders if holder.path == path), 1)
