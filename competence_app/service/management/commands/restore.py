"""``competence restore FILE``: put back what a backup holds; people wait meanwhile, and sign in anew."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections

from competence_app.service.actions.restoring import restore
from competence_app.service.rules.refusals import BackupRefusedError
from competence_app.service.wording import RESTORED, differs, refused


class Command(BaseCommand):
    """Puts a backup into the database, from SQLite into PostgreSQL too, and compares what is there then."""

    help = "Put a backup in the place of what the database holds. A backup of SQLite may go into PostgreSQL."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file's name, and whether it may take the place of people and frameworks."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help=argparse.SUPPRESS)
        parser.add_argument("--over", action="store_true", help="also where there are people or frameworks already")

    def handle(self, *, file: Path, over: bool, database: str, **_options: Any) -> None:
        """Put it back; exit with status 1 where it cannot be, or where something differs then."""
        try:
            manifest, found = restore(connections[database], file, over=over)
        except (BackupRefusedError, OSError) as error:
            raise CommandError(refused(error)) from error
        if found:
            raise CommandError(differs("the database", file, found))
        rows = sum(table.rows for table in manifest.held.tables.values())
        self.stdout.write(RESTORED.format(rows=rows, made_at=manifest.made_at, release=manifest.release))
