"""Passports from elsewhere, for the eyes of whoever brought them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from competence_app.passports import doors, wording
from competence_app.passports.actions import keeping
from competence_app.passports.forms import KeepForm
from competence_app.passports.layout import entries, told
from competence_app.passports.models import OutsideRecord
from competence_app.passports.queries import checked, outside_records
from competence_app.passports.rules.keeping import NotKeptError
from competence_app.people.requests import SignedInRequest


def outside_page(request: SignedInRequest) -> HttpResponse:
    """List one's own records from elsewhere, and take another."""
    form = KeepForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid() and (kept := _kept(request, form)):
        messages.success(request, wording.DONE["add"])
        return redirect("outside-record", kept.pk)
    shown = {"form": form, "outside": entries(outside_records(request.user))}
    return render(request, "passports/from_elsewhere.html", shown)


def _kept(request: SignedInRequest, form: KeepForm) -> OutsideRecord | None:
    try:
        return keeping.keep(form.cleaned_data["token"], by=request.user)
    except NotKeptError as refused:
        form.add_error("file", wording.not_kept(refused.reason))
        return None


@require_safe
def outside_record_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what one's own record from elsewhere says, and whether it is good."""
    kept = doors.own_outside_record(request.user, pk)
    return render(request, "passports/outside_record.html", {"kept": kept, "verdict": told(checked(kept.token))})


@require_POST
def remove_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove one's own record from elsewhere for good."""
    keeping.remove(doors.own_outside_record(request.user, pk), by=request.user)
    messages.success(request, wording.DONE["remove"])
    return redirect("outside")
