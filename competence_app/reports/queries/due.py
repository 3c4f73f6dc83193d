"""When somebody's next assessments are due."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.due import due_on, is_overdue
from competence_app.assessments.rules.lifecycle import State
from competence_app.people.models import User


@dataclass(frozen=True, slots=True)
class NextAssessment:
    """When somebody's next assessment of a framework is due, counted from the last agreed with whomever."""

    title: str
    agreed_on: date
    due_on: date | None

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been agreed by now."""
        return is_overdue(self.due_on, localdate())


def next_assessments(person: User) -> dict[str, NextAssessment]:
    """Return when the next assessment is due by the framework's code, of every framework with an agreed one.

    Whoever supervises the person may know these dates, and nothing else of what was agreed with others.
    """
    agreed = Assessment.objects.of(person).filter(state=State.AGREED).order_by("agreed_at")
    dated = agreed.select_related("framework").only("version", "agreed_at", "framework")
    return {assessment.framework.code: _next(assessment, person) for assessment in dated}


def _next(last: Assessment, person: User) -> NextAssessment:
    agreed_on = localdate(last.agreed_at)
    day = due_on(agreed_on, last.framework.interval) if person.is_active else None  # of a closed account nothing is due
    return NextAssessment(last.content.title, agreed_on, day)
