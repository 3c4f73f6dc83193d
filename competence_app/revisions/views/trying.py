"""Trying a draft out: its rating pages as a practitioner would meet them, with nothing kept."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from competence_app.assessments.forms.rating import LATER
from competence_app.assessments.rules.questions import questions
from competence_app.assessments.rules.sections import place_of
from competence_app.catalogue.doors import draft_or_404, editors_only
from competence_app.catalogue.queries import content_of
from competence_app.people.requests import SignedInRequest
from competence_app.revisions.forms import TryOutForm
from competence_app.revisions.wording import DONE


@editors_only
def try_out_page(request: SignedInRequest, code: str, pk: int, domain: str) -> HttpResponse:
    """Ask for the answers of one domain, check them and keep none."""
    draft = draft_or_404(request, code, pk)
    content = content_of(pk)
    statements = content.statements_in(domain)
    if not statements:
        raise Http404
    place = place_of(content, domain)
    form = TryOutForm(
        request.POST if request.method == "POST" else None, questions=questions(statements), scale=content.scale
    )
    if form.is_valid():
        messages.info(request, DONE["try out"])
        following = place.following if form.data.get("then") != LATER else None
        return redirect("try-out", code, pk, following.code) if following else redirect("preview", code, pk)
    shown = {"draft": draft, "content": content, "domain": place.domain, "number": place.number, "form": form}
    return render(request, "revisions/try_out.html", shown)
