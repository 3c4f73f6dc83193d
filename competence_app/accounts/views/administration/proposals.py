"""What one administrator asks for and another one confirms."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from competence_app.accounts import doors
from competence_app.accounts.actions import proposing, readdressing
from competence_app.accounts.forms.proposing import ProposeAddressForm
from competence_app.accounts.layout import proposal_rows
from competence_app.accounts.models import Proposal
from competence_app.accounts.rules.proposals import ProposalRefusal
from competence_app.accounts.views.proving import proved_lately
from competence_app.accounts.wording import proposing as wording
from competence_app.people.doors import administered, to_administer
from competence_app.people.requests import SignedInRequest


@require_safe
def proposals_page(request: SignedInRequest) -> HttpResponse:
    """List what waits for a second administrator, the oldest first."""
    waiting = administered(request.user, Proposal.objects.waiting().with_people())
    return render(request, "accounts/people/proposals.html", {"rows": proposal_rows(waiting, request.user)})


def propose_address_page(request: SignedInRequest, person: int) -> HttpResponse:
    """Ask for another address of somebody's, by which they sign in."""
    shown = to_administer(request.user, person)
    form = ProposeAddressForm(request.POST or None, person=shown)

    def propose() -> None:
        reason, address = form.cleaned_data["reason"], form.cleaned_data["email"]
        readdressing.propose_address(shown, address, reason=reason, by=request.user)

    if form.is_valid():
        return answered(request, propose, wording.PROPOSED)
    return render(request, "accounts/people/propose_address.html", {"form": form, "person": shown})


def new_address_page(request: SignedInRequest, proposal: int) -> HttpResponseBase:
    """Say what another address does, and give it on the button of a second administrator."""
    asked = doors.proposal_of(Proposal.Kind.ADDRESS, request.user, proposal)
    if request.method == "POST":
        return _give_address(request, asked)
    return proposal_page(request, asked, "accounts/people/new_address.html")


@proved_lately
def _give_address(request: SignedInRequest, asked: Proposal) -> HttpResponse:
    done = wording.ADDRESS_GIVEN.format(person=asked.person.bare_name, email=asked.address)
    return answered(request, lambda: readdressing.give_address(asked, by=request.user), done)


def proposal_page(request: SignedInRequest, asked: Proposal, template: str, **more: object) -> HttpResponse:
    """Show what would be done, to whoever can confirm, refuse or withdraw it; lead on where nobody can any more."""
    if not asked.is_waiting:
        messages.warning(request, wording.REFUSALS[ProposalRefusal.PAST])
        return redirect("proposals")
    may = request.user.pk not in {asked.asked_by_id, asked.person_id}
    return render(request, template, {"proposal": asked, "may_answer": may, **more})


@require_POST
def refuse_button(request: SignedInRequest, proposal: int) -> HttpResponse:
    """Say no to what another administrator asks for."""
    asked = doors.proposal(request.user, proposal)
    done = wording.REFUSED.format(asked_by=asked.asked_by)
    return answered(request, lambda: proposing.refuse(asked, by=request.user), done)


@require_POST
def withdraw_button(request: SignedInRequest, proposal: int) -> HttpResponse:
    """Take back what one asked for."""
    asked = doors.proposal(request.user, proposal)
    return answered(request, lambda: proposing.withdraw_proposal(asked, by=request.user), wording.WITHDRAWN)


def answered(request: SignedInRequest, act: Callable[[], object], done: str) -> HttpResponse:
    """Act, say that it is done or why not, and lead to what waits."""
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)
    return redirect("proposals")
