"""What allauth asks of us: which steps a sign-in has, how secrets are kept, and what passkeys call the service."""

from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import LoginStage
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac

from competence_app.accounts.queries.second_steps import has_second_step
from competence_app.accounts.requests import is_proved, is_trusted
from competence_app.people.models import User

SERVICE = "Competence self-assessment"


class SecondStep(LoginStage):  # type: ignore[misc]  # allauth has no types
    """The step after the password, for who has set one up and comes from elsewhere than a trusted network."""

    key = "second-step"
    urlname = "second-step"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Return the page that asks for it, or None where it is not asked; and that the sign-in goes on."""
        return (redirect(self.urlname) if _is_asked(self.request, self.login.user) else None), True


def _is_asked(request: HttpRequest, user: User) -> bool:
    return not is_trusted(request) and not is_proved(request, user) and has_second_step(user)


class SigningIn(DefaultAccountAdapter):  # type: ignore[misc]  # as above
    """Pages say themselves what was done."""

    def get_login_stages(self) -> list[str]:
        """Return the steps between a password and being signed in."""
        return [f"{SecondStep.__module__}.{SecondStep.__name__}"]

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Say nothing."""


class SecondSteps(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    """How second steps are kept, and how phones and keys name the service."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept in the database."""
        return _sealing(*settings.SECOND_STEP_KEYS).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; raise ``InvalidToken`` where it was sealed with a key that is not there any more."""
        return _sealing(*settings.SECOND_STEP_KEYS).decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """Return what an authenticator app calls the service."""
        return SERVICE

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return what a passkey belongs to: the host in the address bar."""
        return super().get_public_key_credential_rp_entity() | {"name": SERVICE}  # type: ignore[no-any-return]  # as above


@lru_cache(maxsize=4)
def _sealing(*keys: str) -> MultiFernet:
    """Return what seals with the first key and opens with each; a key is a text of any length."""
    digests = (salted_hmac("second step", "", secret=key, algorithm="sha256").digest() for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
