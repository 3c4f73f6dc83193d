"""``manage.py prune_record [--dry-run]``: remove what is older than the record is kept."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.formats import date_format

from competence_app.oversight.actions import Pruned, kept_since, prune
from competence_app.oversight.wording import PRUNED

DAY = "j F Y"
INTERRUPTED = 130  # as shells have it


class Command(BaseCommand):
    """Removes old lines some at a time, and says how far it is; stopped in between, what is removed is."""

    help = "Remove what is older than the record is kept (AUDIT_RETENTION_DAYS)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to count only."""
        parser.add_argument("--dry-run", action="store_true", help="say how many would be removed, and remove none")

    def handle(self, *, dry_run: bool, **_options: Any) -> None:
        """Remove them; exit with status 130 where that is interrupted."""
        before, pruned = kept_since(timezone.now()), Pruned()
        try:
            for pruned in prune(before, is_trial=dry_run):
                self.stderr.write(PRUNED["progress"].format(**pruned._asdict()))
        except KeyboardInterrupt:
            self.stderr.write(PRUNED["stopped"].format(**pruned._asdict()))
            sys.exit(INTERRUPTED)
        day = date_format(timezone.localtime(before), DAY)
        self.stdout.write(PRUNED["would" if dry_run else "done"].format(day=day, **pruned._asdict()))
