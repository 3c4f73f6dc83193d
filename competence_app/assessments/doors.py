"""How supervisors get to assessments and to people: through a door, or (404) not at all."""

from django.db.models import Q
from django.http import Http404
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, AssessmentQuerySet
from competence_app.audit.actions import record
from competence_app.people.models import User
from competence_app.people.models.user import UserQuerySet


def assessment_or_404(door: AssessmentQuerySet, pk: int, *, by: User) -> Assessment:
    """Return an assessment that ``door`` leads to; else raise ``Http404``, on record where ``by`` was let in once."""
    if found := door.filter(pk=pk).first():
        return found
    once = Q(supervisor=by) | Q(reviewed_by=by) | Q(pk__in=by.shared_assessments.values("pk"))
    known = Assessment.objects.filter(once | Q(practitioner__in=_supervised_once(by)))
    over = known.exclude(practitioner__in=by.supervisees()).select_related("practitioner")
    if refused := over.filter(pk=pk).first():
        record("be refused", refused, by=by, about=refused.practitioner)
    raise Http404


def supervised_or_404(pk: int, *, by: User) -> User:
    """Return somebody whom ``by`` supervises now; else raise ``Http404``, on record where ``by`` did so once."""
    if found := by.supervisees().select_related("job_role", "team").filter(pk=pk).first():
        return found
    if refused := _supervised_once(by).filter(pk=pk).first():
        record("be refused", refused, by=by, about=refused)
    raise Http404


def _supervised_once(user: User) -> UserQuerySet:
    over = user.supervises.filter(ended_on__lt=localdate())
    return User.objects.get_queryset().filter(pk__in=over.values("practitioner"))


def review_in_hand(user: User, pk: int) -> Assessment:
    """Return what is in the supervisor's hands; raise ``Http404``."""
    return _through(Assessment.objects.sent_to(user), pk, by=user)


def review_once_in_hand(user: User, pk: int) -> Assessment:
    """Return what is or was in the supervisor's hands, for what they typed meanwhile; raise ``Http404``."""
    return _through(Assessment.objects.last_sent_to(user), pk, by=user)


def readable_review(user: User, pk: int) -> Assessment:
    """Return what is in the supervisor's hands or shared with them; raise ``Http404``."""
    return _through(Assessment.objects.sent_to(user) | Assessment.objects.shown_to(user), pk, by=user)


def _through(door: AssessmentQuerySet, pk: int, *, by: User) -> Assessment:
    return assessment_or_404(door.select_related("practitioner", "job_role", "reviewed_by"), pk, by=by)
