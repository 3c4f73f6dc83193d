"""How second steps are kept, and how phones and keys name the service."""

from base64 import urlsafe_b64encode
from functools import lru_cache

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SERVICE = "Competence self-assessment"


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
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
