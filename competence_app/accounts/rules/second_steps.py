"""Who needs a second step to sign in, where it is not asked, and how its secrets are written for people."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_address

FRESH = timedelta(minutes=10)  # that a proof of who somebody is lasts, before what matters
ROLES: Mapping[str, str] = {
    "supervisor": "is_supervisor",
    "lead": "is_team_lead",
    "editor": "is_framework_editor",
    "administrator": "is_people_administrator",
    "auditor": "is_auditor",
}


def has_role(person: object, roles: Iterable[str]) -> bool:
    """Tell whether a person has one of these roles."""
    return any(getattr(person, ROLES[role]) for role in roles)


def is_within(address: str, networks: Collection[IPv4Network | IPv6Network]) -> bool:
    """Tell whether an address is in one of the networks; what is no address is in none."""
    if not networks:
        return False
    try:
        here = ip_address(address)
    except ValueError:
        return False
    return any(here in network for network in networks)


def in_groups(secret: str, size: int = 4) -> str:
    """Return it as it is copied by hand, with spaces."""
    return " ".join(secret[start : start + size] for start in range(0, len(secret), size))


def squares(matrix: Iterable[Iterable[bool]]) -> str:
    """Return the dark squares of a QR code as the path of a picture, each one wide."""
    return "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, is_dark in enumerate(row) if is_dark)
