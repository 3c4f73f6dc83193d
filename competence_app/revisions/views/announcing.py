"""Saying what is new in a draft, for those who know the version that it follows."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from competence_app.catalogue.actions import drafting
from competence_app.catalogue.actions.drafting import OvertakenError
from competence_app.catalogue.doors import draft_or_404, editors_only
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.queries import current_of
from competence_app.people.requests import SignedInRequest
from competence_app.revisions.forms.sending import AnnounceForm


@editors_only
def announce_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Ask what is new, and write it into the draft's YAML; then lead on to publishing."""
    draft = draft_or_404(request, code, pk)
    form = AnnounceForm(request.POST if request.method == "POST" else None, initial={"changes": draft.changes})
    if form.is_valid():
        try:
            drafting.announce(draft, form.cleaned_data["changes"], by=request.user)
        except UnreadableError as refusal:
            form.add_error("changes", [problem.message for problem in refusal.problems])
        except OvertakenError as refusal:
            messages.error(request, str(refusal))
            return redirect("framework", code)
        else:
            return redirect("publish", code, pk)
    return render(request, "revisions/announce.html", {"draft": draft, "current": current_of(draft), "form": form})
