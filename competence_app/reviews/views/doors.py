"""How supervisors get to an assessment: what is with them, what was, and what they may read; else 404."""

from competence_app.assessments.models import Assessment, AssessmentQuerySet
from competence_app.assessments.requests import assessment_or_404
from competence_app.people.models import User


def in_hand(user: User, pk: int) -> Assessment:
    """Return what is in the supervisor's hands; raise ``Http404``."""
    return _through(Assessment.objects.sent_to(user), pk, by=user)


def once_in_hand(user: User, pk: int) -> Assessment:
    """Return what is or was in the supervisor's hands, for what they typed meanwhile; raise ``Http404``."""
    return _through(Assessment.objects.last_sent_to(user), pk, by=user)


def readable(user: User, pk: int) -> Assessment:
    """Return what is in the supervisor's hands or shared with them; raise ``Http404``."""
    return _through(Assessment.objects.sent_to(user) | Assessment.objects.shown_to(user), pk, by=user)


def _through(door: AssessmentQuerySet, pk: int, *, by: User) -> Assessment:
    return assessment_or_404(door.select_related("practitioner", "job_role", "reviewed_by"), pk, by=by)
