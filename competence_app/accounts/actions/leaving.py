"""Ending sessions."""

from secrets import token_hex

from django.db import transaction

from competence_app.audit.actions import record
from competence_app.people.models import User


@transaction.atomic
def sign_out_everywhere(user: User) -> None:
    """End all sessions of ``user``; the caller keeps the one that this was asked in."""
    end_sessions(user)
    record("sign out everywhere", user, by=user, about=user)


def end_sessions(user: User) -> None:
    """End all sessions of ``user`` for good: none goes on where a closed account is opened again."""
    user.sessions_salt = token_hex(8)
    user.save(update_fields=["sessions_salt"])
