"""A supervisor rates an assessment without seeing what its practitioner said, then reveals both."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from competence_app.assessments import doors
from competence_app.assessments.forms.leaving_out import LEFT_OUT
from competence_app.assessments.forms.rating import LATER
from competence_app.assessments.models import Assessment
from competence_app.assessments.queries.plans import open_plans_by_code
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.lifecycle import REVEALED, MoveRefusedError
from competence_app.assessments.rules.sections import RatingPlace, overall
from competence_app.assessments.views.assessing import (
    is_stored,
    name_left_out,
    naming_left_out,
    page_address,
    place_or_404,
)
from competence_app.assessments.wording import why_refused
from competence_app.audit.actions import record_once_a_day
from competence_app.people.requests import SignedInRequest
from competence_app.reviews.actions import reviewing as actions
from competence_app.reviews.forms.rating import ReviewForm
from competence_app.reviews.queries.comparing import side_by_side
from competence_app.reviews.queries.waiting import own_ratings
from competence_app.reviews.wording import DONE


def review_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the supervisor's own ratings so far; once they are revealed, what both said and agreed."""
    assessment = doors.readable_review(request.user, pk)
    return _both(request, assessment) if assessment.is_revealed else _own(request, assessment)


def _own(request: SignedInRequest, assessment: Assessment) -> HttpResponse:
    rated, role = own_ratings(assessment), assessment.job_role
    shown = {
        "assessment": assessment,
        "sections": rated,
        "progress": overall(rated),
        "targets": assessment.content.expected_labels(role.code if role else None),
    }
    record_once_a_day("open review", assessment, by=request.user, about=assessment.practitioner)
    return render(request, "reviews/review.html", shown)


def _both(request: SignedInRequest, assessment: Assessment) -> HttpResponse:
    record_once_a_day("see review", assessment, by=request.user, about=assessment.practitioner)
    is_mine = assessment.supervisor_id == request.user.pk
    shown = {
        "assessment": assessment,
        "sides": side_by_side(assessment, reader=request.user),
        "is_mine": is_mine,
        "plans": open_plans_by_code(assessment),
        "plans_by": "link" if is_mine else "",
    }
    return render(request, "reviews/reviewed.html", shown)


def review_rate_page(request: SignedInRequest, pk: int, domain: str) -> HttpResponse:
    """Ask for the supervisor's ratings of one page of a domain and store them."""
    is_sent = request.method == "POST"
    assessment = (doors.review_once_in_hand if is_sent else doors.review_in_hand)(request.user, pk)
    if not is_sent and assessment.is_revealed:
        return redirect("review", pk)
    place = place_or_404(request, assessment.content, domain)
    form = ReviewForm(request.POST if is_sent else None, statements=place.statements, scale=assessment.content.scale)
    form.names_left_out, form.following = LEFT_OUT in request.GET, _following(assessment, place)
    form.autosaves_at = reverse("review-autosave", args=[pk])
    if is_stored(form, partial(actions.save_ratings, assessment, Voice.SUPERVISOR, by=request.user), request):
        return _onward(request, assessment, form)
    form.stored = assessment.ratings.by_code(Voice.SUPERVISOR)
    name_left_out(request, form)
    if not is_sent:
        record_once_a_day("open review", assessment, by=request.user, about=assessment.practitioner)
    shown = {"assessment": assessment, "form": form, "place": place}
    return render(request, "reviews/rate.html", shown)


def _onward(request: SignedInRequest, assessment: Assessment, form: ReviewForm) -> HttpResponse:
    if request.POST.get("then") == LATER:
        messages.success(request, DONE["rate"].format(practitioner=assessment.practitioner))
        return redirect("review", assessment.pk)
    return naming_left_out(request) if form.overlooks else redirect(form.following)


def _following(assessment: Assessment, place: RatingPlace) -> str:
    if place.following:
        domain, page = place.following
        return page_address("review-rate", assessment.pk, domain, page=page)
    return reverse("review", args=[assessment.pk])


@require_POST
def reveal_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show both what the other said, and with that fix the supervisor's ratings."""
    assessment = doors.review_once_in_hand(request.user, pk)
    try:
        actions.reveal(assessment, by=request.user)
    except MoveRefusedError as refusal:
        if not refusal.is_made(*REVEALED):
            messages.error(request, why_refused(refusal))
            return redirect("supervision")
    messages.success(request, DONE["reveal"].format(practitioner=assessment.practitioner))
    return redirect("review", pk)
