"""Asking for somebody to be erased, and confirming it."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from competence_app.accounts import doors
from competence_app.accounts.forms.proposing import ReasonForm
from competence_app.accounts.models import Proposal
from competence_app.accounts.views.administration.proposals import answered, proposal_page
from competence_app.accounts.views.proving import proved_lately
from competence_app.accounts.wording.proposing import PROPOSED
from competence_app.erasure import wording
from competence_app.erasure.actions import erasing
from competence_app.erasure.queries import refusal_in_words
from competence_app.people.doors import to_administer
from competence_app.people.requests import SignedInRequest
from competence_app.people.wording import former


def propose_erasure_page(request: SignedInRequest, person: int) -> HttpResponse:
    """Say what goes and what stays of somebody, and ask a second administrator to erase them."""
    shown = to_administer(request.user, person)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return answered(request, lambda: erasing.propose_erasure(shown, reason=reason, by=request.user), PROPOSED)
    about = {"form": form, "person": shown, "refusal": refusal_in_words(shown)}
    return render(request, "erasure/propose.html", about)


def erasure_page(request: SignedInRequest, proposal: int) -> HttpResponseBase:
    """Say what goes and what stays, and erase somebody on the button of a second administrator."""
    asked = doors.proposal_of(Proposal.Kind.ERASURE, request.user, proposal)
    if request.method == "POST":
        return _erase(request, asked)
    refusal = refusal_in_words(asked.person)
    return proposal_page(request, asked, "erasure/erasure.html", person=asked.person, refusal=refusal)


@proved_lately
def _erase(request: SignedInRequest, asked: Proposal) -> HttpResponse:
    done = wording.DONE.format(name=former(asked.person_id))
    return answered(request, lambda: erasing.erase(asked, by=request.user), done)
