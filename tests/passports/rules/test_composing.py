"""A passport is an Open Badges 3.0 credential, and says what was agreed, and nothing that was said alone."""

import json
from typing import Any

import jsonschema

from competence_app.passports.rules.credential import CredentialLine, payload_of
from tests.passports.issued import AGREED, credential

TEXT, URI = {"type": "string", "minLength": 1}, {"type": "string", "pattern": "^[a-z]+:"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}


def thing(kind: str, **properties: Any) -> dict[str, Any]:
    """Return the schema of an object of a type, with all of these properties, and with no null."""
    types = {"type": "array", "contains": {"const": kind}, "items": TEXT}
    has = {"type": types, **properties}
    return {
        "type": "object",
        "properties": has,
        "required": list(has),
        "additionalProperties": {"not": {"type": "null"}},
    }


def one(kind: str, **properties: Any) -> dict[str, Any]:
    """Return the same of an object that has one type, as a text."""
    return thing(kind, **properties) | {
        "properties": {"type": {"const": kind}, **properties},
        "required": ["type", *properties],
    }


def many(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": schema}


# What Open Badges 3.0 requires of an OpenBadgeCredential, and of its parts that a passport uses.
PROFILE = thing("Profile", id=URI)
ALIGNMENT = thing("Alignment", targetName=TEXT, targetUrl=URI)
DESCRIPTION = thing("ResultDescription", id=URI, name=TEXT, resultType={"const": "Result"}, alignment=many(ALIGNMENT))
ACHIEVEMENT = thing(
    "Achievement",
    id=URI,
    name=TEXT,
    description=TEXT,
    criteria={"type": "object", "anyOf": [{"required": ["id"]}, {"required": ["narrative"]}]},
    resultDescription=many(DESCRIPTION),
    otherIdentifier=many(
        one("IdentifierEntry", identifier=TEXT, identifierType={"type": "string", "pattern": "^ext:[a-z0-9]+$"})
    ),
    creator=PROFILE,
    achievementType={"const": "Competency"},
)
IDENTITY = one("IdentityObject", hashed={"type": "boolean"}, identityHash=TEXT, identityType={"const": "name"})
SUBJECT = thing(
    "AchievementSubject",
    id=URI,
    identifier=many(IDENTITY),
    achievement=ACHIEVEMENT,
    activityEndDate=MOMENT,
    result=many(thing("Result", resultDescription=URI, value=TEXT)),
)
SCHEMA = thing(
    "OpenBadgeCredential",
    **{
        "@context": {
            "type": "array",
            "prefixItems": [
                {"const": "https://www.w3.org/ns/credentials/v2"},
                {"type": "string", "pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.\d\.\d\.json$"},
            ],
            "minItems": 2,
        },
        "id": URI,
        "name": TEXT,
        "issuer": PROFILE,
        "validFrom": MOMENT,
        "validUntil": MOMENT,
        "credentialSubject": SUBJECT,
        "credentialStatus": one("1EdTechRevocationList", id=URI),
        # the registered claims of a JSON Web Token
        "iss": URI,
        "jti": URI,
        "sub": URI,
        "nbf": {"type": "integer"},
        "exp": {"type": "integer"},
    },
)


def payload(**changes: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(payload_of(credential(**changes)))
    return read


def test_it_has_the_shape_of_open_badges():
    jsonschema.validate(payload(), SCHEMA, jsonschema.Draft202012Validator)

    assert payload()["type"] == ["VerifiableCredential", "OpenBadgeCredential"]


def test_its_claims_repeat_what_it_says():
    says = payload()

    assert (says["iss"], says["jti"], says["sub"]) == (
        says["issuer"]["id"],
        says["id"],
        says["credentialSubject"]["id"],
    )
    assert (says["nbf"], says["exp"]) == (1777636800, 1806620400 + 3600)


def test_each_competence_stands_with_what_was_agreed_and_expected():
    assert list(credential().lines) == [
        CredentialLine("K1", "Knows why listening matters", "3 Independently", "3 Independently"),
        CredentialLine(
            "K2", "Knows what gets in the way, such as:\nnoise\nhaste", "Not applicable to my role", "3 Independently"
        ),
        CredentialLine("D1", "Listens to the end", "", "3 Independently"),  # not observed: no level was agreed
    ]


def test_no_note_and_no_reason_is_in_it():
    text = payload_of(credential()).decode()

    assert [said for answer in AGREED.values() for said in (answer.note, answer.reason) if said and said in text] == []


def test_a_framework_without_a_source_and_targets_has_neither():
    says = payload(source={}, targets={})

    about = says["credentialSubject"]["achievement"]
    assert "creator" not in about
    assert "requiredValue" not in about["resultDescription"][0]


def test_a_publisher_is_named_with_its_address():
    about = payload(source={"publisher": "Listeners", "url": "https://listeners.example/"})["credentialSubject"]

    creator = about["achievement"]["creator"]
    assert creator == {"id": "https://listeners.example/", "type": ["Profile"], "name": "Listeners"}


def test_it_names_the_framework_and_the_fingerprint_of_its_words():
    about = credential().achievement

    assert (about.human_code, about.version, about.in_language) == ("listening", "2022", "en-GB")
    assert credential().digest == "d" * 64
