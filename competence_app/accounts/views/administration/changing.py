"""What many people are given at once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from competence_app.accounts import wording
from competence_app.accounts.actions import administering
from competence_app.accounts.doors import administrators_only
from competence_app.accounts.forms.changing import GIVEN, ManyForm
from competence_app.accounts.layout import in_words
from competence_app.accounts.queries.changing import PersonalChange, changes_of
from competence_app.people.requests import SignedInRequest


@administrators_only
def change_people_page(request: SignedInRequest) -> HttpResponse:
    """Ask what the people who were ticked are given; say what is new to whom; do it on the button.

    What was chosen stands in the address, so that what is done is what was shown.
    """
    form = ManyForm(request.GET)
    if not form.people:
        messages.warning(request, wording.MANY["nobody"])
        return redirect("people")
    if "change" in request.GET or not form.is_valid():
        return render(request, "accounts/people/change_people.html", {"form": form})
    changes = changes_of(form.cleaned_data["person"], **{name: form.cleaned_data[name] for name in GIVEN})
    if request.method == "POST":
        return _changed(request, changes)
    rows = [(change, in_words(change)) for change in changes]
    new = sum(change.is_any for change in changes)
    shown = {"rows": rows, "new": new, "unchanged": len(rows) - new}
    return render(request, "accounts/people/change_people_check.html", shown)


def _changed(request: SignedInRequest, changes: list[PersonalChange]) -> HttpResponse:
    try:
        count = administering.change_many(changes, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, wording.changed_many(count))
    return redirect("people")
