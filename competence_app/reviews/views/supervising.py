"""The pages on which supervisors begin: what waits for them, and whom they supervise."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from competence_app.assessments.queries.supervised import Sight, in_sight
from competence_app.catalogue.queries import current_versions
from competence_app.people.layout import restricted_in_words
from competence_app.people.requests import SignedInRequest
from competence_app.reviews.forms.finding import PeopleForm
from competence_app.reviews.queries import people
from competence_app.reviews.queries.waiting import first_to_do, to_do, waiting_for
from competence_app.reviews.wording import COLUMNS

PER_PAGE = 20


def supervision_page(request: SignedInRequest) -> HttpResponse:
    """List what waits for the supervisor, then everybody they supervise, who needs them most first."""
    sights = in_sight(request.user) if request.user.is_supervisor else []
    tasks, more = first_to_do(request.user, sights)
    listed = _listed(request, sights) if request.user.is_supervisor else {}
    shown = {"tasks": tasks, "more": more, "restricted": restricted_in_words(request.user)}
    return render(request, "reviews/supervision.html", shown | listed)


def _listed(request: SignedInRequest, sights: Sequence[Sight]) -> dict[str, Any]:
    """Return the list of people, where any framework is published."""
    if not (versions := current_versions()):
        return {}
    form = PeopleForm.asked(request.GET, versions=versions)
    everybody = people.person_rows(request.user, sights, form.asked_versions, form.asked_name)
    rows = people.matching_rows(everybody, **form.kept)
    page = Paginator(people.sorted_rows(rows, form.order), PER_PAGE).get_page(request.GET.get("page"))
    version = form.asked_versions[0] if len(form.asked_versions) == 1 else None
    return {"form": form, "page": page, "totals": people.totals(rows), "version": version, "columns": COLUMNS}


@require_safe
def waiting_page(request: SignedInRequest) -> HttpResponse:
    """List all that waits for the supervisor, the longest waiting first."""
    page = Paginator(waiting_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reviews/waiting.html", {"page": page, "tasks": to_do(page)})
