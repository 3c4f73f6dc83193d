"""People and teams as a directory reads them: never a role, a supervision or anything of a rating."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from scim2_models import (
    AuthenticationScheme,
    Bulk,
    ChangePassword,
    ETag,
    Filter,
    GroupMembership,
    Meta,
    Patch,
    Reference,
    Resource,
    ScimProvider,
    ServiceProviderConfig,
    Sort,
)

from competence_app.directory.rules import resources
from competence_app.directory.rules.resources import POLICY, Group, Member, Person
from competence_app.people.models import Team, User

PAGE = 200  # rows
CONFIG = ServiceProviderConfig(
    patch=Patch(supported=True),
    bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
    filter=Filter(supported=True, max_results=PAGE),
    change_password=ChangePassword(supported=False),
    sort=Sort(supported=False),
    etag=ETag(supported=False),
    authentication_schemes=[
        AuthenticationScheme(
            type=AuthenticationScheme.Type.oauthbearertoken,
            name="Bearer token",
            description="A token that whoever runs the service makes by manage.py scim_token.",
            primary=True,
        )
    ],
)
PROVIDER = ScimProvider(models=[resources.User, Group], config=CONFIG, policy=POLICY)


def resource_address(name: str, *arguments: object) -> str:
    """Return where the resource called ``name`` is, as links in e-mails are made: whatever host a request names."""
    return f"{settings.SITE_URL}{reverse(name, args=arguments)}"


def as_person(person: User) -> Person:
    """Return somebody who was read with all that is said of them."""
    team = person.team if person.team and not _is_removed(person.team) else None
    return Person(
        id=str(person.pk),
        external_id=_external_id(person),
        user_name=person.email,
        display_name=person.full_name,
        title=person.job_role.title if person.job_role else None,
        active=person.is_active,
        groups=[_membership(team)] if team else None,
        meta=Meta(
            resource_type="User",
            created=person.date_joined,
            location=Reference(resource_address("scim-user", person.pk)),
        ),
    )


def as_group(team: Team) -> Group:
    """Return a team that was read with its ``listed_members``."""
    members: list[User] = team.listed_members  # type: ignore[attr-defined]  # see ``queries.listed.teams``
    return Group(
        id=str(team.pk),
        external_id=_external_id(team),
        display_name=team.name,
        members=[_member(member) for member in members] or None,
        meta=Meta(resource_type="Group", location=Reference(resource_address("scim-group", team.pk))),
    )


def _member(person: User) -> Member:
    return Member(value=str(person.pk), ref=Reference(resource_address("scim-user", person.pk)))


def _membership(team: Team) -> GroupMembership:
    return GroupMembership(
        value=str(team.pk), ref=Reference(resource_address("scim-group", team.pk)), display=team.name, type="direct"
    )


def _external_id(row: User | Team) -> str | None:
    listing = getattr(row, "listing", None)  # there is one where a directory named it
    return listing.external_id or None if listing else None


def _is_removed(row: Team) -> bool:
    listing = getattr(row, "listing", None)
    return bool(listing and listing.removed_at)


def described(resource: Resource[Any], kind: str, address: str) -> Resource[Any]:
    """Return what describes the service itself, with where it is."""
    return resource.model_copy(update={"meta": Meta(resource_type=kind, location=Reference(address))})
