"""Letting a calendar read on somebody's dates, and ending that."""

from django.db import transaction

from competence_app.assessments.models import CalendarFeed
from competence_app.audit.actions import record
from competence_app.people.models import User


@transaction.atomic
def subscribe(*, by: User) -> CalendarFeed:
    """Make an address for calendars, or return the one there is."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the second of two windows finds what the first made
    if feed := CalendarFeed.objects.filter(owner=by).first():
        return feed
    feed = CalendarFeed.new(by)
    feed.save()
    record("subscribe", feed, by=by, about=by)
    return feed


@transaction.atomic
def unsubscribe(*, by: User) -> None:
    """Take the address away, if there is one: whoever has it reads nothing more."""
    if feed := CalendarFeed.objects.filter(owner=by).select_for_update().first():
        record("unsubscribe", feed, by=by, about=by)
        feed.delete()
