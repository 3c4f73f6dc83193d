"""What people have in their pockets: an app that shows codes, and a device that keeps passkeys."""

import json
import re
import time
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from competence_app.accounts.actions.second_steps import make_codes, set_up_app
from competence_app.accounts.adapters.second_steps import SecondStepAdapter
from competence_app.accounts.queries.second_steps import recovery_codes_of
from competence_app.people.models import User
from tests.words import words

HOST = "localhost"
SEEN_AND_UNLOCKED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


def app_of(user: User) -> str:
    """Set an authenticator app up, and return the secret that it knows."""
    secret: str = totp.generate_totp_secret()
    set_up_app(user, secret, counter=0)
    return secret


def code_of(secret: str) -> str:
    """Return the code that an app with this secret shows now."""
    *_, now, _after = totp.yield_hotp_counters_from_time()
    return str(totp.format_hotp_value(totp.hotp_value(secret, now)))


def secret_of(user: User) -> str:
    """Return the secret of the app that is set up."""
    return str(SecondStepAdapter().decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"]))


def secret_on(page: Any) -> str:
    """Return the secret that the page for setting an app up shows."""
    [secret] = re.findall(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", words(page))
    return str(secret).replace(" ", "")


def codes_of(user: User) -> list[str]:
    """Give somebody recovery codes, and return them."""
    make_codes(user)
    return recovery_codes_of(user)


@dataclass
class Device:
    """A device with one passkey, which answers challenges as a browser does."""

    origin: str = f"http://{HOST}"
    flags: AuthenticatorData.FLAG = SEEN_AND_UNLOCKED
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = b"credential of a test"
    user_handle: str = ""

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to what a new passkey is to be like."""
        self.user_handle = options["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        kept = AttestedCredentialData.create(bytes(16), self.credential_id, public)
        known = AuthenticatorData.create(_digest(HOST), self.flags | AuthenticatorData.FLAG.AT, 0, kept)
        response = {"attestationObject": websafe_encode(AttestationObject.create("none", known, {}))}
        return self._answer(CollectedClientData.TYPE.CREATE, options, response)

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to what is to be signed."""
        known = AuthenticatorData.create(_digest(HOST), self.flags, 0)
        said = self._said(CollectedClientData.TYPE.GET, options)
        signature = self.key.sign(known + said.hash, ec.ECDSA(hashes.SHA256()))
        response = {
            "authenticatorData": websafe_encode(known),
            "signature": websafe_encode(signature),
            "userHandle": self.user_handle,
        }
        return self._answer(CollectedClientData.TYPE.GET, options, response)

    def _said(self, kind: CollectedClientData.TYPE, options: dict[str, Any]) -> CollectedClientData:
        return CollectedClientData.create(kind, websafe_decode(options["challenge"]), self.origin)

    def _answer(
        self, kind: CollectedClientData.TYPE, options: dict[str, Any], response: dict[str, str]
    ) -> dict[str, Any]:
        said = websafe_encode(self._said(kind, options))
        name = websafe_encode(self.credential_id)
        return {"id": name, "rawId": name, "type": "public-key", "response": {"clientDataJSON": said, **response}}


def _digest(host: str) -> bytes:
    return sha256(host.encode()).digest()


def sign_in(client: Client, user: User) -> None:
    """Sign somebody in who has just proved it by a second step."""
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def browser(network: str = "127.0.0.1") -> Client:
    """Return a browser at the address that passkeys belong to."""
    return Client(headers={"host": HOST}, REMOTE_ADDR=network)


def challenge(client: Client, name: str = "passkey-challenge") -> dict[str, Any]:
    """Return what a page's script is told."""
    options: dict[str, Any] = client.post(reverse(name)).json()["publicKey"]
    return options


def add_passkey(client: Client, device: Device, name: str = "My phone") -> Any:
    """Add the device's passkey to whoever is signed in."""
    credential = device.make(challenge(client, "passkey-registration"))
    return client.post(reverse("new-passkey"), {"name": name, "credential": json.dumps(credential)})


def use_passkey(client: Client, device: Device, address: str = "passkey") -> Any:
    """Send what the device answers to the page with this name."""
    return client.post(reverse(address), {"credential": json.dumps(device.sign(challenge(client)))})
