"""Who gets to the whole record."""

from collections.abc import Callable
from functools import wraps

from django.http.response import HttpResponseBase

from competence_app.people.doors import check_auditor
from competence_app.people.requests import SignedInRequest

View = Callable[[SignedInRequest], HttpResponseBase]


def auditors_only(view: View) -> View:
    """Let the page be there for auditors alone."""

    @wraps(view)
    def checked(request: SignedInRequest) -> HttpResponseBase:
        check_auditor(request.user)
        return view(request)

    return checked
