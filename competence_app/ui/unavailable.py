"""What people get while the database or the disk fails: a page that says so and keeps what they typed."""

import sys
from collections.abc import Callable
from http import HTTPStatus
from threading import Event, Lock

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from competence_app.ui.failures import Failure, failure_of
from competence_app.ui.resend import echo

RETRY_AFTER = {
    Failure.AWAY: 5,
    Failure.BUSY: 1,
    Failure.FULL: 300,
    Failure.READ_ONLY: 300,
    Failure.PAUSED: 30,
}  # seconds
is_away, probing = Event(), Lock()  # of this process: they spare its threads, nothing else


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a request that raised an exception, as Django's ``handler500``."""
    failure = failure_of(sys.exc_info()[1])
    if failure is None:
        return fault(request)
    if failure is Failure.AWAY:
        is_away.set()
        request.met_failure = True  # type: ignore[attr-defined]  # for whoever let it through
    return unavailable(request, failure)


def fault(request: HttpRequest) -> HttpResponse:
    """Return the page of a fault of the program, with what to tell whoever looks for it in the log."""
    page = render_to_string("500.html", {"reference": getattr(request, "reference", "")})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def unavailable(request: HttpRequest, failure: Failure) -> HttpResponse:
    """Return the page, made without the database: 503, with when to try again."""
    shown = {"failure": failure.value, "csrf_token": get_token(request), **echo(request)}
    page = render_to_string("unavailable.html", shown)
    headers = {"Retry-After": str(RETRY_AFTER[failure])}
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)


def spare_threads(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let one request at a time ask a database that is away; the others are answered at once.

    They would all wait for it, and pictures and styles behind them.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_away.is_set():
            return get_response(request)
        if not probing.acquire(blocking=False):
            return unavailable(request, Failure.AWAY)
        return _probe(get_response, request)

    return middleware


def _probe(get_response: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponse:
    try:
        response = get_response(request)
        if not getattr(request, "met_failure", False):
            is_away.clear()
        return response
    finally:
        probing.release()
