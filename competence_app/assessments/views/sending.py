"""What practitioners do with a finished assessment: send it, withdraw it, share it."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from competence_app.assessments import doors, wording
from competence_app.assessments.actions import sending as actions
from competence_app.assessments.forms.sending import SendForm, SupervisorForm
from competence_app.assessments.models import Assessment, answers
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.batches import SMALLEST_BATCH
from competence_app.assessments.rules.lifecycle import MoveRefusedError, State
from competence_app.assessments.rules.sections import sections
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest


def send_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what is sent, to whom and what happens then; send it on the button."""
    assessment = doors.own_with_status(request.user, pk, "job_role")
    if "submit" not in assessment.moves:
        if request.method == "POST" and not assessment.is_sent:
            messages.error(request, wording.NOT_SENT)
        return redirect("sent", pk)  # of a button pressed twice, the confirmation
    form = _send_form(request, assessment)
    if form.is_valid() and _is_sent(form, assessment, by=request.user):
        return redirect("sent", pk)
    shown = {
        "assessment": assessment,
        "form": form,
        "sections": sections(assessment.content, answers(assessment.ratings.by_code(Voice.SELF))),
        "smallest_batch": SMALLEST_BATCH,
    }
    return render(request, "assessments/send.html", shown)


def _send_form(request: SignedInRequest, assessment: Assessment) -> SendForm:
    return SendForm(
        request.POST if request.method == "POST" else None,
        supervisors=_supervisors(request.user),
        codes=[statement.code for statement in assessment.content.statements],
        chosen=assessment.codes_to_discuss(),
        finished_at=assessment.finished_at,
    )


def _supervisors(user: User) -> list[User]:
    return list(user.supervisors().filter(is_active=True).select_related("job_role", "team"))


def _is_sent(form: SendForm, assessment: Assessment, *, by: User) -> bool:
    chosen = {name: form.cleaned_data[name] for name in ("to", "to_discuss")}
    try:
        actions.submit(assessment, **chosen, by=by)
    except MoveRefusedError as refusal:
        form.add_error(None, wording.why_refused(refusal))
        return False
    return True


def sent_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm to whom it was sent, and say what happens next."""
    assessment = doors.own_with_status(request.user, pk, "job_role")
    if "withdraw" not in assessment.moves:
        return redirect("answers", pk)
    return render(request, "assessments/sent.html", {"assessment": assessment})


@require_POST
def withdraw_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it back; where that comes too late, to the page that says how far it is."""
    assessment = doors.own_assessment(request.user, pk)
    try:
        actions.withdraw(assessment, by=request.user)
    except MoveRefusedError as refusal:
        if not refusal.is_made(State.FINISHED):
            messages.error(request, wording.why_refused(refusal))
            return redirect("result", pk)
    messages.success(request, wording.DONE["withdraw"])
    return redirect("answers", pk)


class WayToShow(NamedTuple):
    """One way of letting another supervisor read an assessment: its act, its words and the page that follows."""

    act: Callable[..., None]
    words: wording.ShareWords
    then: str


WAYS_TO_SHOW = {
    "share": WayToShow(actions.share, wording.SHARING["share"], "share"),
    "hand over": WayToShow(actions.hand_over, wording.SHARING["hand over"], "result"),
}


def share_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say who can read what was revealed, and let another supervisor read it, or agree it where it is with nobody."""
    assessment = doors.own_with_status(request.user, pk, "job_role")
    supervisors, readers = _supervisors(request.user), list(assessment.shared_with.all())
    if given := _given(request, assessment, readers):
        return given
    others = [one for one in supervisors if one not in readers and one.pk != assessment.supervisor_id]
    giving = next((way for move, way in WAYS_TO_SHOW.items() if move in assessment.moves), None)
    form = _share_form(request, giving, others) if giving and others else None
    if giving and form and form.is_valid() and _is_given(form, giving, assessment, by=request.user):
        return _told(request, giving, assessment, form.cleaned_data["to"])
    shown = {"assessment": assessment, "form": form, "readers": readers, "supervisors": supervisors}
    return render(request, "assessments/share.html", shown)


def _given(request: SignedInRequest, assessment: Assessment, readers: Collection[User]) -> HttpResponse | None:
    """Lead on from a button pressed twice: whoever was chosen has the assessment already."""
    has_it = {"share": readers, "hand over": [assessment.supervisor] if assessment.may("hand over") else []}
    for move, people in has_it.items():
        for person in people:
            if person and str(person.pk) == request.POST.get("to"):
                return _told(request, WAYS_TO_SHOW[move], assessment, person)
    return None


def _told(request: SignedInRequest, way: WayToShow, assessment: Assessment, to: User) -> HttpResponse:
    messages.success(request, way.words.done.format(person=to))
    return redirect(way.then, assessment.pk)


def _share_form(request: SignedInRequest, giving: WayToShow, supervisors: list[User]) -> SupervisorForm:
    data = request.POST if request.method == "POST" else None
    return SupervisorForm(data, supervisors=supervisors, label=giving.words.question, button=giving.words.button)


def _is_given(form: SupervisorForm, giving: WayToShow, assessment: Assessment, *, by: User) -> bool:
    try:
        giving.act(assessment, to=form.cleaned_data["to"], by=by)
    except MoveRefusedError as refusal:
        form.add_error(None, wording.why_refused(refusal))
        return False
    return True


@require_POST
def unshare_button(request: SignedInRequest, pk: int, person: int) -> HttpResponse:
    """Take back what was shared with somebody; pressed twice, it does the same once."""
    assessment = doors.own_assessment(request.user, pk)
    if to := assessment.shared_with.filter(pk=person).first():
        actions.unshare(assessment, to=to, by=request.user)
        messages.success(request, wording.DONE["unshare"].format(person=to))
    return redirect("share", pk)
