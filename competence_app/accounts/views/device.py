"""What the device that somebody signs in on may keep."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from competence_app.accounts import wording
from competence_app.people.requests import SignedInRequest
from competence_app.ui import devices

KEPT_FOR = 365 * 24 * 60 * 60  # seconds


@require_POST
def device_button(request: SignedInRequest) -> HttpResponse:
    """Mark the device as one's own, or take that back."""
    is_own = "own" in request.POST
    messages.success(request, wording.DEVICES[is_own])
    response = redirect("account")
    if is_own:
        mark, secure = devices.person_mark(request.user.pk), settings.SESSION_COOKIE_SECURE
        response.set_cookie(devices.COOKIE, mark, KEPT_FOR, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(devices.COOKIE)
    return response


@login_not_required
@require_GET
@cache_control(no_cache=True)  # browsers ask for it again and again, and go on with a new one
def worker_file(_request: HttpRequest) -> HttpResponse:
    """Return the script that keeps pages of one's own device; its address says that it may do so for every page."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


@lru_cache(maxsize=1)
def _worker() -> bytes:
    return Path(str(finders.find("sw.js"))).read_bytes()
