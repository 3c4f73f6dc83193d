"""``manage.py import_people FILE --by ADDRESS [--check] [--leave-out]``: bring people in from a file."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from competence_app.accounts.actions.importing import bring, plan_of
from competence_app.accounts.formats.problems import UnreadablePeopleError
from competence_app.accounts.formats.reading import MAX_BYTES, read_people
from competence_app.accounts.formats.wording import (
    change_in_words,
    done_in_words,
    refusal_in_words,
    totals_in_words,
    unreadable_in_words,
)
from competence_app.accounts.queries.importing import titles_by_code
from competence_app.accounts.rules.importing.plans import ACTING, ImportPlan, Outcome
from competence_app.accounts.rules.importing.rows import PeopleFile
from competence_app.people.models import User


class Command(BaseCommand):
    """Brings people in from a file as the page does; says every refused row as ``FILE:ROW: message``."""

    help = "Bring people in from a workbook, CSV or an extract: all rows, or none where one is refused."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file's name, who brings it, and how far to go."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--by", metavar="ADDRESS", required=True, help="the people administrator who brings them")
        parser.add_argument("--check", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--leave-out", action="store_true", help="leave refused rows out and do the others")

    def handle(self, *, file: Path, by: str, check: bool, leave_out: bool, **_options: Any) -> None:
        """Bring the people; exit with status 1 where a row is refused that is not to be left out."""
        administrator, rows = _administrator(by), _read(file).rows
        plan = plan_of(rows, by=administrator)
        if refused := _refused(file, plan):
            self.stderr.write("\n".join(refused))
        if refused and not leave_out:
            sys.exit(1)
        if check:
            self.stdout.write("\n".join([*_done(file, plan), f"Would do: {', '.join(totals_in_words(plan))}."]))
        else:
            self.stdout.write(done_in_words(bring(rows, expected=plan.digest, by=administrator)))


def _administrator(address: str) -> User:
    try:
        return User.objects.get(email=address, is_active=True, is_people_administrator=True)
    except User.DoesNotExist:
        raise CommandError(f"{address} is no people administrator: name one, by whom this is done.") from None


def _read(file: Path) -> PeopleFile:
    try:
        with file.open("rb") as stream:
            return read_people(stream.read(MAX_BYTES + 1))
    except OSError as error:
        raise CommandError(f"{file}: this file cannot be read: {error.strerror}") from None
    except UnreadablePeopleError as error:
        raise CommandError(f"{file}: {unreadable_in_words(error)}") from None


def _refused(file: Path, plan: ImportPlan) -> list[str]:
    lines = plan.of(Outcome.REFUSED)
    return [f"{file}:{line.number}: {refusal_in_words(refusal)}" for line in lines for refusal in line.refusals]


def _done(file: Path, plan: ImportPlan) -> list[str]:
    job_roles = titles_by_code()
    changes = ((line, [change_in_words(change, job_roles) for change in line.changes]) for line in plan.of(*ACTING))
    return [f"{file}:{line.number}: {line.address}: {'; '.join(said)}" for line, said in changes]
