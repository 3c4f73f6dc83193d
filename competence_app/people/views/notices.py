"""What people must know."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from competence_app.people import actions, doors
from competence_app.people.requests import SignedInRequest


@require_POST
def dismiss_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take one's own notice off the home page."""
    actions.dismiss(doors.own_notice(request.user, pk))
    return redirect("home")
