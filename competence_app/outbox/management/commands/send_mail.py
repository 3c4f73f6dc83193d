"""``manage.py send_mail``: send what is in the outbox, and go on for as long as the app runs."""

import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections

from competence_app.outbox.actions import send_next

EVERY = 1  # second: somebody waits for a link
STOPS = (signal.SIGTERM, signal.SIGINT)
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Sends e-mails one after the other; several may run at once, on any machine with the same database."""

    help = "Send the e-mails in the outbox, and go on until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how long to go on."""
        parser.add_argument("--once", action="store_true", help="end when nothing is due any more")
        parser.add_argument("--parent", type=int, metavar="PID", help="end when the process that started this ends")

    def handle(self, *, once: bool, parent: int | None, **_options: Any) -> None:
        """Send until there is nothing to do, or until stopped: then the e-mail in hand is sent first."""
        with _stopping() as stopped:
            self._send_due(stopped)
            while not once and not stopped.wait(EVERY) and parent in {None, os.getppid()}:
                close_old_connections()
                self._send_due(stopped)

    def _send_due(self, stopped: Event) -> None:
        """Send all that is due; where the database cannot be reached, say so and leave the rest for later."""
        try:
            while not stopped.is_set() and send_next():
                pass
        except (OperationalError, InterfaceError):
            logger.exception("No e-mail is sent")


@contextmanager
def _stopping() -> Iterator[Event]:
    """Give what is set at the first signal to stop; the second one finds things as they were, and stops at once."""
    stopped = Event()
    former = {number: signal.getsignal(number) for number in STOPS}

    def stop(number: int, _frame: object) -> None:
        stopped.set()
        signal.signal(number, former[signal.Signals(number)])

    for number in STOPS:
        signal.signal(number, stop)
    try:
        yield stopped
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
