"""Who gets to the pages about other people's accounts."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase

from competence_app.people.requests import SignedInRequest

View = Callable[..., HttpResponseBase]


def administrators_only(view: View) -> View:
    """Let the page be there for people administrators alone."""

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_people_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return checked
