"""Reading what stands behind an assessment."""

from collections.abc import Mapping
from functools import lru_cache

from competence_app.assessments import carry
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of


@lru_cache(maxsize=256)
def steps_between(old_id: int, new_id: int) -> Mapping[str, carry.Step]:
    """Return how each statement of one published version comes from another: see ``carry.plan``."""
    if old_id == new_id:
        return carry.plan([content_of(old_id)])
    ends = Version.objects.in_bulk([old_id, new_id])
    chain = Version.objects.filter(
        framework=ends[old_id].framework_id,
        published_at__gte=ends[old_id].published_at,
        published_at__lte=ends[new_id].published_at,
    ).order_by("published_at", "pk")
    return carry.plan([content_of(pk) for pk in chain.values_list("pk", flat=True)])
