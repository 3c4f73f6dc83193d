"""A person's own account."""

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from competence_app.accounts import actions, wording
from competence_app.accounts.forms.own import AccountForm
from competence_app.accounts.queries.sign_ins import last_sign_ins
from competence_app.accounts.queries.single_sign_on import is_linked, ways
from competence_app.people.requests import SignedInRequest


def account_page(request: SignedInRequest) -> HttpResponse:
    """Show and change one's own name, job role and colours."""
    form = AccountForm(request.POST or None, instance=copy(request.user))
    if request.method == "POST" and form.is_valid():
        actions.save_own(form.instance, changed=form.changed_data)
        messages.success(request, wording.SAVED)
        return redirect("account")
    shown = {
        "form": form,
        "sign_ins": last_sign_ins(request.user, request),
        "ways": ways(),
        "is_linked": is_linked(request.user),
    }
    return render(request, "accounts/account.html", shown)
