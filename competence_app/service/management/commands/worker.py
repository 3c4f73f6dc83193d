"""``competence worker``: send e-mails, and do what is due each day, until stopped."""

import logging
from datetime import date
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError, connections
from django.utils import timezone

from competence_app.service.rules.daily import is_time

LOOKS_EVERY = 30  # seconds
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """What ``send_mail`` does, and once a day what ``send_reminders`` does; more of them share the work."""

    help = "Send e-mails, and at DAILY_AT remind people and tidy up, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take with whom it ends."""
        parser.add_argument("--parent", type=int, metavar="PID", help="end when the process that started this ends")

    def handle(self, *, parent: int | None, **_options: Any) -> None:
        """Go on until stopped; what is due that day goes on beside the e-mails, which must not wait for it."""
        stopped = Event()
        daily = Thread(target=each_day, args=[stopped], daemon=True)
        daily.start()
        try:
            call_command("send_mail", parent=parent)
        finally:
            stopped.set()


def each_day(stopped: Event) -> None:
    """Do what is due each day, at its hour, until stopped."""
    last: date | None = None
    while not stopped.is_set():
        now = timezone.localtime()
        if is_time(now, settings.DAILY_AT, last) and _done():
            last = now.date()
        stopped.wait(LOOKS_EVERY)


def _done() -> bool:
    """Do what is due that day; doing it twice changes nothing. Where the database is away, it is tried again."""
    try:
        call_command("send_reminders")
    except CommandError as told:
        logger.error("%s", told)  # noqa: TRY400 - it is no fault of the program: its words are what is to be done
    except (DatabaseError, InterfaceError):
        logger.exception("What is due each day was not done")
        return False
    finally:
        connections.close_all()
    return True
