"""What an organisation's sign-in service says of somebody, and whether it is to be believed."""

from collections.abc import Collection, Mapping
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

Claims = Mapping[str, Any]
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")  # of signatures by a key that only the service has
LEEWAY = 60  # seconds that clocks may differ
LONGEST_SUBJECT = 191  # characters, as many as are kept


class ClaimsError(ValueError):
    """A token that does not say what was asked, to us, by whom we asked."""


def claims_of(token: str, keys: Any, *, issuer: str, audience: str) -> Claims:
    """Return what an ID token says; ``keys`` is the service's key set, as it publishes it.

    Raise ``ClaimsError`` where another signed it, or it is for others or too old.
    """
    wanted: Any = {name: {"essential": True} for name in ("exp", "iat", "sub", "nonce")}
    wanted |= {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": audience}}
    try:
        claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims
        jwt.JWTClaimsRegistry(leeway=LEEWAY, **wanted).validate(claims)
    except (JoseError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise ClaimsError("The ID token is not good.") from error
    if claims.get("azp", audience) != audience or len(claims["sub"]) > LONGEST_SUBJECT:
        raise ClaimsError("The ID token is for another.")
    return claims


def values_of(claim: object) -> frozenset[str]:
    """Return the texts of a claim that may be one or several."""
    several = claim if isinstance(claim, list) else [claim]
    return frozenset(one for one in several if isinstance(one, str))


def name_of(claim: object) -> str:
    """Return the one name that a claim is; an empty text for anything else."""
    return claim if isinstance(claim, str) else ""


def roles_of(claim: object, mapping: Mapping[str, str]) -> frozenset[str]:
    """Return the roles that a claim gives; ``mapping`` says which of its values gives which."""
    return frozenset(mapping[value] for value in values_of(claim) if value in mapping)


def is_second_step(claims: Claims, *, acr: Collection[str], amr: Collection[str]) -> bool:
    """Tell whether the service took a second step of somebody, by what we take for one."""
    return not values_of(claims.get("acr")).isdisjoint(acr) or not values_of(claims.get("amr")).isdisjoint(amr)


def is_fresh(claims: Claims, now: float, within: float) -> bool:
    """Tell whether somebody proved to the service who they are within so many seconds, and not once this morning."""
    at = claims.get("auth_time")
    return isinstance(at, int | float) and now - at < within
