"""Signing out."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST


# From any old tab, whose token is no longer right. No other site can sign somebody out so: its forms bring no cookie
# (SameSite=Lax).
@csrf_exempt
@login_not_required
@require_POST
def sign_out_button(request: HttpRequest) -> HttpResponse:
    """End the session, whoever's it is by now and even if it has ended."""
    logout(request)
    return redirect("sign-in")
