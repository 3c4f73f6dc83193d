"""What batches of several versions tell of what one of these asks just so."""

from collections import defaultdict
from collections.abc import Iterable

from competence_app.assessments.models import Batch
from competence_app.assessments.queries import steps_between
from competence_app.assessments.rules.carry import asked_alike
from competence_app.catalogue.queries import content_of
from competence_app.teams.layout.needs import needs_of
from competence_app.teams.rules.disclosure import DisclosedNeed


def needs_alike(batches: Iterable[Batch], version_id: int) -> list[dict[str, DisclosedNeed]]:
    """Return of each batch by need what may be told of each statement that the version asks as well, by its code."""
    found: dict[int, dict[str, DisclosedNeed]] = {}
    by_version: dict[int, list[Batch]] = defaultdict(list)
    batches = list(batches)
    for batch in batches:
        by_version[batch.version_id].append(batch)
    for old_id, group in by_version.items():
        old, new = content_of(old_id), content_of(version_id)
        alike = asked_alike(steps_between(old_id, version_id), old, new)
        for batch, needs in zip(group, needs_of(old, *group), strict=True):
            found[batch.pk] = {code: need for code, need in needs.items() if code in alike}
    return [found[batch.pk] for batch in batches]
