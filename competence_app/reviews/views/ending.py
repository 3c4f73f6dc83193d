"""Whoever administers people ends a supervisor's supervisions, having seen what is in hand."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format

from competence_app.people import doors
from competence_app.people.actions import supervising
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest
from competence_app.people.wording import DAY
from competence_app.reviews import wording
from competence_app.reviews.forms.ending import EndingForm
from competence_app.reviews.queries.ending import EndingSupervision, in_hand, unended_supervision


def ending_page(request: SignedInRequest, person: int) -> HttpResponse:
    """Ask whose supervision ends, when and who takes over; say what that means; do it on the button.

    What was chosen stands in the address, so that what is done is what was shown.
    """
    supervisor = doors.to_administer(request.user, person)
    supervised = unended_supervision(supervisor)
    form = EndingForm(request.GET, supervisor=supervisor, supervised=supervised)
    if "change" in request.GET or not form.is_valid():
        shown = {"supervisor": supervisor, "form": form, "in_hand": in_hand(supervisor, supervised)}
        return render(request, "reviews/ending.html", shown)
    if request.method == "POST":
        return _ended(request, supervisor, form.cleaned_data)
    return _check(request, supervisor, supervised, **form.cleaned_data)


def _check(
    request: SignedInRequest,
    supervisor: User,
    supervised: Mapping[int, EndingSupervision],
    *,
    people: Sequence[int],
    last_day: date,
    successor: User | None,
) -> HttpResponse:
    shown = {
        "supervisor": supervisor,
        "last_day": last_day,
        "successor": successor,
        "chosen": [(supervised[key].person, supervised[key].then(successor)) for key in people],
        "in_hand": in_hand(supervisor, people),
    }
    return render(request, "reviews/ending_check.html", shown)


def _ended(request: SignedInRequest, supervisor: User, cleaned: dict[str, Any]) -> HttpResponse:
    ended = supervising.end(supervisor, **cleaned, by=request.user)
    messages.success(request, wording.ended(len(ended), supervisor, date_format(cleaned["last_day"], DAY)))
    return redirect("end-supervision", supervisor.pk)
