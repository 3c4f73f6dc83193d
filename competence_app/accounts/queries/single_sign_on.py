"""The organisation's own sign-in service, as pages speak of it."""

from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from competence_app.people.models import User


@dataclass(frozen=True, slots=True)
class Ways:
    """How people sign in here: through a service with this name, if it is not empty; with passwords of ours, or not."""

    service: str
    with_passwords: bool


def ways() -> Ways:
    """Return how people sign in here."""
    return Ways(settings.OIDC_NAME if settings.OIDC_ISSUER else "", settings.LOCAL_PASSWORDS)


def is_linked(user: User) -> bool:
    """Tell whether the service knows who ``user`` is; without a service there is nothing to ask."""
    accounts = SocialAccount.objects.filter(user=user, provider=settings.OIDC_ISSUER)
    return bool(settings.OIDC_ISSUER) and bool(accounts.exists())
