"""Having what is held about oneself kept, and not used."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from competence_app.people.actions import restricting
from competence_app.people.forms.restricting import AskToRestrictForm
from competence_app.people.requests import SignedInRequest
from competence_app.people.rules.restricting import TOLD_BEFORE
from competence_app.people.wording import restricting as wording


def restriction_page(request: SignedInRequest) -> HttpResponse:
    """Say what it means, ask for it on the button, and show what is in force."""
    form = AskToRestrictForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        restricting.ask(reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, wording.DONE["ask"])
        return redirect("restriction")
    found = request.user.restrictions.in_force().with_people().first()
    shown = {"form": form, "restriction": found, "days": TOLD_BEFORE.days}
    return render(request, "people/restriction.html", shown)


@require_POST
def lift_restriction_button(request: SignedInRequest) -> HttpResponse:
    """End it, at once."""
    restricting.lift(by=request.user)
    messages.success(request, wording.DONE["lift"])
    return redirect("restriction")
