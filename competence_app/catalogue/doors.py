"""Who gets to the pages of versions: readers to what is published, framework editors to everything."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from competence_app.catalogue.models import Version
from competence_app.catalogue.wording import OVERTAKEN
from competence_app.people.requests import SignedInRequest

View = Callable[..., HttpResponse]


class DraftGoneError(Exception):
    """A draft to act on that has been published or discarded since its page was opened."""


def editors_only(view: View) -> View:
    """Let the page be there for framework editors alone; one who comes too late for a draft is told."""

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_framework_editor:
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except DraftGoneError:
            messages.error(request, OVERTAKEN["ended"])
            return redirect("frameworks")

    return checked


def version_or_404(request: SignedInRequest, code: str, pk: int) -> Version:
    """Return a version of the framework ``code`` that this person may see, with what its pages name of it."""
    named = ("framework", "created_by", "published_by", "retirement__successor")
    visible = Version.objects.visible_to(request.user).select_related(*named)
    return get_object_or_404(visible, framework__code=code, pk=pk)


def draft_or_404(request: SignedInRequest, code: str, pk: int) -> Version:
    """Return a draft to look at; to act on one that is there no more raises ``DraftGoneError``."""
    try:
        return in_state_or_404(request, Version.State.DRAFT, code, pk)
    except Http404:
        if request.method != "POST":
            raise
        raise DraftGoneError from None


def in_state_or_404(request: SignedInRequest, state: Version.State, code: str, pk: int) -> Version:
    """Return a version in this state today; one to act on may have left it meanwhile, which the act itself will say."""
    version = version_or_404(request, code, pk)
    if request.method != "POST" and version.stands != state:
        raise Http404
    return version


def titled_or_404(code: str) -> Version:
    """Return the framework's current version, of which a page says but the title; raise ``Http404``."""
    return get_object_or_404(
        Version.objects.current().only("title", "language", "framework", "label", "retirement"), framework__code=code
    )
