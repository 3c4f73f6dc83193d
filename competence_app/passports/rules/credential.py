"""What a passport says: an Open Badges 3.0 credential (W3C Verifiable Credentials 2.0) of one agreed assessment.

Every term is one of Open Badges, so that any wallet can read it. Each competence is a result with its description.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal, NamedTuple
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from competence_app.catalogue.rules.fields import Language

CONTEXTS = ("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")
TYPES = ("VerifiableCredential", "OpenBadgeCredential")
REVOCATION_LIST: Literal["1EdTechRevocationList"] = "1EdTechRevocationList"

# What is shown as a day somewhere must be one there.
Moment = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(3000, 1, 1, tzinfo=UTC))]
Words = Annotated[str, StringConstraints(min_length=1)]
Uri = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$")]


def urn(uuid: UUID) -> str:
    """Return a name that tells nothing, as an address."""
    return f"urn:uuid:{uuid}"


class CredentialPart(BaseModel):
    """A part of a credential: it never changes, and leaves aside what it does not know."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)


class IssuerProfile(CredentialPart):
    """Whoever issues a passport or publishes a framework."""

    id: Uri
    type: tuple[Words, ...] = ("Profile",)
    name: Words
    url: Uri | None = None


class Identity(CredentialPart):
    """By what the owner is known: the name, as it stands on paper."""

    type: Literal["IdentityObject"] = "IdentityObject"
    hashed: Literal[False] = False
    identity_hash: Words
    identity_type: Literal["name"] = "name"


class Fingerprint(CredentialPart):
    """The digest of a version's words."""

    type: Literal["IdentifierEntry"] = "IdentifierEntry"
    identifier: Words
    identifier_type: Literal["ext:sha256"] = "ext:sha256"


class Alignment(CredentialPart):
    """The competence that was rated: its code, and its whole statement as its name."""

    type: tuple[Words, ...] = ("Alignment",)
    target_code: Words
    target_name: Words
    target_framework: Words
    target_url: Uri


class ResultDescription(CredentialPart):
    """What can be said of one competence, as ``3 Independently``, the lowest level first; and what is expected."""

    id: Uri
    type: tuple[Words, ...] = ("ResultDescription",)
    name: Words
    result_type: Literal["Result"] = "Result"
    allowed_value: tuple[Words, ...]
    required_value: Words | None = None
    alignment: Annotated[tuple[Alignment, ...], Field(min_length=1)]


class Result(CredentialPart):
    """What was agreed of one competence: a level as above, or the label of an answer that is none."""

    type: tuple[Words, ...] = ("Result",)
    result_description: Uri
    value: Words


class Criteria(CredentialPart):
    """What it takes, and what it does not prove."""

    narrative: Words


class Achievement(CredentialPart):
    """The version of the framework that was answered."""

    id: Uri
    type: tuple[Words, ...] = ("Achievement",)
    achievement_type: Literal["Competency"] = "Competency"
    name: Words
    description: Words
    criteria: Criteria
    creator: IssuerProfile | None = None
    human_code: Words
    version: Words
    in_language: Language
    other_identifier: Annotated[tuple[Fingerprint, ...], Field(min_length=1)]
    result_description: Annotated[tuple[ResultDescription, ...], Field(min_length=1)]


class Subject(CredentialPart):
    """The owner, in which job role, and what was agreed when."""

    id: Uri
    type: tuple[Words, ...] = ("AchievementSubject",)
    identifier: Annotated[tuple[Identity, ...], Field(min_length=1)]
    role: Words | None = None
    activity_end_date: Moment
    achievement: Achievement
    result: tuple[Result, ...]


class Status(CredentialPart):
    """Where its issuer lists what was revoked."""

    id: Uri
    type: Literal["1EdTechRevocationList"] = REVOCATION_LIST


class CredentialLine(NamedTuple):
    """One competence as pages show it; ``agreed`` and ``target`` are empty where there is none."""

    code: str
    statement: str
    agreed: str
    target: str


class Credential(CredentialPart):
    """The whole passport, as its token's payload."""

    context: Annotated[tuple[Words, ...], Field(alias="@context", min_length=2)] = CONTEXTS
    id: Uri
    type: tuple[Words, ...] = TYPES
    name: Words
    issuer: IssuerProfile
    valid_from: Moment
    valid_until: Moment
    credential_subject: Subject
    credential_status: Status

    @property
    def owner(self) -> str:
        """The name of whoever it is about."""
        return self.credential_subject.identifier[0].identity_hash

    @property
    def achievement(self) -> Achievement:
        """What was answered."""
        return self.credential_subject.achievement

    @property
    def digest(self) -> str:
        """The fingerprint of the words that were answered."""
        return self.achievement.other_identifier[0].identifier

    @property
    def agreed_at(self) -> datetime:
        """When both agreed."""
        return self.credential_subject.activity_end_date

    @property
    def holds_until(self) -> datetime:
        """The last second at which it holds."""
        return self.valid_until - timedelta(seconds=1)

    @property
    def lines(self) -> Iterator[CredentialLine]:
        """Each competence, in the order of the text."""
        said = {result.result_description: result.value for result in self.credential_subject.result}
        for asked in self.achievement.result_description:
            about = asked.alignment[0]
            yield CredentialLine(
                about.target_code, about.target_name, said.get(asked.id, ""), asked.required_value or ""
            )


class Claims(Credential):
    """A credential with the registered claims of a JSON Web Token, which say the same again."""

    iss: Uri
    jti: Uri
    sub: Uri
    nbf: int
    exp: int

    @property
    def agree(self) -> bool:
        """Whether the claims say what the credential says."""
        said = (self.iss, self.jti, self.sub, self.nbf, self.exp)
        return said == tuple(registered_claims(self).values())


def registered_claims(credential: Credential) -> dict[str, str | int]:
    """Return the registered claims of a credential."""
    return {
        "iss": credential.issuer.id,
        "jti": credential.id,
        "sub": credential.credential_subject.id,
        "nbf": int(credential.valid_from.timestamp()),
        "exp": int(credential.valid_until.timestamp()),
    }


def payload_of(credential: Credential) -> bytes:
    """Return what is signed, as JSON."""
    claims = Claims(**dict(credential), **registered_claims(credential))
    return claims.model_dump_json(by_alias=True, exclude_none=True).encode()
