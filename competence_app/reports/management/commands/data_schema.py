"""``manage.py data_schema > docs/my-data.schema.json``: what the file of everything held about a person says."""

from typing import Any

from django.core.management.base import BaseCommand

from competence_app.reports.layout.files.held import schema


class Command(BaseCommand):
    """Prints the JSON Schema of a person's data."""

    help = "Print the JSON Schema of the file of everything held about a person."
    requires_system_checks = ()

    def handle(self, **_options: Any) -> None:
        """Print it, one line a value."""
        self.stdout.write(schema(), ending="")
