"""How people get to what is theirs: through a door, or (404) not at all."""

from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from competence_app.people.models import JobRole, Notice, Supervision, SupervisionRequest, Team, User

Rows = TypeVar("Rows", bound=QuerySet[Any])


def own_notice(user: User, pk: int) -> Notice:
    """Return what ``user`` must know; raise ``Http404``."""
    return get_object_or_404(Notice.objects.visible_to(user), pk=pk)


def administered(user: User, rows: Rows) -> Rows:
    """Return the rows, to whoever administers people; raise ``Http404``."""
    check_administrator(user)
    return rows


def check_administrator(user: User) -> None:
    """Raise ``Http404`` for whoever does not administer people."""
    if not user.is_people_administrator:
        raise Http404


def check_auditor(user: User) -> None:
    """Raise ``Http404`` for whoever does not audit."""
    if not user.is_auditor:
        raise Http404


def to_administer(user: User, pk: int) -> User:
    """Return anybody who is not erased, with job role and team, to whoever administers people; raise ``Http404``."""
    everybody = User.objects.get_queryset().not_erased().select_related("job_role", "team")
    return get_object_or_404(administered(user, everybody), pk=pk)


def team_to_administer(user: User, pk: int) -> Team:
    """Return any team, to whoever administers people; raise ``Http404``."""
    return get_object_or_404(administered(user, Team.objects.all()), pk=pk)


def job_role_to_administer(user: User, pk: int) -> JobRole:
    """Return any job role, to whoever administers people; raise ``Http404``."""
    return get_object_or_404(administered(user, JobRole.objects.all()), pk=pk)


def supervision_to_administer(user: User, pk: int) -> Supervision:
    """Return any supervision, but of whoever is erased, to whoever administers people; raise ``Http404``."""
    both = Supervision.objects.filter(practitioner__erased_at=None).select_related("practitioner", "supervisor")
    return get_object_or_404(administered(user, both), pk=pk)


def own_request(user: User, pk: int) -> SupervisionRequest:
    """Return what ``user`` asked somebody; raise ``Http404``."""
    return get_object_or_404(SupervisionRequest.objects.made_by(user), pk=pk)


def request_to_answer(user: User, pk: int) -> SupervisionRequest:
    """Return what somebody asked ``user``, answered or not, with who asks; raise ``Http404``."""
    return get_object_or_404(SupervisionRequest.objects.addressed_to(user).with_practitioners(), pk=pk)
