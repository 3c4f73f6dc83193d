"""People and teams as SCIM has them (RFC 7643): only what a directory may know and say."""

from typing import Annotated, Any
from unicodedata import category

from pydantic import AfterValidator, Field
from scim2_models import (
    URN,
    ComplexAttribute,
    GroupMembership,
    InvalidValueException,
    Mutability,
    Reference,
    Required,
    Resource,
    ScimPolicy,
    Uniqueness,
)

from competence_app.people.rules.addresses import address_of
from competence_app.people.rules.naming import HIDDEN

# What is not held is not refused, since directories send all they know; and some say what to remove beside the path.
POLICY = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
)

LONGEST = 1_000  # characters


def is_plain(text: str) -> bool:
    """Whether a text is not too long for anything here, and holds no control or other sign that shows nothing."""
    return len(text) <= LONGEST and all(category(sign) not in HIDDEN for sign in text)


def _plain(text: str | None) -> str | None:
    if text and not is_plain(text):
        raise InvalidValueException().as_pydantic_error()
    return text


def _address(text: str | None) -> str | None:
    return address_of(text) if text else text


Plain = Annotated[str | None, AfterValidator(_plain)]
Address = Annotated[Plain, AfterValidator(_address)]


class Person(Resource[Any]):
    """Somebody with an account."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[Address, Uniqueness.server, Required.true] = None
    """The email address to sign in with, which nobody but its owner changes."""

    display_name: Annotated[Plain, Required.true] = None
    """The full name."""

    title: Plain = None
    """The job role, by its title or its code; one that there is not says nothing."""

    active: bool | None = None
    """Whether the account is open."""

    groups: Annotated[list[GroupMembership] | None, Mutability.read_only] = None
    """The team."""


class User(Person):
    """The same as it is described: a directory that says another address is refused, unless it closes the account."""

    user_name: Annotated[Address, Mutability.immutable, Uniqueness.server, Required.true] = None
    """The email address to sign in with, which nobody but its owner changes."""


class Member(ComplexAttribute):
    """Somebody who works in a team."""

    value: Annotated[Plain, Mutability.immutable] = None
    """The id of the user."""

    ref: Annotated[Reference["User"] | None, Mutability.immutable] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    """The address of the user."""


class Group(Resource[Any]):
    """A team."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:Group")

    display_name: Annotated[Plain, Uniqueness.server, Required.true] = None
    """The name of the team."""

    members: list[Member] | None = None
    """Who works in the team; each works in one."""
