"""How people get to assessments, actions and one another: through a door, or (404) not at all."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, AssessmentQuerySet, PlannedAction, Showing
from competence_app.assessments.rules.lifecycle import REVEALED
from competence_app.audit.actions import record_once_a_day
from competence_app.audit.models import Entry
from competence_app.catalogue.models import Competence
from competence_app.people.models import User
from competence_app.people.models.user import UserQuerySet


def own_assessment(user: User, pk: int) -> Assessment:
    """Return the user's own assessment, to act on it; raise ``Http404``."""
    return get_object_or_404(Assessment.objects.of(user), pk=pk)


def own_locked(user: User, pk: int) -> Assessment:
    """Return what answering it needs, locked: the caller is in a transaction; raise ``Http404``."""
    return get_object_or_404(Assessment.objects.of(user).to_answer().select_for_update(of=("self",)), pk=pk)


def own_to_answer(user: User, pk: int) -> Assessment:
    """Return the same, locked by nobody; raise ``Http404``."""
    return get_object_or_404(Assessment.objects.of(user).to_answer(), pk=pk)


def own_with_past(user: User, pk: int) -> Assessment:
    """Return the user's own assessment with what it goes on from; raise ``Http404``."""
    return get_object_or_404(Assessment.objects.of(user).with_past(), pk=pk)


def own_with_status(user: User, pk: int, *along: str) -> Assessment:
    """Return the user's own assessment with where it stands: see ``with_status``; raise ``Http404``."""
    return get_object_or_404(Assessment.objects.of(user).with_status(*along), pk=pk)


def own_action(user: User, pk: int) -> PlannedAction:
    """Return what the user plans, locked, with its competence; raise ``Http404``."""
    if action := own_action_if_any(user, pk):
        return action
    raise Http404


def own_action_if_any(user: User, pk: int) -> PlannedAction | None:
    """Return the same; None where there is none, which the user may have removed."""
    mine = PlannedAction.objects.visible_to(user).filter(practitioner=user)
    action = mine.select_for_update().filter(pk=pk).first()  # another window that removes it waits
    if action:
        action.competence = _competences().get(pk=action.competence_id)
    return action


def removed_action_about(user: User, pk: int, about: str) -> Competence:
    """Return the competence of an action that the user has removed, as the page sent says; raise ``Http404``."""
    is_removed = about.isdecimal() and Entry.objects.filter(by=user).of_what("remove", PlannedAction, pk).exists()
    return published_competence(int(about) if is_removed else 0)


def published_competence(pk: int) -> Competence:
    """Return a competence of a version that is or was published, to plan an action about it; raise ``Http404``."""
    return get_object_or_404(_competences().filter(version__published_at__isnull=False), pk=pk)


def _competences() -> QuerySet[Competence]:
    return Competence.objects.select_related("version__framework").defer("version__text")


def assessment_or_404(door: AssessmentQuerySet, pk: int, *, by: User) -> Assessment:
    """Return an assessment that ``door`` leads to; else raise ``Http404``, on record where it once was theirs.

    What never was theirs costs the queries of what does not exist, so that nobody learns whether it does.
    """
    if found := door.filter(pk=pk).first():
        return found
    if refused := _once_theirs(by).select_related("practitioner").filter(pk=pk).first():
        record_once_a_day("be refused", refused, by=by, about=refused.practitioner)
    raise Http404


def _once_theirs(user: User) -> AssessmentQuerySet:
    """Return what ``user`` was shown and can read no longer, or was sent by somebody whom they supervise no longer."""
    shown = Showing.objects.filter(reader=user).values("assessment")
    sent = Q(supervisor=user) & ~Q(practitioner__in=user.supervisees())
    readable = Assessment.objects.shown_to(user).values("pk")
    return Assessment.objects.filter(Q(pk__in=shown) | sent).exclude(pk__in=readable)


def supervised_or_404(pk: int, *, by: User) -> User:
    """Return somebody whom ``by`` supervises now; else raise ``Http404``, on record where ``by`` did so once."""
    if found := by.supervisees().select_related("job_role", "team").filter(pk=pk).first():
        return found
    if refused := _supervised_once(by).filter(pk=pk).first():
        record_once_a_day("be refused", refused, by=by, about=refused)
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


def revealed_in_hand(user: User, pk: int) -> Assessment:
    """Return what is in the supervisor's hands with both sides to be read; raise ``Http404``."""
    return _through(Assessment.objects.sent_to(user).filter(state__in=REVEALED), pk, by=user)


def readable_review(user: User, pk: int) -> Assessment:
    """Return what is in the supervisor's hands or shared with them; raise ``Http404``."""
    return _through(Assessment.objects.sent_to(user) | Assessment.objects.shown_to(user), pk, by=user)


def _through(door: AssessmentQuerySet, pk: int, *, by: User) -> Assessment:
    return assessment_or_404(door.select_related("practitioner", "job_role", "reviewed_by"), pk, by=by)
