"""Whom a supervisor supervises, and what is due of them: a query for all, however many."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.due import due_on
from competence_app.assessments.rules.lifecycle import WAITING
from competence_app.catalogue.models import Framework, Version
from competence_app.people.models import User
from competence_app.reports.queries.ratings import CHUNK, RatedPerson


@dataclass(frozen=True, slots=True)
class SupervisedPerson:
    """One person, with where they work."""

    person: RatedPerson
    job_role: str | None
    team: str | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """When somebody last agreed an assessment of a framework, with whomever; whoever supervises them may know that."""

    framework: str  # the code
    title: str  # of the current version; the code where there is none
    agreed_on: date
    months: int  # until the next one is due
    is_waiting: bool  # the next one is with a supervisor

    def due_on(self, supervised: SupervisedPerson) -> date | None:
        """Return when the next one is due; of a closed account, or while it is with a supervisor, none is."""
        is_open = supervised.is_active and not self.is_waiting
        return due_on(self.agreed_on, self.months) if is_open else None


_COLUMNS = ("pk", "full_name", "email", "shares_name", "job_role__title", "team__name", "is_active")


def supervised_by(user: User) -> list[SupervisedPerson]:
    """Return whom ``user`` supervises now, by name."""
    rows: Any = user.supervisees().order_by("sort_key", "email").values_list(*_COLUMNS)
    return [SupervisedPerson(RatedPerson(*person), role, team, is_active) for *person, role, team, is_active in rows]


def agreements_of(user: User) -> Mapping[int, list[Agreement]]:
    """Return what those whom ``user`` supervises now last agreed of each framework, by the person's key."""
    frameworks, titles = Framework.objects.in_bulk(), dict(_titles())
    agreed: dict[int, list[Agreement]] = defaultdict(list)
    for person, pk, last, waiting in _last_agreed(user).iterator(chunk_size=CHUNK):
        of = frameworks[pk]
        agreed[person].append(
            Agreement(of.code, titles.get(of.code, of.code), localdate(last), of.interval, is_waiting=waiting > 0)
        )
    return agreed


def _titles() -> Any:
    return Version.objects.current().order_by().values_list("framework__code", "title")


def _last_agreed(user: User) -> Any:
    theirs = Assessment.objects.filter(practitioner__in=user.supervisees())
    known = theirs.values_list("practitioner_id", "framework_id").order_by("framework__code")
    last, waiting = Max("agreed_at"), Count("pk", filter=Q(state__in=WAITING))
    return known.annotate(last=last, waiting=waiting).filter(last__isnull=False)
