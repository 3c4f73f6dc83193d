"""Taking away what somebody has lost, so that they can sign in and set up anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from competence_app.accounts.actions.second_steps import take_second_steps
from competence_app.accounts.doors import to_take_second_steps_from
from competence_app.accounts.wording import signing_in as wording
from competence_app.people.requests import SignedInRequest


def take_second_steps_page(request: SignedInRequest, person: int) -> HttpResponse:
    """Say what it does to whom, and do it on the button."""
    loser = to_take_second_steps_from(request.user, person)
    if request.method == "POST":
        take_second_steps(loser, by=request.user)
        messages.success(request, wording.STEPS_TAKEN.format(name=loser))
        return redirect("person", loser.pk)
    return render(request, "accounts/people/take_second_steps.html", {"person": loser})
