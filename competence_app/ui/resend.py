"""Keeping what somebody typed when their page is out of date: it is shown back to be sent again."""

from collections.abc import Callable
from html import escape
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import ResolverMatch
from django.utils.deprecation import MiddlewareMixin
from django.views.csrf import csrf_failure as refuse

from competence_app.ui.idle import end_if_idle
from competence_app.ui.uploads import ENOUGH

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - a field's name
AGAIN = "sent-again"  # the field by which a page that holds what was typed says to which address
MOST_FIELDS = 6_000  # five for each of 1,200 competences, all of them on one page
PASSWORDS = {"password", "old_password", "new_password1", "new_password2"}


def offer_again(request: HttpRequest) -> HttpResponse:
    """Return the page that holds what was typed, with a button to send it again."""
    return render(request, "resend.html", echo(request), status=HTTPStatus.FORBIDDEN)


def echo(request: HttpRequest) -> dict[str, Any]:
    """Return what ``components/send_again.html`` shows: what was typed, and the files, which are to be chosen again.

    Whoever sends it may be a stranger: no page becomes much longer than what any form of ours takes.
    """
    files = [(field, file.name) for field, sent in request.FILES.lists() for file in sent]
    typed = typed_in(request)
    is_too_much = len(typed) + len(files) > MOST_FIELDS or sum(map(_length, typed)) > ENOUGH
    kept = {"typed": [], "files": []} if is_too_much else {"typed": typed, "files": files}
    return {**kept, "again": _signer().sign(request.path), "is_too_much": is_too_much}


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=AGAIN)


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed; nothing where a password was."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values if name not in (TOKEN, AGAIN)]
    return typed if PASSWORDS.isdisjoint(request.POST) else []


def _length(typed: tuple[str, str]) -> int:
    """Return how many bytes a field takes on the page, where a quotation mark takes six."""
    return sum(len(escape(text).encode(errors="replace")) for text in typed)


class SignInFirst(LoginRequiredMiddleware, MiddlewareMixin):
    """Django's, save that a form sent by somebody whose session has ended is not thrown away.

    A session ends too where nothing was done for long.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], *arguments: Any
    ) -> HttpResponseBase | None:
        """Let those in who are signed in, and still there."""
        if getattr(view_func, "login_required", True):
            _is_here(request)
        return super().process_view(request, view_func, *arguments)

    def handle_no_permission(  # type: ignore[override]  # the base only ever redirects
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """Send readers to the sign-in page, and keep what writers typed."""
        return offer_again(request) if request.POST else super().handle_no_permission(request, view_func)


def _is_here(request: HttpRequest) -> bool:
    """Tell whether somebody is signed in who has not left long ago."""
    if request.user.is_authenticated:
        end_if_idle(request)
    return request.user.is_authenticated


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is old, as after signing in in another tab; one from another site is refused."""
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    match = request.resolver_match
    if not (ours and match):
        return refuse(request, reason=reason)
    if getattr(match.func, "login_required", True):
        is_good = _is_here(request) and _is_sent_again(request)
        return _taken(request, match) if is_good else offer_again(request)
    # With no cookie at all, opening the page again would not help.
    return _opened_again(request) if request.COOKIES else refuse(request, reason=reason)


def _is_sent_again(request: HttpRequest) -> bool:
    """Tell whether it comes from a page of ``offer_again``, whose token is old once one has signed in as that asks."""
    try:
        return _signer().unsign(request.POST.get(AGAIN, ""), max_age=settings.SESSION_COOKIE_AGE) == request.path
    except signing.BadSignature:
        return False


def _taken(request: HttpRequest, match: ResolverMatch) -> HttpResponse:
    """Answer as if the token were right: the browser says that the form is ours, its signature that we made it."""
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


def _opened_again(request: HttpRequest) -> HttpResponse:
    """Open the page again: before signing in there is nothing worth keeping, afterwards it leads on by itself."""
    signed_in = f"You are signed in as {request.user}: you signed in in another tab."
    messages.info(request, signed_in if request.user.is_authenticated else "This page was out of date. Try again.")
    return redirect(request.get_full_path())
