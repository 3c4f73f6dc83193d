"""Refusals of which an answer says something in its headers too."""

from collections.abc import Mapping

from scim2_models import SCIMException


class RefusedError(SCIMException):
    """A refusal with a status that says all, and headers that say what to do."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str]) -> None:
        super().__init__(detail=detail)
        self.status, self.headers = status, headers
