"""``manage.py passport_key new|list|retire``: the keys that passports are signed with."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from competence_app.passports.actions.keys import make_key, retire_key
from competence_app.passports.queries import own_keys, signing_key
from competence_app.passports.rules.keys import SECRET, thumbprint_of


class Command(BaseCommand):
    """Makes, lists and retires the keys in the folder PASSPORT_KEYS; it needs no database."""

    help = "Make a key that signs passports from now on, list the keys there are, or retire one."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do."""
        acts = parser.add_subparsers(dest="act", required=True)
        new = acts.add_parser("new", help="make a key, which signs from now on; those before it still verify")
        new.add_argument("--if-none", action="store_true", help="unless there is one that signs")
        acts.add_parser("list", help="list the keys, the newest first")
        retire = acts.add_parser("retire", help="delete a key's private part: it verifies, and signs no more")
        retire.add_argument("key", metavar="KEY", help="its name, as list prints it")

    def handle(self, *, act: str, **options: Any) -> None:
        """Do it."""
        acts: dict[str, Callable[..., None]] = {"new": self._new, "list": self._list, "retire": self._retire}
        acts[act](**options)

    def _new(self, *, if_none: bool, **_options: Any) -> None:
        if not (if_none and signing_key()):
            self.stdout.write(f"Made {thumbprint_of(make_key())}.")

    def _list(self, **_options: Any) -> None:
        signing = signing_key()
        for key in own_keys():
            state = "signs" if key == signing else "could sign" if SECRET in key else "retired"
            made = datetime.fromtimestamp(key["iat"], UTC)
            self.stdout.write(f"{thumbprint_of(key['kid'])}  made {made:%Y-%m-%d}  {state}")

    def _retire(self, *, key: str, **_options: Any) -> None:
        try:
            retire_key(key)
        except KeyError as error:
            raise CommandError(f"There is no key {key}: list prints those there are.") from error
        self.stdout.write(f"Retired {key}.")
