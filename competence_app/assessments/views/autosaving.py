"""Storing what a page sends by itself while somebody answers on it."""

from functools import partial

from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from competence_app.assessments import doors
from competence_app.assessments.actions.assessing import save_locked
from competence_app.assessments.forms.rating import RatingForm
from competence_app.assessments.queries import questions_of
from competence_app.assessments.views.assessing import asked_on
from competence_app.people.requests import SignedInRequest


@require_POST
@transaction.atomic
def autosave_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Store each row that can be, as if the page were put aside."""
    assessment = doors.own_locked(request.user, pk)
    asked = asked_on(request, assessment)
    form = RatingForm(request.POST, questions=questions_of(assessment, asked), scale=assessment.content.scale)
    form.is_saved_by(partial(save_locked, assessment, by=request.user))
    return became_of(form)


def became_of(form: RatingForm) -> JsonResponse:
    """Tell a page what became of the rows that it sent.

    ``saved`` has by code the fingerprint to send the next answer with, ``refused`` what is said against the others;
    of what can no longer be answered nothing is stored, and ``closed`` says why.
    """
    if form.is_closed:
        return JsonResponse({"closed": form.non_field_errors()})
    return JsonResponse({"saved": form.fingerprints(), "refused": form.refusals()})
