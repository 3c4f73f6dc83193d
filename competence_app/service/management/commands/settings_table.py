"""``competence settings-table``: what the environment may say, as docs/running.md has it."""

from typing import Any

from django.core.management.base import BaseCommand

from competence_app.environment.variables import settings_table


class Command(BaseCommand):
    """Prints every variable with its default and meaning, as a table of Markdown."""

    help = "Print every variable that an installation may set, as a table."
    requires_system_checks = ()

    def handle(self, **_options: Any) -> None:
        """Print it."""
        self.stdout.write(settings_table())
