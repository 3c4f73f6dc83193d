"""Keeps pages off the shared computer's disk, makes them small on their way, and refuses what nobody could read."""

from codecs import lookup
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import add_never_cache_headers

from competence_app.ui.downloads import Download, Stream


class Compression(GZipMiddleware):
    """Django's, for all but downloads, which say how long they are, and streams of what is packed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return the response as it is sent."""
        is_small = isinstance(response, Download) or (isinstance(response, Stream) and response.is_packed)
        return response if is_small else super().process_response(request, response)


def no_store(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Forbid keeping any page: whoever presses Back after signing out finds nothing of the last person."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware


def in_utf_8(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a request that says its text is in another encoding, as no browser does.

    Some of them have half a character, which fails wherever it goes.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.encoding and lookup(request.encoding).name != "utf-8":
            raise BadRequest("Requests must be in UTF-8.")
        return get_response(request)

    return middleware
