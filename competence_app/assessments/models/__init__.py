"""Assessments with their ratings, what is said about them, and the actions that practitioners plan from them."""

from competence_app.assessments.models.assessment import COMMENT_MAX_LENGTH, Assessment, AssessmentQuerySet
from competence_app.assessments.models.batch import Batch
from competence_app.assessments.models.feed import CalendarFeed
from competence_app.assessments.models.planning import PlannedAction
from competence_app.assessments.models.rating import (
    ANSWER_MAX_LENGTH,
    Given,
    Rating,
    answer_in,
    answers,
    answers_given,
    given_to,
)
from competence_app.assessments.models.reminder import Reminder
from competence_app.assessments.models.returning import Remark, Return, last_return
from competence_app.assessments.models.showing import Showing

__all__ = [
    "ANSWER_MAX_LENGTH",
    "COMMENT_MAX_LENGTH",
    "Assessment",
    "AssessmentQuerySet",
    "Batch",
    "CalendarFeed",
    "Given",
    "PlannedAction",
    "Rating",
    "Remark",
    "Reminder",
    "Return",
    "Showing",
    "answer_in",
    "answers",
    "answers_given",
    "given_to",
    "last_return",
]
