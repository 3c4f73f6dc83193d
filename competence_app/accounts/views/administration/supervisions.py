"""Who supervises somebody, from when to when; ended where what is in hand stands."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from competence_app.accounts import wording
from competence_app.accounts.forms.supervisions import EndForm, SupervisionForm
from competence_app.people import doors
from competence_app.people.actions import supervising
from competence_app.people.models import Supervision
from competence_app.people.requests import SignedInRequest


def add_supervision_page(request: SignedInRequest, person: int) -> HttpResponse:
    """Say who supervises somebody, from when to when."""
    practitioner = doors.to_administer(request.user, person)
    form = SupervisionForm(request.POST or None)

    def add() -> None:
        supervising.give(practitioner, **form.cleaned_data, by=request.user)

    if request.method == "POST" and form.is_valid() and _done(form, add):
        messages.success(request, wording.BOTH_TOLD)
        return redirect("person", practitioner.pk)
    return render(request, "accounts/people/add_supervision.html", {"form": form, "person": practitioner})


def correct_end_page(request: SignedInRequest, supervision: int) -> HttpResponse:
    """Correct the last day of a supervision that has one; lead on to where one is set."""
    corrected = doors.supervision_to_administer(request.user, supervision)
    if corrected.ended_on is None:
        return redirect(_where_it_ends(corrected))
    form = EndForm(request.POST or None, initial={"ended_on": corrected.ended_on})

    def correct() -> None:
        supervising.correct_end(corrected, form.cleaned_data["ended_on"], by=request.user)

    if request.method == "POST" and form.is_valid() and _done(form, correct):
        messages.success(request, wording.BOTH_TOLD)
        return redirect("person", corrected.practitioner_id)
    return render(request, "accounts/people/correct_end.html", {"form": form, "supervision": corrected})


def _where_it_ends(supervision: Supervision) -> str:
    asked = urlencode({"person": supervision.practitioner_id})
    return f"{reverse('end-supervision', args=[supervision.supervisor_id])}?{asked}"


def _done(form: Form, act: Callable[[], None]) -> bool:
    try:
        act()
    except ValidationError as refusal:
        form.add_error(next(iter(form.fields)), refusal.messages)
        return False
    return True
