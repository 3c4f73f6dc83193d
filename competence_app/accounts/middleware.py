"""Leads whoever needs a second step to it, before anything else."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

from competence_app.accounts.queries.second_steps import has_second_step
from competence_app.accounts.requests import lacks_second_step
from competence_app.ui.resend import echo

View = Callable[..., HttpResponseBase]


class SecondStepFirst(MiddlewareMixin):
    """Keeps from every page whoever needs a second step by their role, until they have taken it.

    It stands before the check of tokens, which has a form that is sent again answered by itself.
    """

    def process_view(self, request: HttpRequest, view: View, *_arguments: object) -> HttpResponse | None:
        """Return where to take or set up the step, and to writers what they typed; None where all is well."""
        if not getattr(view, "login_required", True) or getattr(view, "before_second_step", False):
            return None
        if not request.user.is_authenticated or not lacks_second_step(request, request.user):
            return None
        if request.method == "POST":
            return render(request, "accounts/second_steps/first.html", echo(request), status=HTTPStatus.FORBIDDEN)
        return redirect(_step(request))


def _step(request: HttpRequest) -> str:
    asked = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
    has_one = request.user.is_authenticated and has_second_step(request.user)
    return f"{reverse('prove' if has_one else 'second-steps')}?{asked}"
