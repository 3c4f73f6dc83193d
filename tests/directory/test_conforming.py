"""What a tester of SCIM servers finds, which asks for all that RFC 7643 and RFC 7644 say."""

from collections.abc import Iterator
from typing import Annotated, Any
from uuid import uuid4

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from pydantic import Field
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_models import Mutability, Required, ScimProvider, Uniqueness
from scim2_tester import Status, check_server

from competence_app.directory.rules.resources import Group, User
from tests.directory.calls import refused
from tests.factories import JobRoleFactory

SITE = "http://localhost"


class NewAddresses(list[str]):
    """Another address each time: the tester knows that names are unique, and not that they are addresses."""

    def __getitem__(self, _number: Any) -> Any:
        return f"{uuid4()}@example.org"


class Asked(User):
    """Somebody as the tester makes them up."""

    user_name: Annotated[str | None, Mutability.immutable, Uniqueness.server, Required.true] = Field(
        None, examples=NewAddresses(["one"])
    )
    title: str | None = Field(None, examples=["Ward manager", "Registered nurse"])


@pytest.fixture
def app() -> Iterator[WSGIHandler]:
    """The app, within the transaction of the test."""
    signals = request_started, request_finished
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("described", [True, False])
def test_a_tester_finds_nothing_but_what_is_meant(app, token, settings, described):
    """Whether an account is open cannot be left unsaid, and addresses are no random texts."""
    settings.SITE_URL = SITE
    for code in ("ward-manager", "registered-nurse"):
        JobRoleFactory.create(code=code)
    provider = ScimProvider(models=[Asked, Group]) if described else ScimProvider()
    headers = {"Authorization": f"Bearer {token}"}
    client = WSGISCIMClient(app, f"{SITE}/scim/v2", headers, provider=provider)

    results = check_server(client, include_tags=None if described else {"discovery", "misc"})

    wrong = [result.reason for result in results if result.status not in {Status.SUCCESS, Status.SKIPPED}]
    assert wrong == (["PATCH modify() did not remove attribute 'active'"] if described else [])
    assert len(results) >= (60 if described else 25)


def test_what_the_service_can_is_said(directory):
    config = directory.get("/ServiceProviderConfig")

    asked = ("patch", "filter", "bulk", "sort", "etag", "changePassword")
    assert [name for name in asked if config[name]["supported"]] == ["patch", "filter"]
    assert [kind["endpoint"] for kind in directory.get("/ResourceTypes")["Resources"]] == ["/Users", "/Groups"]
    assert (
        directory.get("/ResourceTypes/User")["meta"]["location"] == "http://localhost:8000/scim/v2/ResourceTypes/User"
    )
    [person, team] = directory.get("/Schemas")["Resources"]
    assert (person["name"], team["name"]) == ("User", "Group")
    assert person["attributes"][0]["mutability"] == "immutable"
    assert directory.get(f"/Schemas/{person['id']}") == person
    assert [attribute["name"] for attribute in person["attributes"]] == [
        "userName",
        "displayName",
        "title",
        "active",
        "groups",
    ]
    assert refused(directory.ask("GET", "/Schemas/x")) == (404, None)
    assert refused(directory.ask("GET", "/Schemas", filter='id eq "x"')) == (403, None)
