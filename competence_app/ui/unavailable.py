"""What people get while the database or the disk fails: a page that says so and keeps what they typed."""

import sys
import time
from collections.abc import Callable
from http import HTTPStatus
from threading import BoundedSemaphore, Event, Lock

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from competence_app.ui.failures import Failure, failure_of
from competence_app.ui.resend import echo
from competence_app.ui.tallies import tally

RETRY_AFTER = {
    Failure.AWAY: 5,
    Failure.BUSY: 1,
    Failure.FULL: 300,
    Failure.READ_ONLY: 300,
    Failure.PAUSED: 30,
}  # seconds
Respond = Callable[[HttpRequest], HttpResponse]
# Of this process: they spare its threads, nothing else.
is_away, probing = Event(), Lock()
WAITING = 2  # threads that may wait for what somebody else holds
PATIENCE = 0.1  # seconds that the others wait for these, many times as long as a save takes
waiting = BoundedSemaphore(WAITING)
BUSY_FOR = 5  # seconds after somebody waited in vain


class _Busy:
    """Until when others are thought to hold what is to be written, by the monotonic clock."""

    until = 0.0


def is_busy() -> bool:
    """Tell whether somebody waited in vain just now for what somebody else holds."""
    return time.monotonic() < _Busy.until


def forget() -> None:
    """Take it that all is well, as a process does that begins."""
    is_away.clear()
    _Busy.until = 0.0


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a request that raised an exception, as Django's ``handler500``."""
    failure = failure_of(sys.exc_info()[1])
    if failure is None:
        return fault(request)
    if failure is Failure.AWAY:
        is_away.set()
        request.met_failure = True  # type: ignore[attr-defined]  # for whoever let it through
    if failure is Failure.BUSY:
        _Busy.until = time.monotonic() + BUSY_FOR
    return unavailable(request, failure)


def fault(request: HttpRequest) -> HttpResponse:
    """Return the page of a fault of the program, with what to tell whoever looks for it in the log."""
    page = render_to_string("500.html", {"reference": getattr(request, "reference", "")})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def unavailable(request: HttpRequest, failure: Failure) -> HttpResponse:
    """Return the page, made without the database: 503, with when to try again."""
    tally(**{failure.value: 1})
    shown = {"failure": failure.value, "csrf_token": get_token(request), **echo(request)}
    page = render_to_string("unavailable.html", shown)
    headers = {"Retry-After": str(RETRY_AFTER[failure])}
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)


def spare_threads(get_response: Respond) -> Respond:
    """Let one request at a time ask a database that is away; the others are answered at once.

    They would all wait for it, and pictures and styles behind them. Where somebody else holds what is to be written,
    two wait for it and no more, or whoever comes then would wait for a thread first, and for the same besides.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if is_away.is_set():
            return _alone(get_response, request)
        return _among_few(get_response, request) if is_busy() else get_response(request)

    return middleware


def _alone(get_response: Respond, request: HttpRequest) -> HttpResponse:
    if not probing.acquire(blocking=False):
        return unavailable(request, Failure.AWAY)
    try:
        response = get_response(request)
        if not getattr(request, "met_failure", False):
            is_away.clear()
        return response
    finally:
        probing.release()


def _among_few(get_response: Respond, request: HttpRequest) -> HttpResponse:
    if not waiting.acquire(timeout=PATIENCE):
        return unavailable(request, Failure.BUSY)
    try:
        return get_response(request)
    finally:
        waiting.release()
