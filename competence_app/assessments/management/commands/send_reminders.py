"""``manage.py send_reminders [--dry-run]``: tell people what is due and what waits for them. Run it once a day."""

from collections.abc import Collection, Iterator
from typing import Any, TypeVar

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from competence_app.accounts.actions.guessing import forget_sign_ins
from competence_app.assessments.actions.counting import count_what_waited
from competence_app.assessments.actions.digesting import send_digest, to_digest
from competence_app.assessments.actions.reminding import DueItem, items_by_person, remind
from competence_app.outbox.actions import forget_old
from competence_app.outbox.models import Mail
from competence_app.people.models import Restriction, User

EVERY = 50  # people between two lines of progress
STUCK = """\
{emails} did not go out in time. Does competence worker (or send_mail) run?
Why the mail server refuses an e-mail is on the page of people administrators that lists emails, and in the log."""
Thing = TypeVar("Thing")


class Command(BaseCommand):
    """Reminders, one e-mail a person, and what else is done once a day; a second run that day writes nothing more."""

    help = "Remind by e-mail of assessments that are due, overdue or waiting for a supervisor; delete what is past use."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether only to say what would be done."""
        parser.add_argument("--dry-run", action="store_true", help="say who would be told of what, and do nothing")

    def handle(self, *, dry_run: bool, **_options: Any) -> None:
        """Remind everybody; exit with status 1 where e-mails do not go out, reminders or others."""
        today = timezone.localdate()  # throughout, also where midnight comes meanwhile
        items = items_by_person(today)
        if dry_run:
            self._say(items)
            return
        told = sum(remind(person, theirs, on=today) for person, theirs in self._counted(items.items()))
        self.stdout.write(f"{_people(told)} reminded.")
        if summed := sum(send_digest(user, on=today) for user in to_digest(today)):
            self.stdout.write(f"{_people(summed)} sent the week's summary.")
        count_what_waited()
        call_command("clearsessions")
        forget_old(timezone.now(), keeping=Restriction.objects.in_force().values_list("person__email", flat=True))
        forget_sign_ins(timezone.now())
        if stuck := Mail.objects.stuck(timezone.now()).count():
            raise CommandError(STUCK.format(emails="1 e-mail" if stuck == 1 else f"{stuck} e-mails"))

    def _say(self, items: dict[User, list[DueItem]]) -> None:
        for person, theirs in items.items():
            for item in theirs:
                self.stdout.write(f"{person.email}: {item.kind}, {item.day:%d %B %Y}, {item.assessment.content.title}")
        self.stdout.write(f"{_people(len(items))} would be reminded.")

    def _counted(self, things: Collection[Thing]) -> Iterator[Thing]:
        """Yield the things, with a line of progress each time that ``EVERY`` are done."""
        for done, thing in enumerate(things, start=1):
            yield thing
            if done % EVERY == 0:
                self.stdout.write(f"{done} of {_people(len(things))}")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
