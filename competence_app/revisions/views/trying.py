"""Trying a draft out: its rating pages as a practitioner would meet them, with nothing kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from competence_app.assessments.forms.rating import LATER
from competence_app.assessments.rules.questions import questions
from competence_app.assessments.views.assessing import page_address, place_or_404
from competence_app.catalogue.doors import draft_or_404, editors_only
from competence_app.catalogue.queries import content_of
from competence_app.people.requests import SignedInRequest
from competence_app.revisions.forms.sending import TryOutForm
from competence_app.revisions.wording import DONE


@editors_only
def try_out_page(request: SignedInRequest, code: str, pk: int, domain: str) -> HttpResponse:
    """Ask for the answers of one page of a domain, check them and keep none."""
    draft = draft_or_404(request, code, pk)
    content = content_of(pk)
    place = place_or_404(request, content, domain)
    form = TryOutForm(
        request.POST if request.method == "POST" else None, questions=questions(place.statements), scale=content.scale
    )
    if form.is_valid():
        messages.info(request, DONE["try out"])
        if not place.following or form.data.get("then") == LATER:
            return redirect("preview", code, pk)
        following, page = place.following
        return redirect(page_address("try-out", code, pk, following, page=page))
    shown = {"draft": draft, "content": content, "place": place, "form": form}
    return render(request, "revisions/try_out.html", shown)
