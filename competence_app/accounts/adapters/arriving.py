"""Whoever comes back from the organisation's sign-in service: who they are here, if anybody."""

import time
from collections.abc import Callable
from http import HTTPStatus

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare

from competence_app.accounts.actions.awaiting import is_anothers, welcome
from competence_app.accounts.actions.guessing import Attempt
from competence_app.accounts.actions.single_sign_on import follow_roles, link
from competence_app.accounts.requests import ELSEWHERE
from competence_app.accounts.rules.second_steps import FRESH
from competence_app.accounts.rules.single_sign_on import Claims, is_fresh, is_second_step, roles_of
from competence_app.accounts.wording import signing_in as wording
from competence_app.people.models import User


def refused(request: HttpRequest, why: str) -> HttpResponse:
    """Return the page that says why nobody is signed in, and whom to ask."""
    heading, text = wording.NOT_LET_IN[why]
    shown = {"heading": heading, "text": text.format(service=settings.OIDC_NAME)}
    return render(request, "accounts/single_sign_on/refused.html", shown, status=HTTPStatus.FORBIDDEN)


class Arrival:
    """One who comes back, with what they went for in the state: to sign in, to link, by an invitation, or to prove."""

    def __init__(self, request: HttpRequest, came: SocialLogin) -> None:
        """Read whom the service named."""
        self._request, self._state = request, came.state
        self._claims: Claims = came.claims
        self._subject: str = came.account.uid
        self._known: User | None = came.user
        self._listed: str = came.listed  # what a directory of staff calls them

    def response(self) -> HttpResponse:
        """Do what they went for."""
        ways: dict[str, Callable[[], HttpResponse]] = {
            "login": self._sign_in,
            "link": self._link,
            "invited": self._take_invitation,
            "prove": self._prove,
        }
        if not constant_time_compare(self._claims["nonce"], self._state["nonce"]):
            return refused(self._request, "failed")
        return ways[self._state["process"]]()

    def _sign_in(self) -> HttpResponse:
        person = self._known or welcome(self._subject, self._listed)
        return self._enter(person) if person else refused(self._request, "unknown")

    def _enter(self, person: User) -> HttpResponse:
        """Sign ``person`` in, with the roles that the service gives, and with a second step where it is asked."""
        if not person.is_active:
            return refused(self._request, "closed")
        if self._request.user.is_authenticated:
            logout(self._request)
        if settings.OIDC_ROLES:
            follow_roles(person, roles_of(self._claims.get(settings.OIDC_ROLES_CLAIM), settings.OIDC_ROLES))
        self._note(person)
        response: HttpResponse = perform_login(self._request, Login(user=person, redirect_url=self._state.get("next")))
        if self._request.user.is_authenticated:
            Attempt(person.email, self._request).succeeded(person)
        return response

    def _note(self, person: User) -> None:
        """Note in the session what the service vouches for: that a second step was taken, and that it was just now."""
        vouched = {
            "second_step": is_second_step(self._claims, acr=settings.OIDC_ACR_VALUES, amr=settings.OIDC_AMR_VALUES),
            "fresh": is_fresh(self._claims, time.time(), FRESH.total_seconds()),
        }
        record_authentication(self._request, person, ELSEWHERE, **vouched)

    def _link(self) -> HttpResponse:
        user = self._request.user
        if not user.is_authenticated or user.pk != self._state["data"]:
            return refused(self._request, "failed")
        if self._is_anothers(user):
            messages.error(self._request, wording.LINKED_TO_ANOTHER.format(service=settings.OIDC_NAME))
        else:
            link(user, self._subject)
            messages.success(self._request, wording.LINKED.format(service=settings.OIDC_NAME))
        return redirect("account")

    def _is_anothers(self, user: User) -> bool:
        return is_anothers(self._listed, user) if self._known is None else self._known != user

    def _take_invitation(self) -> HttpResponse:
        """Link whoever opened an invitation, which is good once: signing in uses it up."""
        key, token = self._state["data"]
        person = User.objects.get_queryset().filter(pk=key, is_active=True).first()
        if person is None or not default_token_generator.check_token(person, token):
            return refused(self._request, "used")
        if self._is_anothers(person):
            return refused(self._request, "another")
        link(person, self._subject)
        return self._enter(person)

    def _prove(self) -> HttpResponse:
        """Take it as a proof of who is signed in, if the service asked them anew."""
        user = self._request.user
        is_shown = is_fresh(self._claims, time.time(), FRESH.total_seconds())
        if not (user.is_authenticated and user == self._known and is_shown):
            return refused(self._request, "unproved")
        self._note(user)
        return redirect(self._state.get("next") or "account")
