"""To the organisation's own sign-in service, and back."""

from functools import partial
from typing import Any

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from competence_app.accounts.actions.single_sign_on import unlink
from competence_app.accounts.adapters.arriving import refused
from competence_app.accounts.adapters.single_sign_on import Adapter, Provider
from competence_app.accounts.doors import before_second_step, with_single_sign_on
from competence_app.accounts.requests import asked_for
from competence_app.accounts.views.proving import proved_lately
from competence_app.accounts.wording import signing_in as wording
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest

ANEW = {"prompt": "login", "max_age": "0"}  # the service asks for a proof, whoever is signed in there


@login_not_required
@require_POST
@with_single_sign_on
def sign_in_button(request: HttpRequest) -> HttpResponse:
    """Go to the service to sign in."""
    return _leave(request, "login")


@require_POST
@with_single_sign_on
@partial(proved_lately, then="account")
def link_button(request: SignedInRequest) -> HttpResponse:
    """Go to the service to be known by it from then on."""
    return _leave(request, "link", data=request.user.pk, **ANEW)


@require_POST
@with_single_sign_on
@partial(proved_lately, then="account")
def unlink_button(request: SignedInRequest) -> HttpResponse:
    """Be known by the service no more; whoever has no password stays."""
    if not request.user.has_usable_password() or not settings.LOCAL_PASSWORDS:
        raise Http404
    unlink(request.user)
    messages.success(request, wording.UNLINKED.format(service=settings.OIDC_NAME))
    return redirect("account")


@require_POST
@with_single_sign_on
@before_second_step
def prove_button(request: SignedInRequest) -> HttpResponse:
    """Go to the service to prove that it is still oneself."""
    return _leave(request, "prove", **ANEW)


@login_not_required
@require_POST
@with_single_sign_on
def invited_button(request: HttpRequest, uidb64: str) -> HttpResponse:
    """Go to the service with the invitation whose link was opened in this session."""
    person = auth.PasswordResetConfirmView().get_user(uidb64)
    token = request.session.get(auth.INTERNAL_RESET_SESSION_TOKEN, "")
    if not (isinstance(person, User) and default_token_generator.check_token(person, token)):
        return refused(request, "used")
    return _leave(request, "invited", data=[person.pk, token])


def _leave(request: HttpRequest, process: str, *, data: Any = None, **params: str) -> HttpResponse:
    """Return the page that leads to the service: a form's answer may lead to no other site."""
    nonce = get_random_string(32)
    acr = {"acr_values": " ".join(settings.OIDC_ACR_VALUES)} if settings.OIDC_ACR_VALUES else {}
    asked = {"nonce": nonce, **acr, **params}
    try:
        there = Provider(request).redirect(
            request, process, next_url=asked_for(request), data=data, nonce=nonce, auth_params=asked
        )
    except (OAuth2Error, RequestException):
        return refused(request, "failed")
    response = render(request, "accounts/single_sign_on/leaving.html", {"address": there.url})
    response["Refresh"] = f"0;url={there.url}"
    return response


@login_not_required
@require_safe
@with_single_sign_on
def back_page(request: HttpRequest) -> HttpResponse:
    """Take what the service sends back."""
    back: HttpResponse = OAuth2CallbackView.adapter_view(Adapter)(request)
    return back
