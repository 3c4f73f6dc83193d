"""What people take along of their own ratings, and supervisors of what was shown to them."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from competence_app.assessments.doors import supervised_or_404
from competence_app.people.requests import SignedInRequest
from competence_app.reports import doors
from competence_app.reports.forms import PROFILE, DocumentForm, OwnFileForm, StaffFileForm
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
        "agreed": next((one for one in history if one.is_agreed), None),
        "document_form": DocumentForm(
            initial={"of": request.GET.get("of", PROFILE)},
            history=history,
            action=reverse("take-along-pdf", args=[code]),
        ),
        "file_form": OwnFileForm(address=reverse("ratings-file", args=[code])),
    }
    return render(request, "reports/take_along.html", shown)


@require_safe
def staff_take_along_page(request: SignedInRequest, person: int, code: str) -> HttpResponse:
    """Offer a supervisor what was shown to them of one person's ratings in a framework."""
    somebody = supervised_or_404(person, by=request.user)
    latest = doors.shown_assessments(somebody, to=request.user).filter(framework__code=code).first()
    if not latest:
        return redirect("staff-profile", person, code)  # which says why there is nothing
    form = StaffFileForm(address=reverse("staff-ratings-file", args=[person, code]))
    shown = {"person": somebody, "content": latest.content, "assessment": latest, "file_form": form}
    return render(request, "reports/staff_take_along.html", shown)


@require_safe
def people_take_along_page(request: SignedInRequest) -> HttpResponse:
    """Offer a supervisor what was shown to them of everybody whom they supervise."""
    if not request.user.is_supervisor:
        raise Http404
    form = StaffFileForm(address=reverse("people-ratings-file"))
    return render(request, "reports/people_take_along.html", {"file_form": form})
