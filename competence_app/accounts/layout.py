"""How an invitation is spoken of to whoever may send it again."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from competence_app.accounts import wording
from competence_app.outbox.models import Mail
from competence_app.people.models import User


def may_be_invited(user: User) -> bool:
    """Whether an invitation would be of use: to an open account whose owner has chosen no password yet."""
    return user.is_active and not user.has_usable_password()


def invitation(user: User) -> str:
    """Say where the last invitation to an account stands."""
    mail = Mail.objects.invitations_to(user.email).first()
    if user.has_usable_password():
        return wording.INVITATIONS["accepted"]
    if not mail:
        return wording.INVITATIONS["none"]
    facts = {
        "attempts": mail.attempts,
        "problem": mail.problem,
        "next": _when(mail.due_at),
        "sent": _when(mail.sent_at),
    }
    return wording.INVITATIONS[mail.status].format(**facts)


def _when(moment: datetime | None) -> str:
    return date_format(localtime(moment), "j F Y, H:i") if moment else ""
