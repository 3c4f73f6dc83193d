"""The page on which supervisors begin: what waits for them, and whom they supervise."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from competence_app.people.requests import SignedInRequest
from competence_app.reviews.forms.finding import PeopleForm
from competence_app.reviews.queries import people
from competence_app.reviews.queries.waiting import to_do

PER_PAGE = 20


def supervision_page(request: SignedInRequest) -> HttpResponse:
    """List what waits for the supervisor, then everybody they supervise, by one framework."""
    versions = people.current_versions() if request.user.is_supervisor else []
    listed = _listed(request, PeopleForm.asked(request.GET, versions=versions)) if versions else {}
    return render(request, "reviews/supervision.html", {"tasks": to_do(request.user), **listed})


def _listed(request: SignedInRequest, form: PeopleForm) -> dict[str, Any]:
    framework = form.version.framework
    found = people.supervisees(request.user, framework, **form.kept)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = [people.person_row(people.Supervisee(*row), framework) for row in page]
    return {"form": form, "page": page, "people": shown, "version": form.version, "code": framework.code}
