"""When somebody's next assessments are due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, AssessmentQuerySet
from competence_app.assessments.rules.due import due_on, is_overdue
from competence_app.assessments.rules.lifecycle import WAITING, State
from competence_app.catalogue.rules.schema import Content
from competence_app.people.models import User
from competence_app.ui.questions import PreparedQuery


@dataclass(frozen=True, slots=True)
class NextAssessment:
    """When somebody's next assessment of a framework is due, counted from the last agreed with whomever."""

    content: Content  # of the version that was agreed last
    agreed_on: date
    due_on: date | None
    waiting: Assessment | None  # the one that is with a supervisor meanwhile: others than oneself are not named

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been agreed by now."""
        return not self.waiting and is_overdue(self.due_on, localdate())


def next_assessments(person: User) -> dict[str, NextAssessment]:
    """Return when the next assessment is due by the framework's code, of every framework with an agreed one.

    Whoever supervises the person may know these dates, and nothing else of what was agreed with others.
    """
    return next_of(_DATED(person.pk), person)


def _dated(person: int) -> AssessmentQuerySet:
    known = Assessment.objects.filter(practitioner=person, state__in=(State.AGREED, *WAITING))
    return known.order_by("agreed_at").select_related("framework")


_DATED = PreparedQuery(_dated, int)


def next_of(dated: Iterable[Assessment], person: User) -> dict[str, NextAssessment]:
    """Return the same of assessments that were read before, with their frameworks, those agreed first first."""
    dated = [one for one in dated if one.is_agreed or one.is_waiting]
    waiting = {one.framework_id: one for one in dated if not one.is_agreed}
    return {one.framework.code: _next(one, waiting.get(one.framework_id), person) for one in dated if one.is_agreed}


def _next(last: Assessment, waiting: Assessment | None, person: User) -> NextAssessment:
    agreed_on = localdate(last.agreed_at)
    day = due_on(agreed_on, last.framework.interval) if person.is_active else None  # of a closed account nothing is due
    return NextAssessment(last.content, agreed_on, day, waiting)
