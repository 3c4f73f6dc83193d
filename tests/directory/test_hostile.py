"""What no directory would send: it is refused, and nothing fails."""

from http import HTTPStatus
from typing import Any

import pytest

from competence_app.directory.views import answering
from competence_app.people.models import Team, User
from tests.directory.calls import PATCH, group, operation, refused, user
from tests.factories import UserFactory

BODIES: dict[str, Any] = {
    "nothing": b"",
    "no JSON": b"{",
    "half a character": b'{"userName": "\xff"}',
    "half of a pair": b'{"userName": "\\ud800"}',
    "a list": [],
    "a text": "userName",
    "null": None,
    "a number of 5,000 digits": b'{"userName": ' + b"9" * 5000 + b"}",
    "a deep one": b'{"a":' * 5000,
    "a deeper list": b"[" * 100_000,
    "no schemas": {"userName": "a@example.org"},
    "another schema": {"schemas": ["urn:x"], "userName": "a@example.org", "displayName": "A"},
    "nothing in it": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"]},
}
VALUES = [None, 5, True, [], {}, ["a"], {"a": "b"}, "", " ", "a\0b", "\x7f", "\u2028", "x" * 100_000]


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email="amara@example.org", full_name="Amara Okafor")


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize(("method", "address"), [("POST", "/Users"), ("PUT", "/Users/{}"), ("PATCH", "/Users/{}")])
def test_a_body_that_is_none_is_refused(directory, amara, method, address, body):
    response = directory.ask(method, address.format(amara.pk), body)

    assert refused(response)[0] == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:20])
@pytest.mark.parametrize("field", ["userName", "displayName"])
def test_values_of_another_kind_are_refused(directory, amara, field, value):
    sent = user("new@example.org") | {field: value}
    refusals = [
        directory.post("/Users", sent),
        directory.ask("PUT", f"/Users/{amara.pk}", sent),
        directory.patch(f"/Users/{amara.pk}", {"op": "replace", "path": field, "value": value}),
    ]

    assert {refused(response)[0] for response in refusals} == {HTTPStatus.BAD_REQUEST}
    amara.refresh_from_db()
    assert (amara.email, amara.full_name, User.objects.count()) == ("amara@example.org", "Amara Okafor", 1)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:20])
@pytest.mark.parametrize(
    ("kind", "field"), [("/Users", "title"), ("/Users", "active"), ("/Users", "externalId"), ("/Groups", "externalId")]
)
def test_values_of_another_kind_never_fail(directory, amara, kind, field, value):
    made = user("new@example.org") if kind == "/Users" else group("Willow ward")

    assert directory.post(kind, made | {field: value}).status_code in {HTTPStatus.CREATED, HTTPStatus.BAD_REQUEST}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:20])
def test_a_team_has_a_name_and_people(directory, amara, value):
    willow = directory.post("/Groups", group("Willow ward", amara)).json()["id"]
    sent = [{"displayName": value}, {"displayName": "Birch ward", "members": [{"value": value}]}]

    for change in sent:
        assert refused(directory.post("/Groups", group("x") | change))[0] == HTTPStatus.BAD_REQUEST
    named = directory.patch(f"/Groups/{willow}", {"op": "replace", "path": "displayName", "value": value})
    staffed = directory.patch(f"/Groups/{willow}", operation("add", "members", [{"value": value}]))

    assert {refused(named)[0], refused(staffed)[0]} == {HTTPStatus.BAD_REQUEST}
    assert [(team.name, team.members.get()) for team in Team.objects.all()] == [("Willow ward", amara)]


@pytest.mark.parametrize(
    "sent",
    [
        [],
        [{}],
        [{"op": "drop"}],
        [{"op": "remove"}],
        [{"op": "add", "path": "displayName"}],
        [{"op": "replace", "path": "groups", "value": []}],
        [{"op": "replace", "path": "id", "value": "7"}],
        [{"op": "replace", "path": "[" * 500, "value": "7"}],
        [{"op": "replace", "path": 5, "value": "7"}],
        [{"op": "remove", "path": "userName"}],
        [{"op": "remove", "path": "displayName"}],
        [{"op": "replace", "path": "displayName", "value": "A"}] * 501,
    ],
    ids=lambda sent: str(sent)[:50],
)
def test_operations_that_are_none_are_refused(directory, amara, sent):
    response = directory.ask("PATCH", f"/Users/{amara.pk}", {"schemas": [PATCH], "Operations": sent})

    assert refused(response)[0] == HTTPStatus.BAD_REQUEST
    amara.refresh_from_db()
    assert amara.full_name == "Amara Okafor"


@pytest.mark.parametrize("name", ["A\u202eb", "https://example.org", "x" * 151])
def test_a_name_is_one_that_people_may_have(directory, amara, name):
    assert refused(directory.patch(f"/Users/{amara.pk}", operation("replace", "displayName", name))) == (
        400,
        "invalidValue",
    )


LONG = f"{'x' * 250}@example.org"


@pytest.mark.parametrize("address", ["nobody", "a@b", "a@example.org\nb", "\u0430@example.org", LONG])
def test_an_address_is_one(directory, address):
    assert refused(directory.post("/Users", user(address)))[0] == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("key", ["0", "x", "-1", "1.0", "9" * 20, "9" * 5000, "%00", "é", "1/2", " 1", "٣"])
def test_an_address_of_nothing_is_not_found(directory, amara, key):
    for kind in ("/Users", "/Groups"):
        assert refused(directory.ask("GET", f"{kind}/{key}")) == (404, None)


@pytest.mark.parametrize("length", [answering.MOST_BYTES, 16 * 1024 * 1024])
def test_a_body_has_an_end(directory, length):
    assert refused(directory.post("/Users", b'"' + b"x" * length + b'"')) == (413, None)


def test_an_address_says_what_it_takes(directory):
    response = directory.ask("DELETE", "/Users")

    assert (refused(response), response["Allow"]) == ((405, None), "GET, POST")


@pytest.mark.parametrize("address", ["/Bulk", "/Me", "/.search"])
def test_what_is_not_offered_says_so(directory, address):
    assert refused(directory.post(address, {})) == (501, None)
