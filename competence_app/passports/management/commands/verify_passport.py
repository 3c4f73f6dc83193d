"""``manage.py verify_passport FILE [--keys FILE …] [--revoked FILE]``: check a passport without a network."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from competence_app.passports.layout import told
from competence_app.passports.queries import checked
from competence_app.passports.rules.credential import Credential
from competence_app.passports.rules.keys import KeysError, issuer_in
from competence_app.passports.rules.verifying import Verdict, verify


class Command(BaseCommand):
    """Says whether a passport is good, and what it says; with --keys it needs no database."""

    help = "Check a passport: by the keys of this installation, or by files of issuers' keys alone."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the passport, and by what to check it."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--keys", metavar="FILE", type=Path, action="append", help="an issuer's keys (jwks.json)")
        parser.add_argument("--revoked", metavar="FILE", type=Path, help="an issuer's list of what was revoked")

    def handle(self, *, file: Path, **options: Any) -> None:
        """Print what it says; exit with an error where it is not good, or a file cannot be read."""
        try:
            token = file.read_text().strip()
            found = _by_files(token, options["keys"], options["revoked"]) if options["keys"] else checked(token)
        except (OSError, KeysError, ValueError) as error:
            raise CommandError(str(error)) from error
        said = told(found)
        if not (found.is_good and said.says):
            raise CommandError(f"{said.in_words}. {said.advice}")
        self._print(said.in_words, said.says)

    def _print(self, verdict: str, says: Credential) -> None:
        self.stdout.write(f"{verdict} until {timezone.localdate(says.holds_until)}.")
        self.stdout.write(f"{says.owner}: {says.achievement.name}, version {says.achievement.version}")
        self.stdout.write(f"Agreed {timezone.localdate(says.agreed_at)}, issued by {says.issuer.name}")
        self.stdout.write("\n".join(f"  {line.code}: {line.agreed or '-'}" for line in says.lines))


def _by_files(token: str, keys: list[Path], revoked: Path | None) -> Verdict:
    issuers = [issuer_in(file.read_bytes()) for file in keys]
    ids = _ids(revoked) if revoked else ()
    return verify(token, issuers, now=timezone.now(), is_revoked=lambda credential: credential.id in ids)


def _ids(revoked: Path) -> Collection[str]:
    """Return the ids in a list of what was revoked; raise ``ValueError`` where it is none."""
    try:
        return {one["id"] for one in json.loads(revoked.read_bytes())["revokedCredential"]}
    except (KeyError, TypeError) as error:
        raise ValueError(f"{revoked} is no list of what was revoked.") from error
