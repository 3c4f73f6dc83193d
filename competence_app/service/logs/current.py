"""The request that this thread answers, so that every line of the log can say of which it is."""

from contextvars import ContextVar

from django.http import HttpRequest

current: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def route_of(request: HttpRequest) -> str:
    """Return the name of the request's address; empty where it has none, or none yet."""
    match = request.resolver_match
    return match.view_name if match else ""


def user_of(request: HttpRequest) -> int | None:
    """Return the key of whoever sent the request, where the answer needed it: nothing is asked for the log's sake."""
    user = getattr(request, "_cached_user", None)  # Django's, once a view has read request.user
    return user and user.pk
