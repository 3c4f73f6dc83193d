"""Two people agree what differs, and with that the whole assessment."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from competence_app.assessments import doors
from competence_app.assessments.forms.rating import LATER
from competence_app.assessments.models import Assessment
from competence_app.assessments.queries.plans import open_plans_by_code
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.views.assessing import is_stored
from competence_app.audit.actions import record_once_a_day
from competence_app.people.requests import SignedInRequest
from competence_app.reviews.actions import reviewing as actions
from competence_app.reviews.forms.agreeing import AgreeForm
from competence_app.reviews.queries.beside import beside
from competence_app.reviews.queries.comparing import side_by_side
from competence_app.reviews.wording import DONE


def agree_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for an agreed level wherever the two differ; store what is there, and agree once nothing is missing.

    Whoever goes on to plan something leaves nothing behind: what is there is stored first.
    """
    assessment = doors.review_in_hand(request.user, pk)
    is_sent = request.method == "POST"
    if not assessment.is_revealed or not (is_sent or assessment.may("agree")):
        return redirect("review", pk)
    sides = side_by_side(assessment, reader=request.user)
    form = AgreeForm(request.POST if is_sent else None, sides=sides, scale=assessment.content.scale)
    form.autosaves_at = reverse("agree-autosave", args=[pk])
    if is_sent and (_is_done(form, assessment, request) or _was_done(form, assessment)):
        return _onward(request, assessment, form)
    form.stored = assessment.ratings.by_code(Voice.AGREED) if is_sent else sides.agreed
    form.plans, form.beside = open_plans_by_code(assessment), beside(assessment, reader=request.user)
    record_once_a_day("see review", assessment, by=request.user, about=assessment.practitioner)
    return render(request, "reviews/agree.html", {"assessment": assessment, "form": form, "sides": sides})


@transaction.atomic  # nobody comes between what is stored and what is agreed
def _is_done(form: AgreeForm, assessment: Assessment, request: SignedInRequest) -> bool:
    """Store what was sent and agree, unless the page is only put aside; what is missing stays in the form, named."""
    if not is_stored(form, partial(actions.save_ratings, assessment, Voice.AGREED, by=request.user), request):
        return False
    if form.data.get("then") == LATER or form.to_plan:
        return True
    try:
        actions.agree(assessment, **form.agreement(), by=request.user)
    except actions.NotAgreedError as refusal:
        form.ask_for(refusal.pairs)
        return False
    return True


def _was_done(form: AgreeForm, assessment: Assessment) -> bool:
    """Tell whether the button was pressed twice: it is agreed, as the page says."""
    if not (form.is_closed and form.cleaned_data["declared"]):
        return False
    assessment.refresh_from_db(fields=["state"])
    return assessment.is_agreed and form.stands(assessment.ratings.by_code(Voice.AGREED))


def _onward(request: SignedInRequest, assessment: Assessment, form: AgreeForm) -> HttpResponse:
    if form.to_plan:
        messages.success(request, DONE["put aside"])
        return redirect(f"{reverse('plan', args=[assessment.pk])}?{urlencode({'about': form.to_plan})}")
    if request.POST.get("then") == LATER:
        messages.success(request, DONE["put aside"])
        return redirect("supervision")
    messages.success(request, DONE["agree"].format(practitioner=assessment.practitioner))
    return redirect("review", assessment.pk)
