"""Whose assessments a report may be about: querysets, behind which there is 404."""

from competence_app.assessments.models import Assessment, AssessmentQuerySet
from competence_app.assessments.rules.lifecycle import REVEALED
from competence_app.people.models import User


def own(user: User) -> AssessmentQuerySet:
    """Return the user's own assessments, the latest first: their pages say "you"."""
    return _with_people(Assessment.objects.of(user))


def shown(person: User, *, to: User) -> AssessmentQuerySet:
    """Return the person's assessments that ``to`` may read as a supervisor, the latest first."""
    return _with_people(Assessment.objects.shown_to(to).of(person))


def readable(user: User) -> AssessmentQuerySet:
    """Return everybody's assessments that ``user`` may read as a supervisor."""
    return _with_people(Assessment.objects.shown_to(user))


def revealed(user: User) -> AssessmentQuerySet:
    """Return the assessments of which ``user`` may read what both said, as their practitioner or as a supervisor."""
    mine = Assessment.objects.of(user).filter(state__in=REVEALED)
    return _with_people(mine | Assessment.objects.shown_to(user))


def _with_people(assessments: AssessmentQuerySet) -> AssessmentQuerySet:
    return assessments.select_related("practitioner", "job_role", "supervisor", "reviewed_by").newest_first()
