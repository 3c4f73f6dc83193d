"""What people must know."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from competence_app.people import actions, doors
from competence_app.people.requests import SignedInRequest
from competence_app.ui.lookups import LONGEST_KEY


@require_POST
def dismiss_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take one's own notice off the home page."""
    actions.dismiss(doors.own_notice(request.user, pk))
    return redirect("home")


@require_POST
def dismiss_all_button(request: SignedInRequest) -> HttpResponse:
    """Take all that the page showed off one's home page; what came since stays."""
    until = request.POST.get("until", "")
    actions.dismiss_all(of=request.user, until=int(until) if until.isdecimal() and len(until) <= LONGEST_KEY else 0)
    return redirect("home")
