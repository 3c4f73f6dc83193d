"""Announcing that versions will be retired, and calling it off: with a word to those who have something under way."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format

from competence_app.assessments.models import Assessment
from competence_app.catalogue.actions import retiring
from competence_app.catalogue.actions.retiring import Announced
from competence_app.catalogue.models import Version
from competence_app.people.actions.telling import NoticeToMany, tell_each
from competence_app.people.models import User
from competence_app.people.wording import DAY
from competence_app.revisions.wording import RETIRING


@transaction.atomic
def announce(versions: Sequence[Version], announced: Announced, *, by: User) -> None:
    """Announce as ``catalogue`` does, and tell those who have an assessment under way, or to rate.

    Raise ``OvertakenError``.
    """
    retiring.announce(versions, announced, by=by)
    days = {name: date_format(day, DAY) for name, day in announced.term._asdict().items()}
    tell_each(_told("announced", versions, **days))


@transaction.atomic
def call_off(versions: Sequence[Version], *, by: User) -> None:
    """Call it off, and tell the same people; raise ``OvertakenError``."""
    retiring.call_off(versions, by=by)
    tell_each(_told("called off", [version for version in versions if version.retirement_id]))


def _told(event: str, versions: Sequence[Version], **days: str) -> Iterator[NoticeToMany]:
    subject, text = RETIRING[event]
    for version in versions:
        path = reverse("framework", args=[version.framework.code])
        said = text.format(version=version.label, **days)
        yield from (NoticeToMany(person, subject, said, path, titled=version) for person in _concerned(version))


def _concerned(version: Version) -> list[User]:
    """Return who has an assessment on it under way, and in whose hands one is."""
    under_way = Assessment.objects.filter(version=version).under_way()
    keys = under_way.values("practitioner").union(under_way.exclude(submitted_at=None).values("supervisor"))
    found = User.objects.get_queryset().filter(is_active=True, pk__in=[row["practitioner"] for row in keys])
    return list(found.order_by("pk"))
