"""How administration speaks of people: of invitations, and of what is new to whom."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from competence_app.accounts import wording
from competence_app.accounts.queries.changing import Change
from competence_app.accounts.queries.people import PersonRow
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


def signed_in(row: PersonRow) -> str:
    """Say when somebody signed in last, or where their invitation stands."""
    person, mail = row.person, row.invitation
    if person.last_login:
        return date_format(localtime(person.last_login), wording.DAY)
    status = "accepted" if person.has_usable_password() else mail.status if mail else "none"
    sent = date_format(localtime(mail.sent_at), wording.DAY) if mail and mail.sent_at else ""
    return wording.NEVER_SIGNED_IN[status].format(sent=sent)


def in_words(change: Change) -> list[str]:
    """Say what is new to somebody, or why nothing is."""
    person, said = change.person, wording.MANY
    if not person.is_active:
        return [said["closed"]]
    lines = []
    if change.team:
        lines.append(said["team"].format(before=person.team or wording.NO_WORK, after=change.team))
    if change.job_role:
        lines.append(said["job role"].format(before=person.job_role or wording.NO_WORK, after=change.job_role))
    if change.supervisor:
        lines.append(said["supervisor"].format(supervisor=change.supervisor))
    return lines or [said["same"]]


def _when(moment: datetime | None) -> str:
    return date_format(localtime(moment), wording.MOMENT) if moment else ""
