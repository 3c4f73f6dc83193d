"""The addresses that base.html links to, leading nowhere: what is behind them is not this folder's to test."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

NAMES = ["home", "profile", "assessments", "frameworks", "account", "sign-in", "sign-out", "accessibility", "privacy"]


def nowhere(request: HttpRequest) -> HttpResponse:
    """Answer with an empty page."""
    return HttpResponse()


urlpatterns = [path(f"{name}/", nowhere, name=name) for name in NAMES]
