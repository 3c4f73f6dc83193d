"""What things are called in packages of CASE that are written here."""

from typing import Any
from uuid import UUID, uuid5

OURS = "competence-app"  # the field of ``extensions`` that holds what CASE has no field for
DOMAIN, SUB_DOMAIN, COMPETENCE, PART = TYPES = ("Domain", "Sub-domain", "Competence", "Part")
HEADINGS = {DOMAIN, SUB_DOMAIN}
_NAMESPACE = UUID("a0b4e1f2-6c0e-5b44-9d29-2f6b7f4e1c55")


def identifier(framework: str, *what: str) -> str:
    """Return the same identifier for the same thing of a framework with this code, whoever writes it and whenever."""
    return str(uuid5(_NAMESPACE, "/".join((framework, *what))))


def named(framework: str, *what: str) -> dict[str, Any]:
    """Return the two fields that name it."""
    key = identifier(framework, *what)
    return {"identifier": key, "uri": address(key)}


def link(title: str, key: str) -> dict[str, str]:
    """Return what refers to something else in the package."""
    return {"title": title, "identifier": key, "uri": address(key)}


def address(key: str) -> str:
    """Return the address of what has this identifier: it leads nowhere, and is the same everywhere."""
    return f"urn:uuid:{key}"
