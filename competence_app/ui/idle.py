"""Signing out whoever has left a shared computer, by the server's clock; static/js/idle.js warns before."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest

from competence_app.ui.devices import is_own_device

SEEN = "seen"  # in the session: the second of the last request, as far as it was written down
WRITTEN_EVERY = 60  # seconds, since each time costs a query
SIGNED_OUT = "You were signed out, because nothing was done for {minutes} minutes. Nobody else can read what is yours."


def end_if_idle(request: HttpRequest) -> None:
    """Sign out who did nothing for too long, unless the device is their own; else write down that they are there."""
    if not may_idle_out(request):
        return
    now, seen = int(time.time()), request.session.get(SEEN, 0)
    if seen and now - seen > settings.IDLE_MINUTES * 60:
        logout(request)
        say_so(request)
    elif now - seen >= WRITTEN_EVERY:
        request.session[SEEN] = now


def may_idle_out(request: HttpRequest) -> bool:
    """Tell whether whoever uses this device is signed out once they have left it."""
    return settings.IDLE_MINUTES > 0 and not is_own_device(request)


def say_so(request: HttpRequest) -> None:
    """Tell whoever signs in next on this browser why somebody has to."""
    messages.info(request, SIGNED_OUT.format(minutes=settings.IDLE_MINUTES))
