"""What the schemas of CASE 1.0 and 1.1 both ask of a package: fields that both know, and those that must be there."""

from typing import Any

_TEXT = {"type": "string", "minLength": 1}
_KEY = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
_MOMENT = {"type": "string", "format": "date-time"}
_ADDRESS = {"type": "string", "pattern": "^[a-z]+:"}


def _node(known: dict[str, Any], *needed: str) -> dict[str, Any]:
    """Return the schema of what has an identifier, an address and a moment of change, and only known fields."""
    fields = {"identifier": _KEY, "uri": _ADDRESS, "lastChangeDateTime": _MOMENT} | known
    must = ["identifier", "uri", "lastChangeDateTime", *needed]
    return {"type": "object", "properties": fields, "required": must, "additionalProperties": False}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of, "minItems": 1}


_LINK = {
    "type": "object",
    "properties": {"title": _TEXT, "identifier": _TEXT, "uri": _ADDRESS},
    "required": ["title", "identifier", "uri"],
    "additionalProperties": False,
}
_EXTENSIONS = {"type": "object"}
_DOCUMENT = _node(
    {
        "caseVersion": {"enum": ["1.1"]},
        "creator": _TEXT,
        "title": _TEXT,
        "publisher": _TEXT,
        "description": _TEXT,
        "officialSourceURL": _ADDRESS,
        "language": _TEXT,
        "version": _TEXT,
        "adoptionStatus": _TEXT,
        "statusStartDate": {"type": "string", "format": "date"},
        "extensions": _EXTENSIONS,
    },
    "creator",
    "title",
)
_ITEM = _node(
    {
        "fullStatement": _TEXT,
        "humanCodingScheme": _TEXT,
        "abbreviatedStatement": _TEXT,
        "notes": _TEXT,
        "conceptKeywords": _list(_TEXT),
        "CFItemType": _TEXT,
        "CFItemTypeURI": _LINK,
        "extensions": _EXTENSIONS,
    },
    "fullStatement",
)
# Of 1.0; 1.1 knows one more, and any that begins with “ext:”.
_KINDS = ["isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy", "exemplar"]
_KINDS += ["hasSkillLevel"]
_ASSOCIATION = _node(
    {
        "associationType": {"enum": _KINDS},
        "sequenceNumber": {"type": "integer"},
        "originNodeURI": _LINK,
        "destinationNodeURI": _LINK,
    },
    "associationType",
    "originNodeURI",
    "destinationNodeURI",
)
_LEVEL = _node(
    {"quality": _TEXT, "score": {"type": "number"}, "position": {"type": "integer"}, "description": _TEXT},
)
_CRITERION = _node(
    {"CFItemURI": _LINK, "position": {"type": "integer"}, "CFRubricCriterionLevels": _list(_LEVEL)}, "CFItemURI"
)
_RUBRIC = _node({"title": _TEXT, "CFRubricCriteria": _list(_CRITERION)})
_TYPE = _node(
    {"title": _TEXT, "description": _TEXT, "hierarchyCode": _TEXT, "typeCode": _TEXT},
    "title",
    "description",
    "hierarchyCode",
)
BOTH = {
    "type": "object",
    "properties": {
        "CFDocument": _DOCUMENT,
        "CFItems": _list(_ITEM),
        "CFAssociations": _list(_ASSOCIATION),
        "CFDefinitions": {
            "type": "object",
            "properties": {"CFItemTypes": _list(_TYPE)},
            "additionalProperties": False,
        },
        "CFRubrics": _list(_RUBRIC),
    },
    "required": ["CFDocument"],
    "additionalProperties": False,
}
