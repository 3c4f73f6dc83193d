"""Who supervises one, and asking for it."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from competence_app.people import doors, wording
from competence_app.people.actions import asking
from competence_app.people.forms.asking import AskForm
from competence_app.people.models import SupervisionRequest
from competence_app.people.requests import SignedInRequest

PER_PAGE = 20
State = SupervisionRequest.State


class RequestAnswer(NamedTuple):
    """One way to answer somebody who asks: its act, and how that leaves the request."""

    act: Callable[..., date | None]
    state: State


ANSWERS = {
    "accept": RequestAnswer(asking.accept, State.ACCEPTED),
    "decline": RequestAnswer(asking.decline, State.DECLINED),
}


def supervisors_page(request: SignedInRequest) -> HttpResponse:
    """Show one's supervisors and whom one asked, and ask somebody."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _asked(request, form):
        return redirect("supervisors")
    mine = request.user.supervised_by.current().with_supervisors()
    page = Paginator(SupervisionRequest.objects.made_by(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/supervisors.html", {"form": form, "supervisions": mine, "page": page})


def _asked(request: SignedInRequest, form: AskForm) -> bool:
    try:
        asked = asking.ask(form.cleaned_data["email"], by=request.user)
    except ValidationError as refusal:
        form.add_error("email", refusal)
        return False
    messages.success(request, wording.DONE["ask"].format(email=asked.email))
    return True


@require_POST
def cancel_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what one asked."""
    mine = doors.own_request(request.user, pk)
    try:
        asking.cancel(mine, by=request.user)
    except SupervisionRequest.DoesNotExist:
        if not _is_now(mine, State.CANCELLED):
            messages.error(request, wording.TOO_LATE)
            return redirect("supervisors")
    messages.success(request, wording.DONE["cancel"].format(email=mine.email))
    return redirect("supervisors")


def _is_now(asked: SupervisionRequest, state: State) -> bool:
    """Tell whether a button that came too late was pressed twice: what it does is done."""
    asked.refresh_from_db(fields=["state"])
    return asked.state == state


def answer_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say who asks to be supervised and what that means; accept or decline."""
    asked = doors.request_to_answer(request.user, pk)
    if (answer := request.POST.get("answer")) in ANSWERS:
        return _answered(request, asked, answer)
    return render(request, "people/answer.html", {"asked": asked})


def _answered(request: SignedInRequest, asked: SupervisionRequest, answer: str) -> HttpResponse:
    try:
        lifted = ANSWERS[answer].act(asked, by=request.user)
    except SupervisionRequest.DoesNotExist:
        if not _is_now(asked, ANSWERS[answer].state):
            messages.error(request, wording.TOO_LATE)
            return redirect("answer-request", asked.pk)
        lifted = None
    ended = date_format(lifted, wording.DAY) if lifted else ""
    done = wording.DONE["accept again" if lifted else answer]
    messages.success(request, done.format(practitioner=asked.practitioner, ended=ended))
    return redirect("home")
