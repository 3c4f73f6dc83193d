"""Keeping what somebody typed when their page is out of date: it is shown back to be sent again."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from django.views.csrf import csrf_failure as refuse


def offer(request: HttpRequest) -> HttpResponse:
    """Return the page that holds what was typed, passwords excepted, with a button to send it again."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values if _is_typed(name)]
    return render(request, "resend.html", {"typed": typed}, status=HTTPStatus.FORBIDDEN)


def _is_typed(name: str) -> bool:
    return name not in {"csrfmiddlewaretoken", "password", "old_password", "new_password1", "new_password2"}


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
    for_people = getattr(view, "login_required", True)  # sign-in pages hold nothing worth keeping
    return offer(request) if ours and for_people else refuse(request, reason=reason)
