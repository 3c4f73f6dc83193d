"""How team leads get to counts: through a door, or (404) not at all."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from competence_app.assessments.models import Batch
from competence_app.assessments.rules.answers import Voice
from competence_app.catalogue.doors import titled_or_404
from competence_app.catalogue.models import Version
from competence_app.people.models import Team, User


def led_teams(user: User) -> QuerySet[Team]:
    """Return the teams that ``user`` leads; raise ``Http404`` where they lead none."""
    if not user.is_team_lead:
        raise Http404
    return Team.objects.led_by(user)


def led_team(user: User, pk: int) -> Team:
    """Return a team that ``user`` leads; raise ``Http404``."""
    return get_object_or_404(Team.objects.led_by(user), pk=pk)


def organisation_version(user: User, code: str) -> Version:
    """Return a framework's current version for whoever leads the organisation; raise ``Http404``."""
    if not user.is_organisation_lead:
        raise Http404
    return titled_or_404(code)


def asked_batch(batches: Sequence[Batch], asked: str | None) -> Batch:
    """Return the batch with this key, or else raise ``Http404``; of None the latest, agreed ones first."""
    if asked is None:
        return next((batch for batch in batches if batch.voice == Voice.AGREED), batches[0])
    return _with_key(batches, asked)


def batch_beside(batches: Sequence[Batch], shown: Batch, asked: str | None) -> Batch | None:
    """Return the batch with this key, to stand beside the one ``shown``, where one was asked for; raise ``Http404``."""
    return _with_key(to_set_beside(batches, shown), asked) if asked else None


def to_set_beside(batches: Sequence[Batch], shown: Batch) -> list[Batch]:
    """Return the others of the same voice that count who has something to do, if the one ``shown`` does."""
    return [one for one in batches if one != shown and one.voice == shown.voice and one.is_by_need and shown.is_by_need]


def _with_key(batches: Sequence[Batch], asked: str) -> Batch:
    for batch in batches:
        if str(batch.pk) == asked:
            return batch
    raise Http404


def supervisor_or_404(user: User) -> User:
    """Return ``user``, who supervises somebody today; raise ``Http404``."""
    if not user.is_supervisor:
        raise Http404
    return user


def asked_version(versions: Sequence[Version], code: str | None) -> Version:
    """Return the one of the framework with this code, else the first."""
    return next((version for version in versions if version.framework.code == code), versions[0])
