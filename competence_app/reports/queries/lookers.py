"""Who looked at somebody's assessments, for that person alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Max

from competence_app.assessments.models import Assessment
from competence_app.audit.models import Entry
from competence_app.people.models import User

LOOKS = ("see profile", "see review", "see meeting sheet", "see over time", "see matrix")


class Onlooker(NamedTuple):
    """Somebody else who saw the answers: by the name of then, with key and address, and when last."""

    name: str
    key: int
    email: str
    at: datetime


def lookers(assessments: Iterable[Assessment], owner: User) -> Mapping[int, list[Onlooker]]:
    """Return who saw each of the owner's assessments, by its key, the latest first."""
    what = {f"{one._meta.label_lower} {one.pk}": one.pk for one in assessments}  # noqa: SLF001 - see ``record``
    seen = Entry.objects.about(owner).filter(verb__in=LOOKS, what__in=what, by__isnull=False).exclude(by=owner)
    rows = seen.values_list("what", "by_name", "by", "by__email").annotate(last=Max("at")).order_by("-last")
    found = defaultdict(list)
    for thing, *look in rows:
        found[what[thing]].append(Onlooker(*look))
    return found
