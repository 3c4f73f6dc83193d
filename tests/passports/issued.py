"""Passports of somebody elsewhere, made without a database."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from competence_app.assessments.rules.answers import Answer
from competence_app.catalogue.rules.schema import Content
from competence_app.passports.rules.composing import Issuing, PassportOccasion, credential_of
from competence_app.passports.rules.credential import Credential, IssuerProfile, payload_of
from competence_app.passports.rules.keys import Issuer, issuer_in, new_key, published
from competence_app.passports.rules.signing import signed
from tests.factories import small_framework

SITE = "https://elm.example"
ISSUED, EXPIRES = datetime(2026, 5, 1, 12, tzinfo=UTC), datetime(2027, 4, 2, tzinfo=UTC)
AGREED: Mapping[str, Answer] = {
    "K1": Answer(3, note="Shown on the ward"),
    "K2": Answer(off_scale="na", reason="No noise here"),
    "D1": Answer(off_scale="not observed"),
}


def key_of(site: str = SITE) -> dict[str, Any]:
    """Return a new private key of an issuer."""
    return new_key(lambda thumbprint: f"{site}/passports/keys/{thumbprint}/", 1_700_000_000)


def keys_file(*keys: Mapping[str, Any], site: str = SITE, name: str = "Elm NHS Trust") -> str:
    """Return the file in which an issuer publishes its keys."""
    return json.dumps(published(site, name, keys))


def issuer(*keys: Mapping[str, Any], site: str = SITE) -> Issuer:
    """Return an issuer with these keys."""
    return issuer_in(keys_file(*keys, site=site))


def credential(site: str = SITE, agreed: Mapping[str, Answer] = AGREED, **changes: Any) -> Credential:
    """Return what a passport of the small framework says; ``changes`` are of the framework."""
    content = Content.model_validate(small_framework(**changes))
    occasion = PassportOccasion(
        id="urn:uuid:5b0c1f0a-1c1e-4b52-8f0e-0a4b52d3a001",
        subject="urn:uuid:5b0c1f0a-1c1e-4b52-8f0e-0a4b52d3a002",
        owner="Amara Okafor",
        job_role="Registered nurse",
        target_role="registered-nurse",
        agreed_at=datetime(2026, 4, 1, 9, tzinfo=UTC),
        issued_at=ISSUED,
        expires_at=EXPIRES,
    )
    issuing = Issuing(
        issuer=IssuerProfile(id=site, name="Elm NHS Trust", url=site),
        version=f"{site}/frameworks/listening/1/",
        digest="d" * 64,
        revocations=f"{site}/passports/revoked/",
        name="Competence passport: Ability to listen",
        description="What was agreed.",
        narrative="This is no permission to practise.",
    )
    return credential_of(content, agreed, occasion, issuing)


def passport(
    key: Mapping[str, Any], site: str = SITE, change: Callable[[dict[str, Any]], object] = lambda _payload: None
) -> str:
    """Return a token, after ``change`` of its payload, signed with the key."""
    payload = json.loads(payload_of(credential(site)))
    change(payload)
    return signed(json.dumps(payload).encode(), key)
