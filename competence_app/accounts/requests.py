"""What a request tells of where it comes from, and of what its sender has proved."""

import time
from collections.abc import Mapping
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from competence_app.accounts.rules.second_steps import FRESH, has_role, is_within
from competence_app.people.models import User

Record = Mapping[str, Any]

SECOND_STEP = "mfa"  # what allauth calls the proof
ELSEWHERE = "elsewhere"  # by the organisation's sign-in service, with what it vouches for


def ip_address_of(request: HttpRequest) -> str:
    """Return the IP address that a request comes from; it may be empty, or no address."""
    sent = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    given: str = sent.rpartition(",")[2].strip() or request.META.get(
        "REMOTE_ADDR", ""
    )  # the last is what our proxy saw
    return given


def asked_for(request: HttpRequest) -> str:
    """Return the page of ours that was asked for, and to which the one that asks something first leads on; or empty."""
    page = request.POST.get(REDIRECT_FIELD_NAME, request.GET.get(REDIRECT_FIELD_NAME, ""))
    here = {request.get_host()}
    return page if url_has_allowed_host_and_scheme(page, here, require_https=request.is_secure()) else ""


def is_trusted(request: HttpRequest) -> bool:
    """Tell whether a request comes from a network in which nobody is asked for a second step."""
    return is_within(ip_address_of(request), settings.TRUSTED_NETWORKS)


def is_proved(request: HttpRequest, user: User) -> bool:
    """Tell whether a second step of ``user`` was taken in this session."""
    return any(map(_is_second_step, get_authentication_records(request, user)))


def _is_second_step(record: Record) -> bool:
    return record["method"] == SECOND_STEP or bool(record.get("second_step"))


def was_proved_lately(request: HttpRequest, user: User, *, by_second_step: bool) -> bool:
    """Tell whether whoever sends the request has just shown that they are ``user``; as asked, by a second step."""
    since = time.time() - FRESH.total_seconds()
    # Who is signed in elsewhere all day has shown nothing by coming from there.
    shown = [one for one in get_authentication_records(request, user) if one["at"] > since and one.get("fresh", True)]
    return any(map(_is_second_step, shown)) if by_second_step else bool(shown)


def lacks_second_step(request: HttpRequest, user: User) -> bool:
    """Tell whether ``user`` needs a second step by their role, and has taken none in this session."""
    if not has_role(user, settings.SECOND_STEP_ROLES):
        return False
    return not is_proved(request, user) and not is_trusted(request)
