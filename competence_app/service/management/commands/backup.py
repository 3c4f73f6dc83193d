"""``competence backup FILE``: take all that the database holds along in a file, while people go on."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections

from competence_app.service.actions.backing_up import back_up
from competence_app.service.rules.refusals import BackupRefusedError
from competence_app.service.wording import BACKED_UP, refused


class Command(BaseCommand):
    """Writes a backup, with the number and digest of each table's rows in it."""

    help = "Write a file with all that the database holds at one moment. Keys of passports are not in it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file's name."""
        parser.add_argument("file", type=Path, metavar="FILE", help="that is not there yet")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help=argparse.SUPPRESS)

    def handle(self, *, file: Path, database: str, **_options: Any) -> None:
        """Write it; exit with status 1 where it cannot be written."""
        try:
            manifest = back_up(connections[database], file)
        except (BackupRefusedError, OSError) as error:
            raise CommandError(refused(error)) from error
        tables = manifest.held.tables
        said = BACKED_UP.format(file=file, rows=sum(table.rows for table in tables.values()), tables=len(tables))
        self.stdout.write(said)
