"""Keeping what somebody typed when their page is out of date: it is shown back to be sent again."""

from collections.abc import Callable
from http import HTTPStatus
from itertools import chain
from typing import Any

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.deprecation import MiddlewareMixin
from django.views.csrf import csrf_failure as refuse

from competence_app.ui.uploads import ENOUGH

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - a field's name
PASSWORDS = {"password", "old_password", "new_password1", "new_password2"}


def offer(request: HttpRequest) -> HttpResponse:
    """Return the page that holds what was typed, with a button to send it again."""
    return render(request, "resend.html", echo(request), status=HTTPStatus.FORBIDDEN)


def echo(request: HttpRequest) -> dict[str, Any]:
    """Return what ``components/send_again.html`` shows: what was typed, and the files, which are to be chosen again."""
    files = [(field, file.name) for field, sent in request.FILES.lists() for file in sent]
    return {"typed": typed_in(request), "files": files}


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed; nothing where a password was, or more than any form takes."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values if name != TOKEN]
    is_kept = PASSWORDS.isdisjoint(request.POST) and sum(map(len, chain(*typed))) <= ENOUGH
    return typed if is_kept else []


class SignInFirst(LoginRequiredMiddleware, MiddlewareMixin):
    """Django's, save that a form sent by somebody whose session has ended is not thrown away."""

    def handle_no_permission(  # type: ignore[override]  # the base only ever redirects
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """Send readers to the sign-in page, and keep what writers typed."""
        return offer(request) if request.POST else super().handle_no_permission(request, view_func)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is old, as after signing in in another tab; one from another site is refused."""
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    view = request.resolver_match and request.resolver_match.func
    if not ours:
        return refuse(request, reason=reason)
    if getattr(view, "login_required", True):
        return offer(request)
    # With no cookie at all, opening the page again would not help.
    return _opened_again(request) if request.COOKIES else refuse(request, reason=reason)


def _opened_again(request: HttpRequest) -> HttpResponse:
    """Open the page again: before signing in there is nothing worth keeping, afterwards it leads on by itself."""
    signed_in = f"You are signed in as {request.user}: you signed in in another tab."
    messages.info(request, signed_in if request.user.is_authenticated else "This page was out of date. Try again.")
    return redirect(request.get_full_path())
