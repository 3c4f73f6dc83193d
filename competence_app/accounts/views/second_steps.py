"""What one signs in with besides a password."""

import time

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from qrcode.main import QRCode

from competence_app.accounts.actions import second_steps as actions
from competence_app.accounts.doors import before_second_step, own_passkey, own_second_step
from competence_app.accounts.forms.second_steps import AppForm, NewPasskeyForm, PasskeyNameForm
from competence_app.accounts.queries.second_steps import has_second_step, recovery_codes_of, second_steps_of
from competence_app.accounts.requests import SECOND_STEP, lacks_second_step
from competence_app.accounts.rules.second_steps import FRESH, in_groups, squares
from competence_app.accounts.views.proving import proved_lately
from competence_app.accounts.wording import signing_in as wording
from competence_app.people.requests import SignedInRequest

# In the session: the secret of an app that is being set up, sealed, and until when recovery codes are shown.
SECRET, SHOWN_UNTIL = "second-step-app", "recovery-codes-until"

CODES_FILE = 'attachment; filename="recovery-codes.txt"'


@require_safe
@before_second_step
def second_steps_page(request: SignedInRequest) -> HttpResponse:
    """List what is set up, and lead to setting up."""
    shown = {"steps": second_steps_of(request.user), "is_needed": lacks_second_step(request, request.user)}
    return render(request, "accounts/second_steps/steps.html", shown)


@proved_lately
def app_page(request: SignedInRequest) -> HttpResponse:
    """Give an authenticator app its secret, and take the first code that it shows."""
    secret = _secret(request)
    form = AppForm(request.POST or None, secret=secret)
    if form.is_valid():
        del request.session[SECRET]
        return _begun(request, "app", has_codes=actions.set_up_app(request.user, secret, counter=form.counter))
    code = QRCode(border=0)
    code.add_data(get_adapter().build_totp_url(request.user, secret))
    matrix = code.get_matrix()
    shown = {"form": form, "secret": in_groups(secret), "path": squares(matrix), "size": len(matrix)}
    return render(request, "accounts/second_steps/app.html", shown)


def _secret(request: SignedInRequest) -> str:
    """Return the secret of the app that is being set up: the same in all tabs."""
    sealed = request.session.setdefault(SECRET, get_adapter().encrypt(generate_totp_secret()))
    secret: str = get_adapter().decrypt(sealed)
    return secret


@proved_lately
def new_passkey_page(request: SignedInRequest) -> HttpResponse:
    """Name a passkey, and add what the device makes."""
    form = NewPasskeyForm(request.POST or None)
    if form.is_valid():
        added = actions.add_passkey(request.user, form.cleaned_data["name"], form.cleaned_data["credential"])
        return _begun(request, "passkey", has_codes=added)
    return render(request, "accounts/second_steps/passkey.html", {"form": form})


def passkey_name_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call a passkey of one's own otherwise."""
    kept = own_passkey(request.user, pk)
    form = PasskeyNameForm(request.POST or None, initial={"name": kept.wrap().name})
    if form.is_valid():
        actions.rename_passkey(kept, form.cleaned_data["name"], of=request.user)
        messages.success(request, wording.PASSKEY_RENAMED)
        return redirect("second-steps")
    return render(request, "accounts/second_steps/name.html", {"form": form})


@require_POST
@proved_lately
def passkey_registration_button(request: SignedInRequest) -> JsonResponse:
    """Answer a script with what a new passkey is to be like: kept by the device, and unlocked by its owner."""
    return JsonResponse(begin_registration(request.user, passwordless=True))


def _begun(request: SignedInRequest, kind: str, *, has_codes: bool) -> HttpResponse:
    """Lead on, to recovery codes if there are new ones: what was just shown counts as taking the step."""
    record_authentication(request, request.user, SECOND_STEP)
    messages.success(request, wording.STEP_ADDED[kind])
    return _with_codes(request) if has_codes else redirect("second-steps")


def _with_codes(request: SignedInRequest) -> HttpResponse:
    request.session[SHOWN_UNTIL] = time.time() + FRESH.total_seconds()
    return redirect("recovery-codes")


@proved_lately
def recovery_codes_page(request: SignedInRequest) -> HttpResponse:
    """Show recovery codes that were just made, and make new ones."""
    if not has_second_step(request.user):
        return redirect("second-steps")
    if request.method == "POST":
        actions.make_codes(request.user)
        messages.success(request, wording.NEW_CODES)
        return _with_codes(request)
    shown = {"codes": _codes(request), "steps": second_steps_of(request.user)}
    return render(request, "accounts/second_steps/codes.html", shown)


def _codes(request: SignedInRequest) -> list[str]:
    """Return the codes as they are copied, while they are shown."""
    is_shown = request.session.get(SHOWN_UNTIL, 0) > time.time()
    return [in_groups(code, 5) for code in recovery_codes_of(request.user)] if is_shown else []


@require_safe
@proved_lately
def recovery_codes_file(request: SignedInRequest) -> HttpResponse:
    """Give the codes as a text to be printed or kept, while they are shown."""
    codes = _codes(request)
    if not codes:
        return redirect("recovery-codes")
    text = wording.CODES_FILE.format(email=request.user.email, codes="\n".join(codes))
    return HttpResponse(text, "text/plain; charset=utf-8", headers={"Content-Disposition": CODES_FILE})


@before_second_step
def remove_second_step_page(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Say what removing does, and do it on the button."""
    return _remove(request, own_second_step(request.user, pk))


@proved_lately
def _remove(request: SignedInRequest, kept: Authenticator) -> HttpResponse:
    if request.method == "POST":
        return _removed(request, kept)
    return render(request, "accounts/second_steps/remove.html", {"kept": kept, "steps": second_steps_of(request.user)})


def _removed(request: SignedInRequest, kept: Authenticator) -> HttpResponse:
    try:
        actions.remove_second_step(kept, of=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, wording.STEP_REMOVED)
    return redirect("second-steps")
