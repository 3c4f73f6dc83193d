"""Reading an assessment through: to check, finish and send it, or as it was."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from competence_app.assessments import doors
from competence_app.assessments.forms.sending import SendForm
from competence_app.assessments.models import Assessment, answers, last_return
from competence_app.assessments.queries import sections_of
from competence_app.assessments.rules.answers import Voice, fingerprint_of_all
from competence_app.assessments.rules.batches import SMALLEST_BATCH
from competence_app.assessments.rules.sections import overall
from competence_app.people.models import SupervisionRequest, User
from competence_app.people.models.user import UserQuerySet
from competence_app.people.requests import SignedInRequest
from competence_app.ui.devices import kept_offline

ALONG = ("previous", "job_role")  # what the page names, beside where the assessment stands


@kept_offline
def answers_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show every answer: of a draft, to check it; of a finished assessment, as it was."""
    return show_answers(request, doors.own_with_status(request.user, pk, *ALONG))


def show_answers(request: SignedInRequest, assessment: Assessment, form: SendForm | None = None) -> HttpResponse:
    """Return the page, with the ``form`` to finish and send it, where that was filled in."""
    returned, ratings = last_return(assessment), assessment.ratings.by_code(Voice.SELF)
    given, remarks = answers(ratings), returned.remarks_by_code() if returned else {}
    laid_out = sections_of(assessment, ratings, remarks)
    missing = [line for section in laid_out for line in section.lines if not line.is_full]
    may_send = not missing and assessment.moves & {"finish", "submit"}
    shown = {
        "assessment": assessment,
        "sections": laid_out,
        "progress": overall(laid_out),
        "missing": missing,
        "returned": returned,
        "to_discuss": assessment.codes_to_discuss() if assessment.is_sent else (),
        "moved_to": assessment.moved_to(),
        "form": form,
    }
    sending = _sending(request, assessment, form) if may_send else {}
    return render(request, "assessments/answers.html", {**shown, "seen": fingerprint_of_all(given), **sending})


def _sending(request: SignedInRequest, assessment: Assessment, form: SendForm | None) -> dict[str, Any]:
    """Return what the part of the page says that finishes and sends it."""
    form = form or send_form(request, assessment)
    is_new = not (form.people and assessment.supervisor_id)  # whoever sent it before knows whom to send it to
    asked = SupervisionRequest.objects.made_by(request.user).open() if is_new else ()
    choice = {"can_send": form.people and not assessment.is_restricted, "smallest_batch": SMALLEST_BATCH}
    return {"form": form, "may_send": True, "asked": asked, **choice}


def send_form(request: SignedInRequest, assessment: Assessment) -> SendForm:
    """Return the form that asks to whom it is sent, with what is sent."""
    return SendForm(
        request.POST if request.method == "POST" else None,
        supervisors=supervisors_of(request.user),
        codes=[statement.code for statement in assessment.content.statements],
        chosen=assessment.codes_to_discuss if assessment.supervisor_id else tuple,
    )


def supervisors_of(user: User) -> UserQuerySet:
    """Return whom somebody can send anything to, with what tells them apart: nobody knows how many."""
    return user.supervisors().filter(is_active=True).select_related("job_role", "team")
