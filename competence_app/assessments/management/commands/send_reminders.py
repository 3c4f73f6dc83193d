"""``manage.py send_reminders [--dry-run]``: tell people what is due and what waits for them. Run it once a day."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from competence_app.assessments.actions.reminding import Item, items_by_person, remind
from competence_app.people.actions import deliver
from competence_app.people.models import Notice, User

EVERY = 50  # e-mails between two lines of progress
WORTH_RETRYING = timedelta(days=7)
Thing = TypeVar("Thing")


class Command(BaseCommand):
    """Reminds by e-mail, one a person; a second run on the same day sends nothing more."""

    help = "Remind by e-mail of assessments that are due, overdue or waiting for a supervisor."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether only to say what would be done."""
        parser.add_argument("--dry-run", action="store_true", help="say who would be told of what, and send nothing")

    def handle(self, *, dry_run: bool, **_options: Any) -> None:
        """Remind everybody; exit with status 1 where an e-mail could not be sent, and try that again next time."""
        now = timezone.now()
        items = items_by_person(timezone.localdate())
        unsent = Notice.objects.unsent().filter(at__range=(now - WORTH_RETRYING, now))
        late = list(unsent.select_related("person"))
        if dry_run:
            self._say(items, late)
            self.stdout.write(f"{_people(len(items))} would be reminded, {_notices(len(late))} sent again.")
            return
        again = sum(deliver(notice) for notice in self._counted(late, _notices(len(late))))
        told, failed = self._remind(items)
        self.stdout.write(f"{_people(told)} reminded, {_notices(again)} sent again.")
        if failed := failed + unsent.count():
            tried = len(items) + len(late)
            msg = f"{failed} of {tried} e-mails could not be sent. They are tried again at the next run."
            raise CommandError(msg)

    def _say(self, items: dict[User, list[Item]], late: Collection[Notice]) -> None:
        for person, theirs in items.items():
            for item in theirs:
                self.stdout.write(f"{person.email}: {item.kind}, {item.day:%d %B %Y}, {item.assessment.content.title}")
        for notice in late:
            self.stdout.write(f"{notice.person.email}: {notice}")

    def _remind(self, items: dict[User, list[Item]]) -> tuple[int, int]:
        """Return how many were told, and for how many that failed."""
        told = failed = 0
        for person, theirs in self._counted(items.items(), _people(len(items))):
            try:
                told += remind(person, theirs)
            except (OSError, ValueError) as error:  # of mail servers and the way to them; of an address that is none
                failed += 1
                self.stderr.write(f"{person.email}: {error}")
        return told, failed

    def _counted(self, things: Collection[Thing], in_words: str) -> Iterator[Thing]:
        """Yield the things, with a line of progress each time that ``EVERY`` are done."""
        for done, thing in enumerate(things, start=1):
            yield thing
            if done % EVERY == 0:
                self.stdout.write(f"{done} of {in_words}")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _notices(count: int) -> str:
    return "1 notice" if count == 1 else f"{count} notices"
