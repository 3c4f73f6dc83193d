"""What people must know."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from competence_app.people import actions
from competence_app.people.models import Notice
from competence_app.people.requests import SignedInRequest


@require_POST
def dismiss_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take one's own notice off the home page."""
    actions.dismiss(get_object_or_404(Notice.objects.visible_to(request.user), pk=pk))
    return redirect("home")
