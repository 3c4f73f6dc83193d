"""What another job role would ask of somebody: for their own eyes."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from competence_app.people.requests import SignedInRequest
from competence_app.reports import doors
from competence_app.reports.forms import RoleForm
from competence_app.reports.layout.roles import role_context
from competence_app.reports.queries.profile import latest_of, read_profile


@require_safe
def role_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Set one's latest answers against the targets of a job role that one chooses."""
    history = list(doors.own_assessments(request.user).filter(framework__code=code))
    if not history:
        return redirect("framework-profile", code)  # which says how to begin
    latest = latest_of(history)
    form = RoleForm(request.GET or None)
    shown = {"assessment": latest, "content": latest.content, "form": form}
    if form.is_valid():
        role = form.cleaned_data["role"]
        shown |= role_context(read_profile(latest, history=(), role=role), role)
    return render(request, "reports/role.html", shown)
