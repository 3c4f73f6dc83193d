"""The list of people, and each of them."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from competence_app.accounts import wording
from competence_app.accounts.actions import administering, invite
from competence_app.accounts.doors import administrators_only
from competence_app.accounts.forms.finding import FindForm
from competence_app.accounts.forms.people import NewPersonForm, PersonForm
from competence_app.accounts.layout import invitation, may_be_invited, proposal_rows, signed_in
from competence_app.accounts.models import Proposal
from competence_app.accounts.queries import people
from competence_app.accounts.queries.rows import MOST_LISTED, page_of
from competence_app.accounts.queries.second_steps import has_second_step
from competence_app.people import doors
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest


@require_safe
@administrators_only
def people_page(request: SignedInRequest) -> HttpResponse:
    """List the people who are looked for, by name, to tick for what many are given at once."""
    form = FindForm.asked(request.GET)
    page = page_of(people.found(**form.kept), request.GET.get("page"))
    rows = [(row, signed_in(row)) for row in people.rows_of(list(page))]
    shown = {"form": form, "page": page, "rows": rows, "most": MOST_LISTED}
    return render(request, "accounts/people/people.html", shown)


@administrators_only
def new_person_page(request: SignedInRequest) -> HttpResponse:
    """Make an account and invite its owner."""
    form = NewPersonForm(request.POST or None, instance=User(), by=request.user)
    if request.method == "POST" and form.is_valid() and _stored(request, form):
        messages.success(request, wording.INVITED.format(email=form.instance.email))
        return redirect("person", form.instance.pk)
    return render(request, "accounts/people/new_person.html", {"form": form})


def person_page(request: SignedInRequest, person: int) -> HttpResponse:
    """Show and change one account, and who supervises its owner."""
    shown = doors.to_administer(request.user, person)
    form = PersonForm(request.POST or None, instance=copy(shown), by=request.user)
    if request.method == "POST" and form.is_valid() and _stored(request, form):
        messages.success(request, wording.STORED.format(name=form.instance))
        return redirect("person", shown.pk)
    about = {
        "person": shown,
        "form": form,
        "supervisions": shown.supervised_by.with_supervisors().order_by("-started_on", "-pk"),
        "supervises": shown.supervises.not_over().values("practitioner").distinct().count(),
        "restriction": shown.restrictions.in_force().with_people().first(),
        "has_second_step": has_second_step(shown),
        "invitation": invitation(shown),
        "may_invite": may_be_invited(shown),
        "waiting": proposal_rows(Proposal.objects.waiting().filter(person=shown).with_people(), request.user),
    }
    return render(request, "accounts/people/person.html", about)


def _stored(request: SignedInRequest, form: PersonForm) -> bool:
    person, supervisor = form.instance, form.cleaned_data["supervisor"]
    try:
        if person.pk:
            administering.change(person, form.changed_columns, supervisor=supervisor, by=request.user)
        else:
            administering.make(person, supervisor=supervisor, by=request.user)
    except ValidationError as refusal:
        form.add_error("supervisor", refusal.messages)
        return False
    return True


@require_POST
def invite_button(request: SignedInRequest, person: int) -> HttpResponse:
    """Send the invitation again."""
    invited = doors.to_administer(request.user, person)
    if may_be_invited(invited):
        invite(invited, by=request.user)
        messages.success(request, wording.INVITED.format(email=invited.email))
    else:
        messages.warning(request, wording.NOT_INVITED)
    return redirect("person", invited.pk)
