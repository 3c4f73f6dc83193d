"""Whose assessments a report may be about: through a door, or (404) none."""

from datetime import date
from functools import lru_cache

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from competence_app.assessments.doors import assessment_or_404
from competence_app.assessments.models import Assessment, AssessmentQuerySet
from competence_app.assessments.rules.lifecycle import REVEALED
from competence_app.passports.models import OutsideRecord
from competence_app.people.models import User
from competence_app.ui.questions import PreparedQuery

OUTSIDE = "has_outside"
ON_PROFILE = (
    *("practitioner", "version", "state", "started_at", "finished_at", "agreed_at", "revealed_at"),
    *("supervisor", "submitted_at", "handed_over_at", "job_role__code", "job_role__title"),
    *("framework__code", "framework__interval_months"),
    *("reviewed_by__full_name", "reviewed_by__email", "reviewed_by__shares_name"),
)


def own_assessments(user: User) -> AssessmentQuerySet:
    """Return the user's own assessments, the latest first; who rated one is read where its page names them."""
    own: AssessmentQuerySet = user.assessments.all()  # which know the user as their practitioner
    return own.select_related("job_role", "framework").newest_first()


def own_with_raters(user: User) -> AssessmentQuerySet:
    """Return the same with who rated each."""
    return own_assessments(user).select_related("reviewed_by")


def own_on_profile(user: User, code: str) -> list[Assessment]:
    """Return those of a framework, read as far as a profile needs it, and whether there are records from elsewhere."""
    own = list(_OWN_ON_PROFILE(user.pk, code))
    for assessment in own:
        assessment.practitioner = user
    return own


def _own_on_profile(practitioner: int, code: str) -> AssessmentQuerySet:
    outside = OutsideRecord.objects.filter(owner=OuterRef("practitioner"))
    own = own_with_raters(User(pk=practitioner)).filter(framework__code=code)
    return own.only(*ON_PROFILE).annotate(**{OUTSIDE: Exists(outside)}).with_ending()


_OWN_ON_PROFILE = PreparedQuery(_own_on_profile, int, str)


def has_outside(assessment: Assessment) -> bool:
    """Tell whether the owner of one that ``own_on_profile`` read brought records from elsewhere."""
    return bool(getattr(assessment, OUTSIDE))


def shown_assessments(person: User, *, to: User) -> AssessmentQuerySet:
    """Return the person's assessments that ``to`` may read as a supervisor, the latest first."""
    return _with_people(Assessment.objects.shown_to(to).of(person))


def shown_on_profile(person: int, code: str, *, to: User) -> list[Assessment]:
    """Return those of a framework that ``to`` may read as a supervisor, by the key of whose they are."""
    return list(_shown_on_profile(localdate())(to.pk, person, code))


@lru_cache(maxsize=1)
def _shown_on_profile(_today: date) -> PreparedQuery[AssessmentQuerySet]:
    return PreparedQuery(
        lambda to, person, code: shown_assessments(User(pk=person), to=User(pk=to)).filter(framework__code=code),
        *(int, int, str),
    )


def own_with_people(user: User, pk: int) -> Assessment:
    """Return one of the user's own, with its people; raise ``Http404``."""
    return get_object_or_404(own_assessments(user), pk=pk)


def readable_assessment(user: User, pk: int) -> Assessment:
    """Return one, of whomever, that ``user`` may read as a supervisor; raise ``Http404``."""
    return assessment_or_404(_with_people(Assessment.objects.shown_to(user)), pk, by=user)


def revealed_assessment(user: User, pk: int) -> Assessment:
    """Return one of which ``user`` may read what both said, as practitioner or as supervisor; raise ``Http404``."""
    mine = Assessment.objects.of(user).filter(state__in=REVEALED)
    return assessment_or_404(_with_people(mine | Assessment.objects.shown_to(user)), pk, by=user)


def _with_people(assessments: AssessmentQuerySet) -> AssessmentQuerySet:
    people = ("practitioner", "job_role", "supervisor", "reviewed_by")
    return assessments.select_related("framework", *people).with_ending().newest_first()
