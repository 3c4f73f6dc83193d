"""The days by which somebody means to have done something."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, PlannedAction
from competence_app.assessments.rules.due import months_after
from competence_app.people.models import User


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day: of the next assessment of a framework, or of a planned action."""

    kind: str  # as wording.DEADLINES knows it
    key: int  # of the framework or the action: what stays the same while the day moves
    day: date
    since: datetime  # when it came to be
    title: str = ""  # of the framework
    text: str = ""  # what the action is, as its owner typed it


def deadlines(user: User) -> list[Deadline]:
    """Return the days on which somebody's next assessments and planned actions are due, in two queries.

    What is with a supervisor is not for them to go on with, and a framework out of use is not answered again.
    """
    return [*map(_next, Assessment.objects.of(user).to_renew().order_by("pk")), *_planned(user)]


def _next(last: Assessment) -> Deadline:
    agreed_at = last.last_agreed_at or last.started_at
    day = months_after(localdate(agreed_at), last.framework.interval)
    return Deadline("assessment", last.framework_id, day, agreed_at, title=last.content.title)


def _planned(user: User) -> list[Deadline]:
    todo = PlannedAction.objects.visible_to(user).filter(done_on=None)
    rows = todo.values_list("pk", "due_on", "created_at", "text")
    return [Deadline("action", pk, due_on, created_at, text=text) for pk, due_on, created_at, text in rows if due_on]
