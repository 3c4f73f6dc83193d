"""`manage.py seed_demo`: fill an empty demo database, and print who can sign in to it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from competence_app.demo.cast import CAST, PASSWORD, seed
from competence_app.people.models import User


class Command(BaseCommand):
    """Adds the named cast to an empty database and prints the sign-ins."""

    help = "Fill an empty database with the demo's people and answers, and print their sign-ins (DEBUG=1 only)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether there is to be the example too."""
        parser.add_argument(
            "--example", action="store_true", help="add a framework that is an example of all that one can say"
        )

    def handle(self, *, example: bool, **_options: object) -> None:
        """Seed once; refuse outside the demo, where well-known passwords have no place."""
        if not settings.DEBUG:
            msg = "The demo's passwords are public: seed_demo works with DEBUG=1 only."
            raise CommandError(msg)
        if seed(example=example):
            self.stdout.write("The demo's people were added.")
        self._print_sign_ins()

    def _print_sign_ins(self) -> None:
        there = set(User.objects.get_queryset().values_list("email", flat=True))
        cast = [person for person in CAST if person.email in there]
        if cast:
            self.stdout.write(f"Sign in with the password {PASSWORD} as")
        for person in cast:
            self.stdout.write(f"  {person.email:<20} {person.name}, {person.part}")
