"""What a browser may keep for one person, how it tells one from another, and which device is whose own."""

from base64 import b64encode
from collections.abc import Callable
from functools import lru_cache, wraps
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.safestring import SafeString

COOKIE = "own-device"  # holds the mark of the person who says that the device is theirs
OFFLINE_COPY = "Offline-Copy"  # the header that lets the service worker keep a copy of a page, and says whose it is


def person_mark(pk: int | None) -> str:
    """Return 16 hexadecimal digits by which a device knows a person; nobody learns from them who that is."""
    return salted_hmac("device person", str(pk), algorithm="sha256").hexdigest()[:16]


def person_key(pk: int | None) -> str:
    """Return 256 bits, in base64, that seal what a device keeps of a person; only pages of that person bring them."""
    return b64encode(salted_hmac("device key", str(pk), algorithm="sha256").digest()).decode()


def is_own_device(request: HttpRequest) -> bool:
    """Tell whether the person who is signed in has marked this device as their own."""
    mark = request.COOKIES.get(COOKIE, "")
    return bool(mark and request.user.pk) and compare_digest(mark.encode(), person_mark(request.user.pk).encode())


def person_attributes(request: HttpRequest) -> SafeString:
    """Return what scripts read from a page's body: whose it is, and whether it is on a device of their own.

    Where it is not, that is also after how many minutes they are signed out.
    """
    return _attributes(request.user.pk, is_own_device(request), settings.IDLE_MINUTES)


@lru_cache(maxsize=4096)
def _attributes(pk: int | None, is_own: bool, idle: int) -> SafeString:  # noqa: FBT001 - a key of the cache
    where = SafeString("data-own") if is_own else format_html('data-idle="{}"', idle) if idle else ""
    return format_html('data-person="{}" data-key="{}" {}', person_mark(pk), person_key(pk), where)


def kept_offline(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a device of one's own keep a copy of a page, which must show nothing but what is its reader's."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if is_own_device(request):
            response[OFFLINE_COPY] = person_mark(request.user.pk)
        return response

    return page
