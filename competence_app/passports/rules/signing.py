"""Passports as tokens (JSON Web Signatures in their compact form), signed with Ed25519."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jwa import JWSAlgModel
from joserfc.jwk import OKPKey
from joserfc.jws import JWSRegistry

ALGORITHM = "EdDSA"
MAX_BYTES = 1024 * 1024  # of a token: what is longer is not read


class _OneAlgorithm(JWSRegistry):
    """Signs and verifies in one way, whatever a token asks for.

    The library warns of the name, which newer verifiers call Ed25519: those that are about know this one alone.
    """

    max_payload_length = MAX_BYTES

    def get_alg(self, name: str) -> JWSAlgModel:
        """Return the way; raise ``UnsupportedAlgorithmError`` where another is asked for."""
        if name != ALGORITHM:
            raise UnsupportedAlgorithmError(name)
        return self.algorithms[ALGORITHM]


_REGISTRY = _OneAlgorithm()


def signed(payload: bytes, key: Mapping[str, Any]) -> str:
    """Return the token that a private key makes of a payload."""
    header = {"alg": ALGORITHM, "kid": key["kid"], "typ": "JWT"}
    private = OKPKey.import_key({name: key[name] for name in ("kty", "crv", "x", "d")})
    return jws.serialize_compact(header, payload, private, registry=_REGISTRY)


def is_signed_by(token: str, key: OKPKey) -> bool:
    """Tell whether the key's private part made the token, as it is now."""
    try:
        jws.deserialize_compact(token, key, registry=_REGISTRY)
    except JoseError:
        return False
    return True


def token_parts(token: str) -> tuple[bytes, ...]:
    """Return a token's header, payload and signature; raise ``ValueError`` unless each is written as it would be here.

    A text in base64 can be written in several ways, so that one byte could differ and nothing be said otherwise.
    """
    header, payload, signature = (_decoded(part) for part in token.split("."))
    return header, payload, signature


def _decoded(part: str) -> bytes:
    data = urlsafe_b64decode(part + "=" * (-len(part) % 4))
    if urlsafe_b64encode(data).decode().rstrip("=") != part:
        raise ValueError(part)
    return data
