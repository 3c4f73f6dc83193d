"""A supervisor returns an assessment to be worked on again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from competence_app.assessments import doors
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.lifecycle import MoveRefusedError
from competence_app.assessments.wording import why_refused
from competence_app.audit.actions import record_once_a_day
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest
from competence_app.reviews.actions import reviewing as actions
from competence_app.reviews.forms.writing import ReturnForm
from competence_app.reviews.queries.waiting import is_returned
from competence_app.reviews.wording import DONE, NOT_SAVED


def return_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask why it is returned, and return it; what was typed stays on the page where that is refused."""
    is_sent = request.method == "POST"
    assessment = (doors.review_once_in_hand if is_sent else doors.review_in_hand)(request.user, pk)
    if not is_sent and assessment.is_revealed:
        return redirect("review", pk)
    form = ReturnForm(request.POST if is_sent else None, assessment=assessment)
    if form.is_valid() and _is_returned(form, assessment, by=request.user):
        messages.success(request, DONE["return"].format(practitioner=assessment.practitioner))
        return redirect("supervision")
    if not is_sent:
        record_once_a_day("open review", assessment, by=request.user, about=assessment.practitioner)
    return render(request, "reviews/return.html", {"assessment": assessment, "form": form})


def _is_returned(form: ReturnForm, assessment: Assessment, *, by: User) -> bool:
    try:
        actions.return_(assessment, comment=form.cleaned_data["comment"], remarks=form.remarks(), by=by)
    except MoveRefusedError as refusal:
        if is_returned(assessment, form.cleaned_data["comment"], by=by):  # a button pressed twice
            return True
        form.add_error(None, f"{NOT_SAVED} {why_refused(refusal)}")
        return False
    return True
