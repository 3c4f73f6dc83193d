"""Issuers' keys (Ed25519, as JSON Web Keys), and the files that they are kept and published in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from pydantic import BaseModel, ConfigDict, ValidationError

from competence_app.passports.rules.credential import Uri, Words

CURVE: Literal["Ed25519"] = "Ed25519"
SECRET = "d"  # noqa: S105 - the name of a key's private part, in its file


class KeysError(ValueError):
    """A file that holds no keys of an issuer."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Somebody whose passports are believed: ``keys`` has their public keys, by the addresses that tokens name."""

    id: str
    name: str
    keys: Mapping[str, OKPKey]


class _Key(BaseModel):
    model_config = ConfigDict(extra="allow")

    kid: Uri


class _Issuer(BaseModel):
    issuer: Uri
    name: Words
    keys: tuple[_Key, ...]


def new_key(address_of: Callable[[str], str], made_at: int) -> dict[str, Any]:
    """Return a new private key; its id is the address of its thumbprint, where the public part can be read."""
    key = OKPKey.generate_key(CURVE)
    while key.thumbprint().startswith("-"):  # a command line would take its name for an option
        key = OKPKey.generate_key(CURVE)
    named = {"kid": address_of(key.thumbprint()), "alg": "EdDSA", "use": "sig", "iat": made_at}
    return {**key.as_dict(private=True), **named}


def thumbprint_of(kid: str) -> str:
    """Return the last part of a key's address."""
    return kid.rstrip("/").rpartition("/")[2]


def public_part(key: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a key may be told."""
    return {name: value for name, value in key.items() if name != SECRET}


def published(issuer: str, name: str, keys: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the file in which an issuer publishes its keys: a JSON Web Key Set that says whose it is."""
    return {"issuer": issuer, "name": name, "keys": [public_part(key) for key in keys]}


def issuer_in(text: str | bytes) -> Issuer:
    """Read such a file; raise ``KeysError``."""
    try:
        read = _Issuer.model_validate_json(text)
        keys = {key.kid: _usable(public_part(key.model_dump())) for key in read.keys}
    except (ValidationError, JoseError, LookupError, ValueError, TypeError) as error:
        raise KeysError("This is no file of an issuer's keys.") from error
    return Issuer(read.issuer, read.name, keys)


def _usable(key: Mapping[str, Any]) -> OKPKey:
    """Return a key of ours to verify with; raise ``ValueError`` where it is of another kind."""
    if (key.get("kty"), key.get("crv")) != ("OKP", CURVE):
        raise ValueError(key)
    return OKPKey.import_key({name: key[name] for name in ("kty", "crv", "x")})
