"""``manage.py send_reminders [--dry-run]``: tell people what is due and what waits for them. Run it once a day."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from competence_app.assessments.actions.reminding import Item, items_by_person, remind
from competence_app.people.actions import deliver
from competence_app.people.models import Notice, User

EVERY = 50  # people between two lines of progress
WORTH_RETRYING = timedelta(days=7)


class Command(BaseCommand):
    """Reminds by e-mail, one a person; a second run on the same day sends nothing more."""

    help = "Remind by e-mail of assessments that are due, overdue or waiting for a supervisor."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether only to say what would be done."""
        parser.add_argument("--dry-run", action="store_true", help="say who would be told of what, and send nothing")

    def handle(self, *, dry_run: bool, **_options: Any) -> None:
        """Remind everybody; exit with status 1 where an e-mail could not be sent, and try that again next time."""
        items = items_by_person(timezone.localdate())
        late = Notice.objects.unsent().filter(at__gte=timezone.now() - WORTH_RETRYING).select_related("person")
        if dry_run:
            self._say(items)
            self.stdout.write(f"{_people(len(items))} would be reminded, {late.count()} notices sent again.")
            return
        again = sum(deliver(notice) for notice in late)
        told, failed = self._remind(items)
        self.stdout.write(f"{_people(told)} reminded, {again} notices sent again.")
        if failed:
            msg = f"{failed} of {len(items)} e-mails could not be sent. They are tried again at the next run."
            raise CommandError(msg)

    def _say(self, items: dict[User, list[Item]]) -> None:
        for person, theirs in items.items():
            for item in theirs:
                self.stdout.write(f"{person.email}: {item.kind}, {item.day:%d %B %Y}, {item.assessment.content.title}")

    def _remind(self, items: dict[User, list[Item]]) -> tuple[int, int]:
        """Return how many were told, and for how many that failed."""
        told = failed = 0
        for done, (person, theirs) in enumerate(items.items(), start=1):
            try:
                told += remind(person, theirs)
            except OSError as error:  # what mail servers raise, and the way to them
                failed += 1
                self.stderr.write(f"{person.email}: {error}")
            if done % EVERY == 0:
                self.stdout.write(f"{done} of {_people(len(items))}")
        return told, failed


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
