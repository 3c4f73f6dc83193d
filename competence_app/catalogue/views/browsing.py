"""Which frameworks there are."""

from django.http import HttpResponse
from django.shortcuts import render

from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.people.requests import SignedInRequest


def frameworks_page(request: SignedInRequest) -> HttpResponse:
    """List the current version of every framework; for editors, also the frameworks that have none."""
    current = Version.objects.current()
    listed = [(version, content_of(version.pk)) for version in current.select_related("retirement").defer("text")]
    others = Version.objects.visible_to(request.user).exclude(framework__in=current.values("framework"))
    shown = {"listed": listed, "others": others.select_related("framework").defer("text", "replaced", "origin")}
    return render(request, "catalogue/frameworks.html", shown)
