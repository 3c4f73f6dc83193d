"""Reading an assessment through, finishing it and reopening it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from competence_app.assessments import doors, wording
from competence_app.assessments.actions import assessing as actions
from competence_app.assessments.models import answers, last_return
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.lifecycle import MoveRefusedError, State
from competence_app.assessments.rules.sections import overall, sections
from competence_app.people.requests import SignedInRequest
from competence_app.ui.devices import kept_offline


@kept_offline
def answers_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show every answer: of a draft, to check it; of a finished assessment, as it was."""
    assessment = doors.own_with_status(request.user, pk, "previous", "job_role")
    returned = last_return(assessment)
    remarks = returned.remarks_by_code() if returned else {}
    laid_out = sections(assessment.content, answers(assessment.ratings.by_code(Voice.SELF)), remarks)
    missing = [line for section in laid_out for line in section.lines if not line.is_full]
    shown = {
        "assessment": assessment,
        "sections": laid_out,
        "progress": overall(laid_out),
        "missing": missing,
        "returned": returned,
        "to_discuss": assessment.codes_to_discuss() if assessment.is_sent else (),
        "moved_to": assessment.moved_to(),
    }
    return render(request, "assessments/answers.html", shown)


@require_POST
def finish_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Finish and say so; with answers missing, back to the page that names them."""
    assessment = doors.own_assessment(request.user, pk)
    try:
        actions.finish(assessment, by=request.user)
    except MoveRefusedError as refusal:
        if not refusal.is_made(State.FINISHED):
            messages.error(request, wording.why_refused(refusal))
            return redirect("answers", pk)
    return redirect("finished", pk)


def finished_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm what was finished, and say what can be done with it."""
    assessment = doors.own_with_status(request.user, pk)
    if not assessment.is_completed:
        return redirect("task-list", pk)
    return render(request, "assessments/finished.html", {"assessment": assessment})


@require_POST
def reopen_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Turn it back into a draft."""
    assessment = doors.own_assessment(request.user, pk)
    try:
        actions.reopen(assessment, by=request.user)
    except MoveRefusedError as refusal:
        if not refusal.is_made(State.DRAFT):
            messages.error(request, wording.why_refused(refusal))
            return redirect("answers", pk)
    messages.success(request, wording.DONE["reopen"])
    return redirect("task-list", pk)
