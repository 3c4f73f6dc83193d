"""What practitioners see of the review of their own assessment."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from competence_app.assessments import doors
from competence_app.assessments.actions import sending as actions
from competence_app.assessments.models import Assessment, last_return
from competence_app.assessments.rules.lifecycle import MoveRefusedError
from competence_app.assessments.wording import why_refused
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest
from competence_app.reviews.forms.writing import CommentForm
from competence_app.reviews.queries.comparing import side_by_side
from competence_app.reviews.wording import COMMENT_NOT_SAVED, DONE


def result_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show where one's own assessment stands; once it is revealed, what both said and agreed."""
    assessment = doors.own_with_status(request.user, pk, "practitioner")
    form = CommentForm(assessment=assessment) if "comment on" in assessment.moves else None
    return _result(request, assessment, form)


@require_POST
def comment_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add the closing comment; what was typed stays on the page where that is refused."""
    assessment = doors.own_with_status(request.user, pk, "practitioner")
    form = CommentForm(request.POST, assessment=assessment)
    if form.is_valid() and _is_commented(form, assessment, by=request.user):
        messages.success(request, DONE["comment on"])
        return redirect("result", pk)
    return _result(request, assessment, form)


def _is_commented(form: CommentForm, assessment: Assessment, *, by: User) -> bool:
    try:
        actions.comment_on(assessment, comment=form.cleaned_data["comment"], by=by)
    except MoveRefusedError as refusal:
        assessment.refresh_from_db(fields=["closing_comment"])
        if assessment.closing_comment == form.cleaned_data["comment"]:  # a button pressed twice
            return True
        form.add_error(None, f"{COMMENT_NOT_SAVED} {why_refused(refusal)}")
        return False
    return True


def _result(request: SignedInRequest, assessment: Assessment, form: CommentForm | None) -> HttpResponse:
    """Return the page, of the other voices nothing before the reveal."""
    shown = {
        "assessment": assessment,
        "form": form,
        "sides": side_by_side(assessment, reader=request.user) if assessment.is_revealed else None,
        "returned": last_return(assessment),
    }
    return render(request, "reviews/result.html", shown)
