"""Making a passport's credential of what was agreed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.comparison import NOT_OBSERVED
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.scale import Scale
from competence_app.catalogue.rules.schema import Content, Source
from competence_app.passports.rules.credential import (
    Achievement,
    Alignment,
    Credential,
    Criteria,
    Fingerprint,
    Identity,
    IssuerProfile,
    Result,
    ResultDescription,
    Status,
    Subject,
)


@dataclass(frozen=True, slots=True)
class PassportOccasion:
    """Whose passport it is, and from when to when it holds; ``id`` and ``subject`` are UUIDs as addresses."""

    id: str
    subject: str
    owner: str
    job_role: str
    target_role: str | None  # the role's code
    agreed_at: datetime
    issued_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Issuing:
    """Who issues it, the version that was answered, and in which words.

    ``version`` and ``revocations`` are addresses: of its page, and of the list of what was revoked.
    """

    issuer: IssuerProfile
    version: str
    digest: str
    revocations: str
    name: str
    description: str
    narrative: str


def credential_of(
    content: Content, agreed: Mapping[str, Answer], occasion: PassportOccasion, by: Issuing
) -> Credential:
    """Return what a passport says: of the answers, what was agreed alone, without reasons and notes."""
    subject = Subject(
        id=occasion.subject,
        identifier=(Identity(identity_hash=occasion.owner),),
        role=occasion.job_role or None,
        activity_end_date=occasion.agreed_at,
        achievement=_achievement(content, occasion, by),
        result=tuple(_results(content, agreed, by)),
    )
    return Credential(
        id=occasion.id,
        name=by.name,
        issuer=by.issuer,
        valid_from=occasion.issued_at,
        valid_until=occasion.expires_at,
        credential_subject=subject,
        credential_status=Status(id=by.revocations),
    )


def _achievement(content: Content, occasion: PassportOccasion, by: Issuing) -> Achievement:
    expected = content.expected(occasion.target_role)
    return Achievement(
        id=by.version,
        name=content.title,
        description=by.description,
        criteria=Criteria(narrative=by.narrative),
        creator=_publisher(content.source, by.version),
        human_code=content.code,
        version=content.version,
        in_language=content.language,
        other_identifier=(Fingerprint(identifier=by.digest),),
        result_description=tuple(_asked(one, expected[one.code], content, by) for one in content.statements),
    )


def _publisher(source: Source, version: str) -> IssuerProfile | None:
    name = source.publisher or source.title
    return IssuerProfile(id=source.url or version, name=name) if name else None


def _asked(statement: Statement, target: int | None, content: Content, by: Issuing) -> ResultDescription:
    about = Alignment(
        target_code=statement.code,
        target_name=statement.in_full,
        target_framework=content.title,
        target_url=_place(statement.code, by),
    )
    return ResultDescription(
        id=_place(statement.code, by),
        name=statement.code,
        allowed_value=tuple(_levels(content.scale).values()),
        required_value=_levels(content.scale)[target] if target is not None else None,
        alignment=(about,),
    )


def _results(content: Content, agreed: Mapping[str, Answer], by: Issuing) -> Iterator[Result]:
    """Yield what was agreed of each competence; nothing of those on which no answer was."""
    levels = _levels(content.scale)
    for code in (statement.code for statement in content.statements if statement.code in agreed):
        answer = agreed[code]
        if answer.choice and answer.choice != NOT_OBSERVED:
            said = answer.in_words(content.scale) if answer.level is None else levels[answer.level]
            yield Result(result_description=_place(code, by), value=said)


def _levels(scale: Scale) -> dict[int, str]:
    return {level.value: f"{level.value} {level.label}" for level in scale.levels}


def _place(code: str, by: Issuing) -> str:
    return f"{by.version}#{code}"
