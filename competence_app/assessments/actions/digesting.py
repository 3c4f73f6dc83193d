"""Telling supervisors who want it, once a week, what waits for them and how many are due: numbers, and no rating."""

from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from competence_app.assessments.queries.supervised import in_sight
from competence_app.assessments.rules.due import Due
from competence_app.assessments.wording import DIGEST_SUBJECT
from competence_app.outbox.actions import write_mail
from competence_app.outbox.models import Mail
from competence_app.people.models import User
from competence_app.people.models.user import UserQuerySet

EVERY = timedelta(days=7)


class Digest(NamedTuple):
    """How many assessments wait for a supervisor, and how many of their people's next ones are due how."""

    waiting: int
    overdue: int
    soon: int


def to_digest(today: date) -> UserQuerySet:
    """Return who wants a summary, and had none within the week."""
    wanting = User.objects.get_queryset().filter(wants_digest=True, is_active=True)
    return wanting.filter(Q(digest_on=None) | Q(digest_on__lte=today - EVERY)).order_by("pk")


def digest_of(user: User) -> Digest:
    """Return what there is to tell, in one query."""
    sights = in_sight(user)
    how = [sight.how_due for sight in sights]
    waiting = sum(sight.waiting is not None and sight.waiting.supervisor_id == user.pk for sight in sights)
    return Digest(waiting, how.count(Due.OVERDUE), how.count(Due.SOON))


@transaction.atomic
def send_digest(user: User, *, on: date) -> bool:
    """Write down under the day ``on`` that ``user`` was told, and tell them; return whether there was anything to tell.

    A second run finds the day and tells nothing.
    """
    digest = digest_of(user)
    if not any(digest) or not to_digest(on).filter(pk=user.pk).update(digest_on=on):
        return False
    link = f"{settings.SITE_URL}{reverse('supervision')}"
    text = render_to_string("assessments/digest.txt", {"digest": digest, "link": link}).strip()
    write_mail(Mail.Kind.REMINDER, user.email, DIGEST_SUBJECT, text)
    return True
