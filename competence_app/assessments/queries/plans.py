"""What a practitioner means to do, and to talk about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, PlannedAction
from competence_app.assessments.rules.due import is_overdue
from competence_app.catalogue.rules.domains import Statement
from competence_app.people.wording import called
from competence_app.ui.questions import PreparedQuery

_COMPETENCE = ("competence__code", "competence__text", "competence__version__language")
_WRITER = ("written_by__full_name", "written_by__email", "written_by__shares_name")


@dataclass(frozen=True, slots=True)
class Plan:
    """One action, with the code and the words of the competence that it was planned for."""

    written_by: str  # the supervisor who wrote it down; empty: the practitioner
    code: str
    statement: str
    language: str  # of the statement
    pk: int
    text: str
    due_on: date | None
    done_on: date | None

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been done by now."""
        return not self.done_on and is_overdue(self.due_on, localdate())


def plans_by_code(assessment: Assessment) -> dict[str, list[Plan]]:
    """Return its practitioner's actions about its framework by their competence's code, whatever the version.

    What is to do comes first, the soonest first.
    """
    return _by_code(_plans(_ALL(assessment.practitioner_id, assessment.framework_id)))


def open_plans_by_code(assessment: Assessment) -> dict[str, list[Plan]]:
    """Return the same of what is not done."""
    return _by_code(open_plans(assessment))


def _by_code(plans: Iterable[Plan]) -> dict[str, list[Plan]]:
    by_code: dict[str, list[Plan]] = {}
    for plan in plans:
        by_code.setdefault(plan.code, []).append(plan)
    return by_code


def open_plans(assessment: Assessment) -> list[Plan]:
    """Return what its practitioner plans about its framework and has not done, the soonest first."""
    return _plans(_OPEN(assessment.practitioner_id, assessment.framework_id))


def last_plans(assessment: Assessment) -> list[Plan]:
    """Return the same, then what was done since its practitioner last agreed an assessment before this one, or ever."""
    before = Assessment.objects.filter(
        practitioner=assessment.practitioner_id,
        framework=assessment.framework_id,
        agreed_at__lt=assessment.agreed_at or timezone.now(),
    )
    last = before.order_by("-agreed_at").annotate(day=TruncDate("agreed_at")).values("day")[:1]
    planned = _of(assessment.practitioner_id, assessment.framework_id)
    return _plans(planned.filter(Q(done_on=None) | Q(done_on__gte=Subquery(last)) | ~Q(Exists(before))))


def _of(practitioner: int, framework: int) -> QuerySet[PlannedAction, tuple[Any, ...]]:
    order = (F("done_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")
    about = PlannedAction.objects.filter(practitioner=practitioner, competence__version__framework=framework)
    return about.order_by(*order).values_list(*_WRITER, *_COMPETENCE, "pk", "text", "due_on", "done_on")


_ALL = PreparedQuery(_of, int, int)
_OPEN = PreparedQuery(lambda *keys: _of(*keys).filter(done_on=None), int, int)


def _plans(rows: Iterable[tuple[Any, ...]]) -> list[Plan]:
    return [_plan(*row) for row in rows]


def _plan(name: Any, address: Any, shares_name: Any, *said: Any) -> Plan:
    return Plan(called(name, address, is_shared=shares_name) if address else "", *said)


def to_discuss(assessment: Assessment) -> list[Statement]:
    """Return what its practitioner chose to talk about, in the order of the text."""
    chosen = set(assessment.to_discuss.values_list("code", flat=True))
    return [statement for statement in assessment.content.statements if statement.code in chosen]
