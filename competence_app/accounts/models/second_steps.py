"""Second steps, as allauth keeps them."""

from allauth.mfa.models import Authenticator
from django.db.models import OuterRef, QuerySet

from competence_app.people.models import User

KIND = Authenticator.Type
BY_THEMSELVES = (KIND.TOTP, KIND.WEBAUTHN)  # recovery codes are there for when these are lost


def set_up_by(person: User | OuterRef) -> "QuerySet[Authenticator]":
    """Return what a person has set up to be asked for after the password."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=person, type__in=BY_THEMSELVES)
    return found
