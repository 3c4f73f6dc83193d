"""How supervisors get to people and to what these sent them: through a door, or (404) not at all."""

from datetime import date
from functools import lru_cache

from django.db.models import Exists, Q
from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from competence_app.assessments import wording
from competence_app.assessments.models import Assessment, AssessmentQuerySet, Showing
from competence_app.assessments.rules.lifecycle import REVEALED
from competence_app.assessments.rules.parting import Parting, parting
from competence_app.audit.actions import record_once_a_day
from competence_app.people.models import Notice, User
from competence_app.people.models.user import UserQuerySet
from competence_app.people.wording import DAY
from competence_app.ui.missing import NoLongerError
from competence_app.ui.questions import PreparedQuery


def assessment_or_404(door: AssessmentQuerySet, pk: int, *, by: User) -> Assessment:
    """Return an assessment that ``door`` leads to; else raise ``Http404``.

    Where it once was theirs, ``NoLongerError`` says what became of it; where they had read it or supervise its
    practitioner no longer, that is on record. What never was theirs costs the queries of what does not exist, so that
    nobody learns whether it does.
    """
    if found := door.filter(pk=pk).first():
        return found
    if refused := _once_theirs(by, pk).select_related("practitioner").filter(pk=pk).first():
        raise _refusal(refused, by)
    raise Http404


def _once_theirs(user: User, pk: int) -> AssessmentQuerySet:
    """Return what ``user`` was shown, was sent or was told of, and can neither read nor rate now."""
    told = Notice.objects.filter(person=user, path=reverse("review", args=[pk]))
    shown = Showing.objects.filter(reader=user).values("assessment")
    theirs = Q(supervisor=user) | Q(pk__in=shown) | Q(returns__by=user) | Exists(told)
    open_to = Assessment.objects.sent_to(user) | Assessment.objects.shown_to(user)
    return Assessment.objects.filter(theirs).exclude(pk__in=open_to.values("pk"))


def _refusal(refused: Assessment, user: User) -> NoLongerError:
    practitioner, showing = refused.practitioner, refused.showings.filter(reader=user).first()
    restricted = user.restricted_supervisees().filter(pk=practitioner.pk).exists()
    why = parting(
        supervises=restricted or user.supervisees().filter(pk=practitioner.pk).exists(),
        restricted=restricted,
        handed_over=refused.reviewed_by_id == user.pk,
        unshared=showing is not None and showing.move == "share",
        returned=refused.returns.filter(by=user).exists(),
    )
    if showing or why in {Parting.OVER, Parting.RESTRICTED}:
        record_once_a_day("be refused", refused, by=user, about=practitioner)
    return _no_longer(practitioner, why, user)


def _no_longer(practitioner: User, why: Parting, user: User) -> NoLongerError:
    last = user.supervises.filter(practitioner=practitioner).order_by("started_on").last()
    ended = date_format(last.ended_on, DAY) if last and last.ended_on else ""
    return NoLongerError(wording.no_longer(why, practitioner=practitioner, ended=ended))


def supervised_or_404(pk: int, *, by: User) -> User:
    """Return somebody whom ``by`` supervises now; else raise ``Http404``.

    Where ``by`` did so once, or nothing of them may be used, that is on record, and ``NoLongerError`` says so.
    """
    for found in _supervised(localdate())(by.pk, pk):
        return found
    shut = {Parting.RESTRICTED: by.restricted_supervisees(), Parting.OVER: _supervised_once(by)}
    for why, people in shut.items():
        if refused := people.filter(pk=pk).first():
            record_once_a_day("be refused", refused, by=by, about=refused)
            raise _no_longer(refused, why, by)
    raise Http404


@lru_cache(maxsize=1)
def _supervised(_today: date) -> PreparedQuery[UserQuerySet]:
    return PreparedQuery(
        lambda by, pk: User(pk=by).supervisees().filter(pk=pk).select_related("job_role", "team"),
        *(int, int),
    )


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
