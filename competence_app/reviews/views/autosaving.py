"""Storing what a supervisor's pages send by themselves: blind ratings, and levels that are being agreed."""

from dataclasses import replace
from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from competence_app.assessments import doors
from competence_app.assessments.forms.rating import RatingForm
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.views.assessing import asked_on
from competence_app.assessments.views.autosaving import became_of
from competence_app.people.requests import SignedInRequest
from competence_app.reviews.actions import reviewing as actions
from competence_app.reviews.forms.agreeing import AgreeForm
from competence_app.reviews.forms.rating import ReviewForm
from competence_app.reviews.queries.comparing import side_by_side


@require_POST
def rating_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Store each of the supervisor's ratings that can be; nothing is said of anybody else's."""
    assessment = doors.review_once_in_hand(request.user, pk)
    asked = asked_on(request, assessment)
    form = ReviewForm(request.POST, statements=asked, scale=assessment.content.scale)
    return _stored(request, assessment, form, Voice.SUPERVISOR)


@require_POST
def agreeing_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Store each level that can be, of those on which the two differ; the whole is agreed by its page alone."""
    assessment = doors.revealed_in_hand(request.user, pk)
    sides = side_by_side(assessment, reader=request.user)
    asked = asked_on(request, assessment)
    on_page = [pair for pair in sides.pairs if pair.statement in asked]
    form = AgreeForm(request.POST, sides=replace(sides, pairs=on_page), scale=assessment.content.scale)
    return _stored(request, assessment, form, Voice.AGREED)


def _stored(request: SignedInRequest, assessment: Assessment, form: RatingForm, voice: Voice) -> HttpResponse:
    form.is_saved_by(partial(actions.save_ratings, assessment, voice, by=request.user))
    return became_of(form)
