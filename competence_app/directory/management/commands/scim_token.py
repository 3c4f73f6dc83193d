"""``manage.py scim_token create NAME [--expires DATE]|list|revoke NAME``: the tokens by which directories are known."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from competence_app.directory.actions.tokens import make_token, revoke_token
from competence_app.directory.models import Token


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("Write the day like 2027-12-01.") from None


class Command(BaseCommand):
    """Makes, lists and revokes tokens."""

    help = "Make a token by which a directory of staff administers people (SCIM 2.0), list them, or revoke one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do."""
        acts = parser.add_subparsers(dest="act", required=True)
        create = acts.add_parser("create", help="make a token and print it, once")
        create.add_argument("name", metavar="NAME", help="who answers for it, as people and the record are told")
        create.add_argument("--expires", metavar="DATE", type=_day, help="its first day without use")
        acts.add_parser("list", help="list the tokens, the oldest first, without themselves")
        revoke = acts.add_parser("revoke", help="let nobody in by it any more, at once")
        revoke.add_argument("name", metavar="NAME", help="its name, as list prints it")

    def handle(self, *, act: str, **options: Any) -> None:
        """Do it."""
        acts: dict[str, Callable[..., None]] = {"create": self._create, "list": self._list, "revoke": self._revoke}
        acts[act](**options)

    def _create(self, *, name: str, expires: date | None, **_options: Any) -> None:
        expires_at = timezone.make_aware(datetime.combine(expires, time())) if expires else None
        try:
            self.stdout.write(make_token(name, expires_at=expires_at))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _list(self, **_options: Any) -> None:
        for token in Token.objects.all():
            facts = {"made": token.made_at, "used": token.last_used_at, "expires": token.expires_at}
            dates = (f"{fact} {timezone.localdate(moment)}" for fact, moment in facts.items() if moment)
            revoked = f"  revoked {timezone.localdate(token.revoked_at)}" if token.revoked_at else ""
            self.stdout.write(f"{token.name}  {'  '.join(dates)}{revoked}")

    def _revoke(self, *, name: str, **_options: Any) -> None:
        token = Token.objects.called(name).first()
        if token is None:
            raise CommandError(f"There is no token {name}: list prints those there are.")
        revoke_token(token)
        self.stdout.write(f"Revoked {token.name}.")
