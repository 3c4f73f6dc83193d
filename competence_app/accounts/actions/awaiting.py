"""Whom a directory made an account for comes through the organisation's sign-in service, and is known there at once.

What is believed is what the directory said when it made the account, and only while nobody got in any other way: until
then nothing in it is anybody's.
"""

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction

from competence_app.accounts.actions.single_sign_on import link
from competence_app.accounts.models import Awaited
from competence_app.accounts.rules.single_sign_on import LONGEST_SUBJECT
from competence_app.people.models import User


def expect(person: User, name: str | None) -> None:
    """Let whoever the service calls so be ``person``, whose account was made just now, when they first come.

    Nobody is where the settings do not say what a directory's names are, or there is no such name.
    """
    if settings.OIDC_DIRECTORY_CLAIM and name and len(name) <= LONGEST_SUBJECT:
        Awaited.objects.create(person=person, issuer=settings.OIDC_ISSUER, name=name)


def expect_nobody(person: User) -> None:
    """Let ``person`` be known to the service by hand alone from now on."""
    Awaited.objects.filter(person=person).delete()


@transaction.atomic
def welcome(subject: str, name: str) -> User | None:
    """Return who comes for the first time, called ``name`` as a directory calls them, and link an open account.

    Nobody is where somebody got in already by a link, a password or the service: they link it themselves.
    """
    awaited = Awaited.objects.called(name).select_for_update(no_key=True).first()
    if awaited is None or not _is_untouched(awaited.person):
        return None
    if awaited.person.is_active:
        link(awaited.person, subject, verb="link as listed")
    return awaited.person


def is_anothers(name: str, person: User) -> bool:
    """Tell whether the service speaks of somebody whose own account awaits them."""
    awaited = Awaited.objects.called(name).exclude(person=person).select_related("person").first()
    return awaited is not None and _is_untouched(awaited.person)


def _is_untouched(person: User) -> bool:
    is_linked = SocialAccount.objects.filter(user=person).exists()
    return not (person.last_login or person.has_usable_password() or is_linked)
