"""What two people plan when they meet goes into the practitioner's plans."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from competence_app.assessments import doors
from competence_app.assessments.models import Assessment
from competence_app.assessments.queries.plans import open_plans
from competence_app.assessments.rules.lifecycle import MoveRefusedError
from competence_app.assessments.wording import why_refused
from competence_app.audit.actions import record_once_a_day
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest
from competence_app.reviews.actions.planning import plan_for
from competence_app.reviews.forms.planning import TogetherForm
from competence_app.reviews.wording import COMMENT_NOT_SAVED, DONE

SHEET = "sheet"  # where somebody comes from, unless it is a page of the review


def plan_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask what both plan about a competence, put it among the practitioner's plans, and go back to where it stands."""
    assessment = doors.revealed_in_hand(request.user, pk)
    about, back = request.GET.get("about", ""), _back(request, assessment)
    form = TogetherForm(request.POST or None, initial={"competence": about}, assessment=assessment)
    if form.is_valid() and _is_planned(form, assessment, by=request.user):
        messages.success(request, DONE["plan for"].format(practitioner=assessment.practitioner))
        return redirect(f"{back}#{form.cleaned_data['competence']}")
    record_once_a_day("see plans", assessment, by=request.user, about=assessment.practitioner)
    shown = {"assessment": assessment, "form": form, "back": back, "plans": open_plans(assessment)}
    return render(request, "reviews/plan.html", shown)


def _is_planned(form: TogetherForm, assessment: Assessment, *, by: User) -> bool:
    try:
        plan_for(assessment, code=form.cleaned_data["competence"], **form.planned, by=by)
    except MoveRefusedError as refusal:
        form.add_error(None, f"{COMMENT_NOT_SAVED} {why_refused(refusal)}")
        return False
    return True


def _back(request: SignedInRequest, assessment: Assessment) -> str:
    """Return the address of the page that somebody came from."""
    reviewing = "agree" if assessment.may("agree") else "review"
    return reverse("meeting-sheet" if request.GET.get("from") == SHEET else reviewing, args=[assessment.pk])
