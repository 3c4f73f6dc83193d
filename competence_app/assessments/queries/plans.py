"""What a practitioner means to do, and to talk about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, PlannedAction
from competence_app.assessments.rules.due import is_overdue
from competence_app.catalogue.rules.domains import Statement


@dataclass(frozen=True, slots=True)
class Plan:
    """One action, with the code and the words of the competence that it was planned for."""

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
    return _by_code(_plans(assessment))


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
    return _plans(assessment, done_on=None)


def _plans(assessment: Assessment, **which: Any) -> list[Plan]:
    about = {"practitioner": assessment.practitioner_id, "competence__version__framework": assessment.framework_id}
    ordered = PlannedAction.objects.filter(**about, **which).order_by(
        F("done_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk"
    )
    columns = ("competence__code", "competence__text", "competence__version__language")
    return [Plan(*row) for row in ordered.values_list(*columns, "pk", "text", "due_on", "done_on")]


def to_discuss(assessment: Assessment) -> list[Statement]:
    """Return what its practitioner chose to talk about, in the order of the text."""
    chosen = set(assessment.to_discuss.values_list("code", flat=True))
    return [statement for statement in assessment.content.statements if statement.code in chosen]
