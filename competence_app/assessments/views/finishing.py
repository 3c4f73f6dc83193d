"""Finishing an assessment and reopening it."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from competence_app.assessments import doors, wording
from competence_app.assessments.actions import assessing as actions
from competence_app.assessments.actions.sending import finish_and_submit
from competence_app.assessments.forms.finishing import FinishForm
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.lifecycle import MoveRefusedError, State
from competence_app.assessments.views.answers import ALONG, send_form, show_answers
from competence_app.assessments.views.sending import send_by
from competence_app.people.requests import SignedInRequest

SEND = "send"


@require_POST
def finish_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Finish and say so, or send it too; with answers missing or not looked at, back to the page that names them."""
    knowing = FinishForm.sent(request.POST).known
    assessment = doors.own_with_status(request.user, pk, *ALONG)
    if request.POST.get("then") == SEND:
        return send_by(partial(finish_and_submit, knowing=knowing), request, assessment)
    try:
        actions.finish(assessment, knowing=knowing, by=request.user)
    except MoveRefusedError as refusal:
        if not refusal.is_made(State.FINISHED):
            return _refused(request, assessment, refusal)
    return redirect("finished", pk)


def _refused(request: SignedInRequest, assessment: Assessment, refusal: MoveRefusedError) -> HttpResponse:
    """Show the page again with what was chosen; who it is for need not be said."""
    form = send_form(request, assessment)
    form.fields["to"].required = False
    form.refuse(refusal)
    return show_answers(request, assessment, form)


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
