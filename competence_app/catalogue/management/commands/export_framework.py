"""``manage.py export_framework CODE [VERSION]``: print a version's YAML as it was given."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from competence_app.catalogue.models import Version


class Command(BaseCommand):
    """Prints YAML that loads back to the same version."""

    help = "Print a version of a framework as YAML: the current one, or the one that is named."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the framework's code and the version's label."""
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("version", metavar="VERSION", nargs="?")

    def handle(self, *, code: str, **options: Any) -> None:
        """Print the text; raise ``CommandError`` where there is no such version."""
        self.stdout.write(_find(code, options["version"]).text, ending="")


def _find(code: str, label: str | None) -> Version:
    versions = Version.objects.filter(framework__code=code)
    found = versions.current().first() if label is None else versions.filter(label=label).first()
    if not found:
        labels = ", ".join(version.label for version in versions)
        has = f"“{code}” has: {labels}" if labels else f"there is no framework “{code}”"
        raise CommandError(f"No such version: {has}.")
    return found
