"""What practitioners do with a finished assessment: send it, withdraw it, share it."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from competence_app.assessments import doors, wording
from competence_app.assessments.actions import sending as actions
from competence_app.assessments.forms.sending import SendForm, SupervisorForm, key_sent
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.lifecycle import SENT, MoveRefusedError, Need, State
from competence_app.assessments.views.answers import ALONG, send_form, show_answers, supervisors_of
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest


def send_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send it on the button; what asks to whom is a part of the page with its answers."""
    assessment = doors.own_with_status(request.user, pk, *ALONG)
    if request.method != "POST":
        return redirect(f"{reverse('answers', args=[pk])}#send")
    if not (assessment.is_sent or "submit" in assessment.moves):
        messages.error(request, wording.NEEDS[Need.UNRESTRICTED] if assessment.is_restricted else wording.NOT_SENT)
        return redirect("answers", pk)
    return send_by(actions.submit, request, assessment)


def send_by(verb: Callable[..., None], request: SignedInRequest, assessment: Assessment) -> HttpResponse:
    """Send it by the ``verb`` and say so at home; where that is refused, what was chosen stays on the page."""
    form = send_form(request, assessment)
    if not (assessment.is_sent or (form.is_valid() and _is_sent(form, verb, assessment, by=request.user))):
        return show_answers(request, assessment, form)
    assessment.refresh_from_db(fields=["supervisor"])  # of a button pressed twice, to whom it was sent at first
    messages.success(request, wording.DONE["submit"].format(person=assessment.supervisor))
    return redirect("home")


def _is_sent(form: SendForm, verb: Callable[..., None], assessment: Assessment, *, by: User) -> bool:
    try:
        verb(assessment, **form.cleaned_data, by=by)
    except MoveRefusedError as refusal:
        if refusal.is_made(*SENT):
            return True
        form.refuse(refusal)
        return False
    return True


def sent_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lead on from where it was confirmed to the page that says where it stands."""
    return redirect("answers", doors.own_assessment(request.user, pk).pk)


def withdraw_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what withdrawing does, and do it on the button."""
    assessment = doors.own_with_status(request.user, pk)
    if request.method == "POST":
        return _withdrawn(request, assessment)
    if assessment.is_revealed:
        messages.info(request, wording.TOO_LATE["withdraw", State(assessment.state)])
        return redirect("result", pk)
    if "withdraw" not in assessment.moves:
        return redirect("answers", pk)
    return render(request, "assessments/withdraw.html", {"assessment": assessment})


def _withdrawn(request: SignedInRequest, assessment: Assessment) -> HttpResponse:
    """Take it back; where that comes too late, lead to the page that says how far it is."""
    try:
        actions.withdraw(assessment, by=request.user)
    except MoveRefusedError as refusal:
        if not refusal.is_made(State.FINISHED):
            messages.error(request, wording.why_refused(refusal))
            return redirect("result", assessment.pk)
    messages.success(request, wording.DONE["withdraw"])
    return redirect("answers", assessment.pk)


class WayToShow(NamedTuple):
    """One way of letting another supervisor read an assessment: its act, its words and the page that follows."""

    act: Callable[..., None]
    words: wording.ShareWords
    then: str


WAYS_TO_SHOW = {
    "share": WayToShow(actions.share, wording.SHARING["share"], "share"),
    "hand over": WayToShow(actions.hand_over, wording.SHARING["hand over"], "result"),
    "send on": WayToShow(actions.send_on, wording.SHARING["send on"], "answers"),
}


def share_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say who can read it, and let another supervisor read it, or go on with it where it is with nobody."""
    assessment = doors.own_with_status(request.user, pk, "job_role")
    readers = list(assessment.readers())
    if given := _given(request, assessment, readers):
        return given
    giving = next((way for move, way in WAYS_TO_SHOW.items() if move in assessment.moves), None)
    form = _share_form(request, assessment, giving, readers) if giving else None
    if giving and form and form.is_valid() and _is_given(form, giving, assessment, by=request.user):
        return _told(request, giving, assessment, form.cleaned_data["to"])
    shown = {"assessment": assessment, "form": form, "readers": readers}
    return render(request, "assessments/share.html", shown)


def _given(request: SignedInRequest, assessment: Assessment, readers: Collection[User]) -> HttpResponse | None:
    """Lead on from a button pressed twice: whoever was chosen has the assessment already."""
    to = key_sent(request.POST, supervisors_of(request.user))
    going_on = [assessment.supervisor] if assessment.is_supervised else []
    has_it = {"share": readers, **{move: going_on for move in ("hand over", "send on") if assessment.may(move)}}
    for move, people in has_it.items():
        for person in people:
            if person and str(person.pk) == to:
                return _told(request, WAYS_TO_SHOW[move], assessment, person)
    return None


def _told(request: SignedInRequest, way: WayToShow, assessment: Assessment, to: User) -> HttpResponse:
    messages.success(request, way.words.done.format(person=to))
    return redirect(way.then, assessment.pk)


def _share_form(
    request: SignedInRequest, assessment: Assessment, giving: WayToShow, readers: Collection[User]
) -> SupervisorForm | None:
    """Return the form that asks to whom, if there is anybody else."""
    data = request.POST if request.method == "POST" else None
    others, words = supervisors_of(request.user).exclude(pk=assessment.supervisor_id or 0), giving.words
    form = SupervisorForm(data, supervisors=others, label=words.question, button=words.button, having=readers)
    if len(form.people) > 1 and not assessment.is_supervised:
        form.initial["to"] = request.user.supervised_by.successor_of(assessment.supervisor_id)
    return form if form.people else None


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
