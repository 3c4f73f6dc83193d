"""What people take along of their own ratings."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from competence_app.people.requests import SignedInRequest
from competence_app.reports import doors
from competence_app.reports.forms import OwnFileForm
from competence_app.reports.queries.profile import latest_of


@require_safe
def take_along_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Offer the files that a framework's assessments can be taken along in."""
    history = list(doors.own_assessments(request.user).filter(framework__code=code))
    if not history:
        return redirect("framework-profile", code)  # which says how to begin
    latest = latest_of(history)
    shown = {
        "assessment": latest,
        "content": latest.content,
        "file_form": OwnFileForm(address=reverse("ratings-file", args=[code])),
    }
    return render(request, "reports/take_along.html", shown)
