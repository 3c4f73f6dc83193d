"""Who gets to the pages of versions: readers to what is published, framework editors to everything."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from competence_app.catalogue.models import Version
from competence_app.people.requests import SignedInRequest

View = Callable[..., HttpResponse]


def editors_only(view: View) -> View:
    """Let the page be there for framework editors alone."""

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_framework_editor:
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def version_or_404(request: SignedInRequest, code: str, pk: int, **also: Any) -> Version:
    """Return a version of the framework ``code`` that this person may see, with what its pages name of it."""
    visible = Version.objects.visible_to(request.user).select_related("framework", "created_by", "published_by")
    return get_object_or_404(visible, framework__code=code, pk=pk, **also)


def draft_or_404(request: SignedInRequest, code: str, pk: int) -> Version:
    """Return a draft to look at or to act on; see ``in_state_or_404``."""
    return in_state_or_404(request, Version.State.DRAFT, code, pk)


def in_state_or_404(request: SignedInRequest, state: Version.State, code: str, pk: int) -> Version:
    """Return a version in this state; one to act on may have left it meanwhile, which the act itself will say."""
    also = {} if request.method == "POST" else {"state": state}
    return version_or_404(request, code, pk, **also)


def title_or_404(code: str) -> str:
    """Return the title of the framework's current version, where a page says no more of it; raise ``Http404``."""
    return get_object_or_404(Version.objects.current().only("title"), framework__code=code).title
