"""What people get who follow an address to something that they cannot open."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import ERROR_404_TEMPLATE_NAME, page_not_found


class NoLongerError(Http404):
    """Whoever asks could open this once; the message is the sentence that tells them what became of it."""


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer as Django's ``handler404``: by what became of the thing, or that there is no such page."""
    is_told = isinstance(exception, NoLongerError)
    return page_not_found(request, exception, "no_longer.html" if is_told else ERROR_404_TEMPLATE_NAME)
