"""Whether a passport is what it says it is, and why not; it asks no network and no database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from joserfc.jwk import OKPKey
from pydantic import BaseModel, ValidationError

from competence_app.passports.rules.credential import Claims, Credential
from competence_app.passports.rules.keys import Issuer
from competence_app.passports.rules.signing import ALGORITHM, MAX_BYTES, is_signed_by, token_parts


class Reason(StrEnum):
    """Why a passport is not good."""

    TOO_LONG = "too long"
    NOT_A_PASSPORT = "not a passport"
    ALGORITHM = "algorithm"
    UNKNOWN_ISSUER = "unknown issuer"
    UNKNOWN_KEY = "unknown key"
    OTHER_ISSUER = "other issuer"
    TAMPERED = "tampered"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of checking: why it is not good, if it is not; what it says, if anything that can be read."""

    reason: Reason | None = None
    credential: Credential | None = None

    @property
    def is_good(self) -> bool:
        """Whether it is what it says it is, and holds."""
        return self.reason is None

    @property
    def is_genuine(self) -> bool:
        """Whether its issuer is known and said this, even where it holds no longer."""
        return self.reason in {None, Reason.REVOKED, Reason.EXPIRED, Reason.NOT_YET}


class _Refused(Exception):  # noqa: N818 - it leaves this module as a verdict
    def __init__(self, reason: Reason, credential: Credential | None = None) -> None:
        super().__init__(reason)
        self.verdict = Verdict(reason, credential)


class _Header(BaseModel):
    alg: str
    kid: str = ""


def verify(
    token: str, issuers: Iterable[Issuer], *, now: datetime, is_revoked: Callable[[Credential], bool]
) -> Verdict:
    """Check a token: who signed it, that nothing was changed since, and that it holds ``now``."""
    try:
        credential = _genuine(token, {issuer.id: issuer for issuer in issuers})
    except _Refused as refused:
        return refused.verdict
    if is_revoked(credential):
        return Verdict(Reason.REVOKED, credential)
    if now >= credential.valid_until:
        return Verdict(Reason.EXPIRED, credential)
    return Verdict(Reason.NOT_YET if now < credential.valid_from else None, credential)


def _genuine(token: str, issuers: dict[str, Issuer]) -> Credential:
    if len(token) > MAX_BYTES:
        raise _Refused(Reason.TOO_LONG)
    header, payload = _opened(token)
    if header.alg != ALGORITHM:
        raise _Refused(Reason.ALGORITHM)
    key = next((issuer.keys[header.kid] for issuer in issuers.values() if header.kid in issuer.keys), None)
    if key is not None and not is_signed_by(token, key):
        raise _Refused(Reason.TAMPERED)
    credential = _read(payload)
    _check_issuer(credential, issuers.get(credential.issuer.id), header.kid, key)
    return credential


def _opened(token: str) -> tuple[_Header, bytes]:
    try:
        header, payload, _ = token_parts(token)
        return _Header.model_validate_json(header), payload
    except ValueError:  # a ValidationError is one too
        raise _Refused(Reason.NOT_A_PASSPORT) from None


def _read(payload: bytes) -> Credential:
    try:
        claims = Claims.model_validate_json(payload)
    except ValidationError:
        raise _Refused(Reason.NOT_A_PASSPORT) from None
    if not claims.agree:
        raise _Refused(Reason.NOT_A_PASSPORT)
    return claims


def _check_issuer(credential: Credential, named: Issuer | None, kid: str, key: OKPKey | None) -> None:
    """Refuse what is signed by nobody known, or by somebody else than it says: also under the address of their key."""
    if key is not None and named and named.keys.get(kid) is key:
        return
    if key is not None:
        raise _Refused(Reason.OTHER_ISSUER, credential)
    raise _Refused(Reason.UNKNOWN_KEY if named else Reason.UNKNOWN_ISSUER, credential)
