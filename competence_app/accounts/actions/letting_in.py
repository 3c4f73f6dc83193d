"""Letting people in: e-mails with a link at which somebody chooses a password."""

from collections.abc import Collection, Iterable, Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from competence_app.accounts import wording
from competence_app.audit.actions import Actor, record, record_each
from competence_app.outbox import actions as outbox
from competence_app.outbox.models import Mail
from competence_app.people.models import User
from competence_app.people.models.namesakes import take_turn


@transaction.atomic
def invite(user: User, *, by: Actor) -> None:
    """Write ``user`` an e-mail from ``by`` with a link to choose a password, in place of one not yet sent."""
    Mail.objects.invitations_to(user.email).unsent().delete()
    outbox.write_mail(Mail.Kind.INVITATION, user.email, *_invitation(user, by))
    record("invite", user, by=by, about=user)


def invite_new(users: Sequence[User], *, by: User) -> None:
    """Write the same to many, whose accounts were made just now."""
    outbox.write_each(Mail.Kind.INVITATION, (outbox.Letter(user.email, *_invitation(user, by)) for user in users))
    record_each("invite", User, ((user.pk, user.pk) for user in users), by=by)


def _invitation(user: User, by: Actor) -> tuple[str, str]:
    ask_again = settings.SITE_URL + reverse("password_reset")
    names = {"by": by, "email": user.email, "organisation": settings.ORGANISATION, "ask_again": ask_again}
    names |= {"service": settings.OIDC_NAME}
    return wording.letter("invitation" if settings.LOCAL_PASSWORDS else "invitation elsewhere", **names)


@transaction.atomic
def send_again(mails: Iterable[Mail], *, by: User) -> None:
    """Let e-mails that have not gone out be tried from the start, at once."""
    for mail in mails:
        outbox.send_again(mail)
        record("send again", mail, by=by)


def ask_password_link(email: str) -> None:
    """Write an e-mail with a link to choose a password to whoever has an open account with this address.

    Nobody looks for the account here: how long it takes would tell whether there is one.
    """
    names = {"email": email, "organisation": settings.ORGANISATION, "service": settings.OIDC_NAME}
    letter = wording.letter("password" if settings.LOCAL_PASSWORDS else "link elsewhere", **names)
    outbox.write_password_link(email, *letter)


@transaction.atomic
def save_own(user: User, *, changed: Collection[str]) -> None:
    """Store what ``user`` changed of their own account; another name is written down."""
    take_turn()  # so that the name of before is the last one
    before = User.objects.get(pk=user.pk)
    user.save(update_fields=changed)
    if before.full_name != user.full_name:
        record("rename", user, by=before, about=before)  # under the name of before
    if before.job_role_id != user.job_role_id and user.job_role:
        record("give", user.job_role, by=user, about=user)
