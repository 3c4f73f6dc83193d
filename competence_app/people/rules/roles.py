"""The roles that whoever administers people gives and takes."""

from collections.abc import Mapping

LEAD = "lead"  # of a team, whose row holds it
# The columns of people that hold the others, with what the record calls them.
ROLES: Mapping[str, str] = {
    "is_framework_editor": "editor",
    "is_people_administrator": "administrator",
    "is_organisation_lead": "organisation lead",
    "is_auditor": "auditor",
}


def role_verb(role: str, *, given: bool) -> str:
    """Return what the record calls giving or taking this role."""
    return f"{'give' if given else 'take'} {role}"
