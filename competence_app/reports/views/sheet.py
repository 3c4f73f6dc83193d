"""The sheet that two people take to their meeting, on one page of paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from competence_app.assessments.queries import plans
from competence_app.audit.actions import record_once_a_day
from competence_app.people.requests import SignedInRequest
from competence_app.reports import doors
from competence_app.reports.layout.sheet import BLANK_LINES, plan_lines, topics
from competence_app.reports.queries.profile import read_profile


@require_safe
def sheet_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what there is to talk about, for whoever of the two opens it."""
    assessment = doors.revealed_assessment(request.user, pk)
    is_own = assessment.practitioner == request.user
    if not is_own:
        record_once_a_day("see meeting sheet", assessment, by=request.user, about=assessment.practitioner)
    reading = read_profile(assessment, history=())
    shown = {
        "back": "assessment-profile" if is_own else "staff-assessment",
        "is_own": is_own,
        "is_mine": assessment.supervisor_id == request.user.pk,
        "assessment": assessment,
        "reading": reading,
        "topics": topics(reading, plans.to_discuss(assessment)),
        "plans": plan_lines(plans.last_plans(assessment)),
        "blank_lines": range(BLANK_LINES),
    }
    return render(request, "reports/sheet.html", shown)
