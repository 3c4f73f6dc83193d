"""Signing in: a password and, where it is asked, a second step; or a passkey alone."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from competence_app.accounts.actions.guessing import Attempt
from competence_app.accounts.adapters.signing_in import SecondStepStage
from competence_app.accounts.doors import with_local_passwords
from competence_app.accounts.forms.own import SignInForm
from competence_app.accounts.forms.second_steps import PasskeyForm, StepForms
from competence_app.accounts.queries.second_steps import second_steps_of
from competence_app.accounts.queries.single_sign_on import ways
from competence_app.accounts.requests import asked_for
from competence_app.accounts.wording import signing_in as wording
from competence_app.people.models import User


class SignInView(auth.LoginView):
    """Django's page, with a second step after it."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **shown: Any) -> dict[str, Any]:
        """Show the ways there are."""
        return super().get_context_data(ways=ways(), **shown)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]  # the stubs say less
        """Take a password, where there are any."""
        return with_local_passwords(super().post)(*args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        """Go on to where the page was meant to lead, or to the second step."""
        assert isinstance(form, SignInForm)  # noqa: S101 - see above
        user = form.get_user()
        record_authentication(self.request, user, "password")
        login = Login(user=user, redirect_url=self.get_success_url())
        return _arrived(self.request, form.attempt, user, perform_login(self.request, login))


def _arrived(request: HttpRequest, attempt: Attempt, user: User, response: HttpResponse) -> HttpResponse:
    """Write down that somebody is signed in, if that is whole by now."""
    if request.user.is_authenticated:
        attempt.succeeded(user)
    return response


@login_not_required
def second_step_page(request: HttpRequest) -> HttpResponse:
    """Ask whoever entered their password for the second step."""
    stage = None if request.user.is_authenticated else LoginStageController.enter(request, SecondStepStage.key)
    if not (stage and stage.login.user and stage.login.user.is_active):
        return redirect("sign-in")
    user: User = stage.login.user
    asked = StepForms(request, user)
    if proof := asked.proof:
        post_authentication(request, proof)
        return _arrived(request, Attempt(user.email, request), user, stage.exit())
    return ask_second_step(request, user, asked, "accounts/second_steps/step.html")


def ask_second_step(request: HttpRequest, user: User, asked: StepForms, template: str, **shown: object) -> HttpResponse:
    """Show the page that asks for a code or a passkey, and what was wrong with those that were sent."""
    if asked.passkey.errors:
        messages.error(request, wording.WRONG_PASSKEY)
    return render(request, template, {"form": asked.code, "steps": second_steps_of(user), **shown})


@login_not_required
@require_POST
def passkey_challenge_button(request: HttpRequest) -> JsonResponse:
    """Answer a script with what a passkey is to sign: one of whoever is signing in or signed in, or anybody's."""
    return JsonResponse(begin_authentication(_known(request)))


def _known(request: HttpRequest) -> User | None:
    if request.user.is_authenticated:
        return request.user
    stage = LoginStageController.enter(request, SecondStepStage.key)
    return stage.login.user if stage else None


@login_not_required
@require_POST
@with_local_passwords
def passkey_button(request: HttpRequest) -> HttpResponse:
    """Sign in by a passkey alone: its owner unlocked it, which is two steps in one."""
    if request.user.is_authenticated:
        return redirect("home")
    form = PasskeyForm(request.POST)
    if not form.is_valid():
        messages.error(request, wording.WRONG_PASSKEY)
        return redirect("sign-in")
    user: User = form.authenticator.user
    post_authentication(request, form.authenticator, passwordless=True)
    login = Login(user=user, redirect_url=asked_for(request))
    return _arrived(request, Attempt(user.email, request), user, perform_login(request, login))
