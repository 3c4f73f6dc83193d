"""The address that one signs in with."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from competence_app.accounts import doors, wording
from competence_app.accounts.actions.readdressing import ask_new_address, change_address
from competence_app.accounts.doors import with_local_passwords
from competence_app.accounts.forms.own import AddressForm
from competence_app.people.requests import SignedInRequest


@with_local_passwords
def address_page(request: SignedInRequest) -> HttpResponse:
    """Ask for another address, and send a link to it."""
    form = AddressForm(request.POST or None, request=request)
    if form.is_valid():
        ask_new_address(request.user, form.cleaned_data["email"])
        messages.success(request, wording.ADDRESS_ASKED.format(email=form.cleaned_data["email"]))
        return redirect("account")
    return render(request, "accounts/address.html", {"form": form})


def confirm_address_page(request: SignedInRequest, token: str) -> HttpResponse:
    """Say what the link does, and do it on the button."""
    address = doors.new_address(request.user, token)
    if request.method == "POST":
        return _changed(request, address)
    return render(request, "accounts/confirm_address.html", {"address": address})


def _changed(request: SignedInRequest, address: str) -> HttpResponse:
    try:
        change_address(request.user, address)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, wording.ADDRESS_CHANGED.format(email=address))
    return redirect("account")
