"""The request that a page for signed-in people gets."""

from django.http import HttpRequest

from competence_app.people.models import User


class SignedInRequest(HttpRequest):
    """A request from a known person: LoginRequiredMiddleware lets nobody else through."""

    user: User
