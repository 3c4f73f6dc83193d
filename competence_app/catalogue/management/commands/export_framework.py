"""``manage.py export_framework CODE [VERSION] [--format KEY]``: print a version, its YAML as it was given."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from competence_app.catalogue.exports.papers import PAPERS, seconds_for, taken_along
from competence_app.catalogue.formats.registry import YAML, written
from competence_app.catalogue.layout.version import status_of
from competence_app.catalogue.layout.wording import SETTING
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of, file_of, role_titles
from competence_app.ui.downloads import MEGABYTE


class Command(BaseCommand):
    """Prints a file that loads back to the same version."""

    help = "Print a version of a framework: the current one, or the one that is named."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the framework's code, the version's label and the format's key."""
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("version", metavar="VERSION", nargs="?")
        parser.add_argument("--format", choices=taken_along(), default=YAML.key, help="to write it as (%(default)s)")

    def handle(self, *, code: str, **options: Any) -> None:
        """Print the file's bytes, and beside them how far it is; raise ``CommandError`` where there is none such."""
        version, key = _find(code, options["version"]), options["format"]
        content = content_of(version.pk)
        seconds = seconds_for(content) if key in PAPERS and PAPERS[key].is_set else 0
        if seconds:
            self.stderr.write(SETTING["begun"].format(count=len(content.competences), seconds=seconds))
        data = _file(version, key)
        if seconds:
            self.stderr.write(SETTING["done"].format(size=len(data) / MEGABYTE))
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
