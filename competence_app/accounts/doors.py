"""Who gets to the pages about other people's accounts."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase

from competence_app.people.doors import check_administrator
from competence_app.people.requests import SignedInRequest

View = Callable[..., HttpResponseBase]


def administrators_only(view: View) -> View:
    """Let the page be there for people administrators alone."""

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        check_administrator(request.user)
        return view(request, *args, **kwargs)

    return checked
