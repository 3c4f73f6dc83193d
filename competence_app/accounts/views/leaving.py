"""Signing out, and staying signed in."""

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from competence_app.accounts import wording
from competence_app.accounts.actions.leaving import sign_out_everywhere
from competence_app.accounts.doors import before_second_step
from competence_app.people.requests import SignedInRequest
from competence_app.ui.devices import COOKIE, is_own_device
from competence_app.ui.idle import say_so

# What browsers are told to remove; scripts remove what is this person's before.
CACHE, CACHE_AND_STORAGE = '"cache"', '"cache", "storage"'


# From any old tab, whose token is no longer right. No other site can sign somebody out so: its forms bring no cookie
# (SameSite=Lax).
@csrf_exempt
@login_not_required
@require_POST
def sign_out_button(request: HttpRequest) -> HttpResponse:
    """End the session, whoever's it is by now and even if it has ended."""
    kept = CACHE_AND_STORAGE if is_own_device(request) else CACHE  # others may have something unsent on a shared one
    logout(request)
    if "idle" in request.POST:
        say_so(request)
    response = redirect(f"{reverse('sign-in')}?left")  # other tabs leave with it, as they do not where a session ended
    response["Clear-Site-Data"] = kept
    response.delete_cookie(COOKIE)
    return response


@require_POST
def everywhere_button(request: SignedInRequest) -> HttpResponse:
    """End one's other sessions, and go on in this one."""
    sign_out_everywhere(request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, wording.SIGNED_OUT_ELSEWHERE)
    return redirect("account")


@require_POST
@before_second_step
def stay_button(_request: SignedInRequest) -> HttpResponse:
    """Answer that somebody is there, which is on record by now; pages ask while they are read."""
    return HttpResponse()
