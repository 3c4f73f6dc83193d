"""``manage.py export_framework CODE [VERSION] [--format KEY]``: print a version, its YAML as it was given."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from competence_app.catalogue.exports.papers import PAPERS, taken_along
from competence_app.catalogue.formats.registry import YAML, written
from competence_app.catalogue.layout.version import status_of
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of, file_of, role_titles


class Command(BaseCommand):
    """Prints a file that loads back to the same version."""

    help = "Print a version of a framework: the current one, or the one that is named."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the framework's code, the version's label and the format's key."""
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("version", metavar="VERSION", nargs="?")
        parser.add_argument("--format", choices=taken_along(), default=YAML.key, help="to write it as (%(default)s)")

    def handle(self, *, code: str, **options: Any) -> None:
        """Print the file's bytes; raise ``CommandError`` where there is no such version."""
        data = _file(_find(code, options["version"]), options["format"])
        binary: Any = self.stdout.buffer
        binary.write(data)


def _file(version: Version, key: str) -> bytes:
    if key in written():
        return file_of(version, written()[key])
    return PAPERS[key].write(content_of(version.pk), role_titles(), status=status_of(version))


def _find(code: str, label: str | None) -> Version:
    versions = Version.objects.filter(framework__code=code)
    found = versions.current().first() if label is None else versions.filter(label=label).first()
    if not found:
        labels = ", ".join(version.label for version in versions)
        has = f"“{code}” has: {labels}" if labels else f"there is no framework “{code}”"
        raise CommandError(f"No such version: {has}.")
    return found
