"""What a directory of staff sends."""

import json
from typing import Any

from django.test import Client

CORE = "urn:ietf:params:scim:schemas:core:2.0:"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"


def user(address: str, name: str = "Amara Okafor", **more: Any) -> dict[str, Any]:
    """Return somebody as they are made or replaced."""
    return {"schemas": [f"{CORE}User"], "userName": address, "displayName": name, **more}


def group(name: str, *members: Any, **more: Any) -> dict[str, Any]:
    """Return a team with these people, as it is made or replaced."""
    people = {"members": as_members(*members)} if members else {}
    return {"schemas": [f"{CORE}Group"], "displayName": name, **people, **more}


def as_members(*people: Any) -> list[dict[str, str]]:
    """Return the people as a team names them."""
    return [{"value": str(person.pk)} for person in people]


def operation(op: str, path: str = "", value: Any = None) -> dict[str, Any]:
    """Return one operation of a patch."""
    return {"op": op} | ({"path": path} if path else {}) | ({"value": value} if value is not None else {})


class Directory:
    """A program that has a token, and no cookies."""

    def __init__(self, token: str) -> None:
        self._client = Client(headers={"Authorization": f"Bearer {token}"})

    def ask(self, method: str, address: str, body: Any = None, **query: str) -> Any:
        """Send a request, its body as it is or in JSON, and return the response."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        kind = "application/scim+json"
        return self._client.generic(method, f"/scim/v2{address}", data, kind, query_params=query or None)

    def get(self, address: str, **query: str) -> Any:
        """Return the body of an answer."""
        return self.ask("GET", address, **query).json()

    def found(self, address: str, **query: str) -> list[str]:
        """Return the ids of what a page of an answer lists."""
        return [row["id"] for row in self.get(address, **query)["Resources"]]

    def post(self, address: str, body: Any) -> Any:
        """Make something, and return the response."""
        return self.ask("POST", address, body)

    def patch(self, address: str, *operations: dict[str, Any]) -> Any:
        """Change something, and return the response."""
        return self.ask("PATCH", address, {"schemas": [PATCH], "Operations": operations})


def refused(response: Any) -> tuple[int, str | None]:
    """Return the status and the kind of a refusal, which says what is wrong in a line of words."""
    body = response.json()
    assert (response["Content-Type"], body["status"]) == ("application/scim+json", str(response.status_code))
    assert body["detail"]
    assert "\n" not in body["detail"]
    return response.status_code, body.get("scimType")
