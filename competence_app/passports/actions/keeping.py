"""Keeping passports from elsewhere, and removing them."""

from django.db import transaction

from competence_app.audit.actions import record
from competence_app.passports.models import OutsideRecord
from competence_app.passports.queries import checked
from competence_app.passports.rules.keeping import check_kept
from competence_app.people.models import User
from competence_app.people.rules.tokens import digest_of


@transaction.atomic
def keep(token: str, *, by: User) -> OutsideRecord:
    """Keep a passport from elsewhere, or return it where it is kept already; raise ``NotKeptError``."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the second of two windows finds what the first kept
    mine, digest = OutsideRecord.objects.visible_to(by), digest_of(token)
    if kept := mine.filter(digest=digest).first():
        return kept
    check_kept(checked(token), beside=mine.count())
    kept = OutsideRecord.objects.create(owner=by, token=token, digest=digest)
    record("add", kept, by=by, about=by)
    return kept


@transaction.atomic
def remove(kept: OutsideRecord, *, by: User) -> None:
    """Delete one's own for good; raise ``OutsideRecord.DoesNotExist`` unless it is ``by``'s own."""
    locked = OutsideRecord.objects.visible_to(by).select_for_update().get(pk=kept.pk)
    record("remove", locked, by=by, about=by)
    locked.delete()
