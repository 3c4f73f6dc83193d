"""Whom a supervisor may remind, and who was reminded lately."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone

from competence_app.audit.models import Entry
from competence_app.people.models import User
from competence_app.people.models.user import UserQuerySet

AGAIN_AFTER = timedelta(days=7)
REMIND = "remind"  # in the audit record


def to_remind(user: User, keys: Iterable[int]) -> UserQuerySet:
    """Return those with these keys whom ``user`` supervises now and whose accounts are open, by name."""
    return user.supervisees().filter(pk__in=list(keys), is_active=True).order_by("sort_key", "email")


def reminded_lately(people: Collection[User]) -> Mapping[int, date]:
    """Return by key the day on which each was reminded, by whomever, of those who must not be reminded again yet."""
    lately = Entry.objects.filter(verb=REMIND, about__in=people, at__gt=timezone.now() - AGAIN_AFTER)
    last = lately.order_by().values_list("about").annotate(Max("at"))
    return {person: timezone.localdate(at) for person, at in last if person is not None}
