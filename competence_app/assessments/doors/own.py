"""How people get to what is their own: through a door, or (404) not at all."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from competence_app.assessments.models import Assessment, AssessmentQuerySet, PlannedAction
from competence_app.audit.models import Entry
from competence_app.catalogue.models import Competence
from competence_app.people.models import User
from competence_app.ui.lookups import LONGEST_KEY
from competence_app.ui.questions import PreparedQuery


def own_assessment(user: User, pk: int) -> Assessment:
    """Return the user's own assessment, to act on it; raise ``Http404``."""
    return get_object_or_404(Assessment.objects.of(user), pk=pk)


def own_locked(user: User, pk: int) -> Assessment:
    """Return what answering it needs, locked: the caller is in a transaction; raise ``Http404``."""
    return _first(_TO_ANSWER_LOCKED(user.pk, pk))


def own_to_answer(user: User, pk: int) -> Assessment:
    """Return the same, locked by nobody; raise ``Http404``."""
    return _first(_TO_ANSWER(user.pk, pk))


def _first(found: Iterable[Assessment]) -> Assessment:
    for assessment in found:
        return assessment
    raise Http404


def _to_answer(practitioner: int, pk: int) -> AssessmentQuerySet:
    return Assessment.objects.filter(practitioner=practitioner, pk=pk).to_answer()


_TO_ANSWER = PreparedQuery(_to_answer, int, int)
_TO_ANSWER_LOCKED = PreparedQuery(lambda *keys: _to_answer(*keys).select_for_update(of=("self",)), int, int)


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
    is_key = about.isdecimal() and len(about) <= LONGEST_KEY
    is_removed = is_key and Entry.objects.filter(by=user).of_what("remove", PlannedAction, pk).exists()
    return published_competence(int(about) if is_removed else 0)


def published_competence(pk: int) -> Competence:
    """Return a competence of a version that is or was published, to plan an action about it; raise ``Http404``."""
    return get_object_or_404(_competences().filter(version__published_at__isnull=False), pk=pk)


def _competences() -> QuerySet[Competence]:
    return Competence.objects.select_related("version__framework").defer("version__text")
