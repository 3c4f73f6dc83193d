"""``competence restore-drill FILE``: put a backup into a database that goes again, and say what is in it."""

import argparse
from pathlib import Path
from typing import Any

import environ
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections

from competence_app.service.actions.restoring import drill
from competence_app.service.rules.refusals import BackupRefusedError
from competence_app.service.wording import DRILLED, differs, refused


class Command(BaseCommand):
    """Proves a backup, without touching the installation."""

    help = "Put a backup into a database that is made for it and goes again, and compare them table by table."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file's name, and where to put it."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help=argparse.SUPPRESS)
        parser.add_argument("--into", metavar="DATABASE_URL", help="an empty database, where none may be made")

    def handle(self, *, file: Path, into: str | None, database: str, **_options: Any) -> None:
        """Do it, and print a line a table; exit with status 1 where something differs."""
        try:
            manifest, found = drill(connections[database], file, environ.Env.db_url_config(into) if into else None)
        except (BackupRefusedError, OSError) as error:
            raise CommandError(refused(error)) from error
        for name, table in manifest.held.tables.items():
            self.stdout.write(f"{table.rows:>12,}  {table.digest[:12]}  {name}")
        if found:
            raise CommandError(differs("the drill's database", file, found))
        self.stdout.write(DRILLED.format(structure=len(manifest.held.structure), counters=len(manifest.held.counters)))
