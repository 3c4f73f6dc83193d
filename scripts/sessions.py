"""Sign everybody of a demo in: `python -m scripts.sessions` prints whose session has which key, as JSON.

Checking a password takes long on purpose, and whoever looks at pages needs none.
"""

import json
from typing import TYPE_CHECKING

import django
from django.db import connections
from django.test import Client

if TYPE_CHECKING:
    from competence_app.people.models import User


def main() -> None:
    """Give each person of DATABASE_URL a session, and print their keys by address."""
    django.setup()
    from competence_app.people.models import User  # noqa: PLC0415 - it needs Django set up

    print(json.dumps({user.email: _signed_in(user) for user in User.objects.get_queryset()}))
    connections.close_all()  # whoever copies SQLite's file has all of it


def _signed_in(user: "User") -> str:
    client = Client()
    client.force_login(user)
    return str(client.session.session_key)


if __name__ == "__main__":
    main()
