"""Showing that it is still oneself, before what matters."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.internal.flows import post_authentication
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from competence_app.accounts.doors import before_second_step
from competence_app.accounts.forms.second_steps import PasswordForm, StepForms
from competence_app.accounts.queries.second_steps import has_second_step
from competence_app.accounts.queries.single_sign_on import is_linked, ways
from competence_app.accounts.requests import asked_for, was_proved_lately
from competence_app.accounts.views.signing_in import ask_second_step
from competence_app.people.requests import SignedInRequest

PAGE = "accounts/second_steps/prove.html"
View = Callable[..., HttpResponseBase]


def proved_lately(view: View, *, then: str = "") -> View:
    """Let a page be there for whoever has just proved who they are: by a second step, if they have one.

    Others are led on to it once they have, or from a button to the page called ``then``.
    """

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if was_proved_lately(request, request.user, by_second_step=has_second_step(request.user)):
            return view(request, *args, **kwargs)
        asked = {REDIRECT_FIELD_NAME: reverse(then) if then else request.path}
        return redirect(f"{reverse('prove')}?{urlencode(asked)}")

    return before_second_step(checked)


@before_second_step
def prove_page(request: SignedInRequest) -> HttpResponse:
    """Ask for a second step, or for the password, and go on to what was asked for."""
    return _by_second_step(request) if has_second_step(request.user) else _by_password(request)


def _by_second_step(request: SignedInRequest) -> HttpResponse:
    asked = StepForms(request, request.user)
    if proof := asked.proof:
        post_authentication(request, proof)
        return _on(request)
    return ask_second_step(request, request.user, asked, PAGE, **_elsewhere(request))


def _by_password(request: SignedInRequest) -> HttpResponse:
    form = PasswordForm(request.POST or None, request=request, user=request.user)
    if form.is_valid():
        record_authentication(request, request.user, "password")
        return _on(request)
    return render(request, PAGE, {"form": form, **_elsewhere(request)})


def _elsewhere(request: SignedInRequest) -> dict[str, object]:
    return {"ways": ways(), "is_linked": is_linked(request.user)}


def _on(request: SignedInRequest) -> HttpResponse:
    return redirect(asked_for(request) or "second-steps")
