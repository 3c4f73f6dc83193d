"""What somebody is called by the organisation's sign-in service, and the roles that it gives."""

from collections.abc import Collection

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from competence_app.accounts import wording
from competence_app.accounts.models import Awaited
from competence_app.accounts.wording import signing_in as words
from competence_app.audit.actions import record
from competence_app.people.actions import tell
from competence_app.people.models import User
from competence_app.people.rules.roles import ROLES, role_verb


@transaction.atomic
def link(user: User, subject: str, *, verb: str = "link sign-in") -> SocialAccount:
    """Let whoever the service calls ``subject`` sign in as ``user``, in place of whom it was or would have been."""
    Awaited.objects.filter(person=user).delete()
    SocialAccount.objects.filter(user=user, provider=settings.OIDC_ISSUER).delete()
    account = SocialAccount.objects.create(user=user, provider=settings.OIDC_ISSUER, uid=subject)
    _write_down(verb, user)
    return account


@transaction.atomic
def unlink(user: User) -> None:
    """Let the service sign nobody in as ``user`` any more."""
    deleted, _ = SocialAccount.objects.filter(user=user, provider=settings.OIDC_ISSUER).delete()
    if deleted:
        _write_down("unlink sign-in", user)


def _write_down(verb: str, user: User) -> None:
    record(verb, user, by=user, about=user)
    tell(user, *words.second_step_notice(verb, service=settings.OIDC_NAME), path=reverse("account"), on_home=False)


@transaction.atomic
def follow_roles(user: User, roles: Collection[str]) -> None:
    """Give and take the roles that the service decides on; others stay."""
    decided = {*settings.OIDC_ROLES.values()}
    wanted = {column: role in roles for column, role in ROLES.items() if role in decided}
    changed = [column for column, is_given in wanted.items() if getattr(user, column) != is_given]
    for column in changed:
        setattr(user, column, wanted[column])
        verb = role_verb(ROLES[column], given=wanted[column])
        record(verb, user, by=None, about=user)
        tell(user, *wording.role_notice(verb, by=settings.OIDC_NAME), path=reverse("home"))
    if changed:
        user.save(update_fields=changed)
