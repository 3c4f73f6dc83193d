"""Somebody's dates as a calendar (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from competence_app.assessments import wording
from competence_app.assessments.queries import Deadline
from competence_app.people.models import User

MEDIA_TYPE = "text/calendar; charset=utf-8"
ASK_AGAIN = timedelta(hours=12)


def calendar_of(deadlines: Iterable[Deadline], *, owner: User, with_words: bool = False) -> bytes:
    """Return the days as a file, where asked ``with_words`` that the owner typed: never for a calendar that is read on.

    A day keeps its identity while its date moves, so that a calendar moves it too.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{wording.CALENDAR}//EN")
    calendar.add("version", "2.0")
    calendar.calendar_name = wording.CALENDAR
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for deadline in deadlines:
        calendar.add_component(_event(deadline, owner, with_words=with_words))
    data: bytes = calendar.to_ical()
    return data


def _event(deadline: Deadline, owner: User, *, with_words: bool) -> Event:
    event = Event()
    event.add("uid", _uid(deadline, owner))
    event.add("dtstamp", deadline.since)
    event.add("dtstart", deadline.day)  # a date without an hour: all of that day, wherever one is
    event.add("summary", wording.DEADLINES[deadline.kind].format(title=deadline.title))
    event.add("url", settings.SITE_URL + reverse("home"))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # nobody is busy because of it
    if with_words and deadline.text:
        event.add("description", deadline.text)
    return event


def _uid(deadline: Deadline, owner: User) -> str:
    return str(uuid5(NAMESPACE_URL, f"{settings.SITE_URL}/{owner.pk}/{deadline.kind}/{deadline.key}"))
