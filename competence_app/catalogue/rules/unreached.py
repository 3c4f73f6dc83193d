"""Targets that nobody gets, because all that they are for have nearer ones."""

from collections.abc import Iterator, Sequence

from competence_app.catalogue.rules.misfits import Path
from competence_app.catalogue.rules.scale import Targets
from competence_app.catalogue.rules.schema import Content, Holder

_Layer = tuple[Path, Targets]
_FRAMEWORK: Path = ("targets",)


def unreached(content: Content) -> Iterator[Path]:
    """Yield the paths of the targets of the framework and of its domains that hold for no competence."""
    reached: set[Path] = set()
    layers = {_FRAMEWORK: content.targets}
    for holder in content.holders:
        above = _above(content, holder)
        layers |= dict(above[:1])
        for competence in holder.domain.competences:
            reached.update(_reached([((), competence.targets), *above]))
    for path, targets in layers.items():
        yield from (entry for entry, level in targets.named(path) if level is not None and entry not in reached)


def _above(content: Content, holder: Holder) -> list[_Layer]:
    """Return the targets that may hold for the competences of a domain, the nearest first."""
    paths = [holder.path] if holder.is_top else [holder.path, holder.path[:2]]
    domains = [
        ((*path, "targets"), domain.targets) for path, domain in zip(paths, reversed(holder.domains), strict=True)
    ]
    return [*domains, (_FRAMEWORK, content.targets)]


def _reached(layers: Sequence[_Layer]) -> Iterator[Path]:
    """Yield the paths of the targets that hold for a competence, of these layers, the nearest first."""
    roles: set[str] = set()
    for path, targets in layers:
        yield from ((*path, "roles", role) for role in targets.roles.keys() - roles)
        roles |= targets.roles.keys()
        if targets.default is not None:  # it is for all others: what is further off is for nobody
            yield (*path, "default")
            return
