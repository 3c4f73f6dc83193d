"""What stands before all others: saying how the installation is, and writing down each request."""

import logging
import os
import secrets
import signal
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST

from competence_app.service.logs.current import current, route_of
from competence_app.service.metrics.counters import count_happenings, count_queries, count_request, count_wait
from competence_app.service.queries.health import OK, states
from competence_app.service.queries.metrics import exposition
from competence_app.service.queries.pausing import pause_file, restored_file
from competence_app.service.rules.asking import is_from_here
from competence_app.service.rules.references import reference
from competence_app.service.rules.waiting import waited
from competence_app.ui.failures import Failure
from competence_app.ui.tallies import tallied
from competence_app.ui.unavailable import unavailable

HEADER, STARTED = "X-Request-ID", "X-Request-Start"
METRICS = "/metrics"
Respond = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("competence_app.requests")


def health(get_response: Respond) -> Respond:
    """Answer those on this machine who watch over it, by whatever host name, over HTTPS or not, without a session."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = _HEALTH.get(request.path_info)
        return answer(request) if answer and _may_ask(request) else get_response(request)

    return middleware


def _may_ask(request: HttpRequest) -> bool:
    """Tell whether somebody may: from this machine, or figures by their token."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    by_token = bool(token) and request.path_info == METRICS and secrets.compare_digest(given.encode(), token.encode())
    return by_token or is_from_here(request.META)


def _is_alive(_request: HttpRequest) -> HttpResponse:
    """Answer that the process takes requests, and nothing more: a new one could do no better without a database."""
    return JsonResponse({"process": OK})


def _is_ready(request: HttpRequest) -> HttpResponse:
    """Answer how each thing is: 503 where one is not well. ``exclude`` leaves one out, as often as it is given."""
    found = states(request.GET.getlist("exclude"))
    is_well = all(state == OK for state in found.values())
    return JsonResponse(found, status=HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE)


def _figures(_request: HttpRequest) -> HttpResponse:
    """Answer with what is measured."""
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


_HEALTH = {"/healthz": _is_alive, "/readyz": _is_ready, METRICS: _figures}


class _Watch:
    """Counts the queries of one request and for how long it waited for them, and writes down those that take long."""

    def __init__(self) -> None:
        self.queries = 0
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self._note(sql, time.perf_counter() - begun)

    def _note(self, sql: str, took: float) -> None:
        """Note a query by its text, which holds no values."""
        self.queries += 1
        self.seconds += took
        if (ms := round(took * 1000)) >= settings.SLOW_QUERY_MS:
            logger.warning("A query took long", extra={"ms": ms, "sql": " ".join(sql.split())[:1000]})


def write_down(get_response: Respond) -> Respond:
    """Give each request a name, by which its page, its proxy and the log know it; write down how it ended."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.reference = reference(request.headers.get(HEADER, ""))  # type: ignore[attr-defined]
        token, watch, begun = current.set(request), _Watch(), time.perf_counter()
        _note_wait(request)
        try:
            with connection.execute_wrapper(watch), tallied() as tallies:
                response = get_response(request)
            response[HEADER] = request.reference  # type: ignore[attr-defined]
            took = time.perf_counter() - begun
            _line(request, response, ms=round(took * 1000), queries=watch.queries)
            count_request(route_of(request) or "none", request.method or "", response.status_code, took)
            count_queries(watch.queries, watch.seconds)
            count_happenings(tallies)
            return response
        finally:
            current.reset(token)

    return middleware


def _note_wait(request: HttpRequest) -> None:
    """Count for how long it waited for a thread, where a proxy says when it came."""
    seconds = waited(request.headers.get(STARTED, ""), now=time.time()) if settings.BEHIND_PROXY else None
    if seconds is not None:
        count_wait(seconds)


def hold_off(get_response: Respond) -> Respond:
    """Answer nobody while the database is another's, nor from a process that began before it was put back.

    Such a process remembers what is not so any more: it ends, once it has answered, and gunicorn begins another.
    """
    known = {os.getpid(): _time_of(restored_file())}  # a process that is forked begins with its first request

    def middleware(request: HttpRequest) -> HttpResponse:
        if pause_file().exists():
            return unavailable(request, Failure.PAUSED)
        now = _time_of(restored_file())
        if known.setdefault(os.getpid(), now) != now:
            os.kill(os.getpid(), signal.SIGTERM)
            return unavailable(request, Failure.BUSY)
        return get_response(request)

    return middleware


def _time_of(file: Path) -> float:
    """Return when a file was written last; 0 where there is none."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0


def _line(request: HttpRequest, response: HttpResponse, **measured: int) -> None:
    """Write down a request for one of our addresses; what leads nowhere, or to a file, says nothing about the app."""
    status = response.status_code
    if route_of(request) or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.info("Answered", extra={"method": request.method, "status": status, **measured})
