"""What is held about somebody is kept and not used, as they asked an administrator; and used again."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from competence_app.accounts.forms.restricting import EndRestrictionForm, RecordRestrictionForm
from competence_app.people.actions import restricting
from competence_app.people.doors import to_administer
from competence_app.people.models import Restriction, User
from competence_app.people.requests import SignedInRequest
from competence_app.people.rules.restricting import TOLD_BEFORE
from competence_app.people.wording.restricting import DONE


def restrict_page(request: SignedInRequest, person: int) -> HttpResponse:
    """Record that somebody asked for it or, where it is in force, from when on it is used again."""
    shown = to_administer(request.user, person)
    found = shown.restrictions.in_force().with_people().first()
    form = _form(request, found)
    verb = restricting.set_end if found else restricting.record_asked
    if form.is_valid() and _done(form, lambda: verb(shown, **form.cleaned_data, by=request.user)):
        messages.success(request, DONE["end" if found else "record"].format(person=shown))
        return redirect("person", shown.pk)
    about = {"person": shown, "form": form, "restriction": found, "days": TOLD_BEFORE.days}
    return render(request, "accounts/people/restrict.html", about | {"past": _past(shown)})


def _form(request: SignedInRequest, found: Restriction | None) -> Form:
    form = EndRestrictionForm if found else RecordRestrictionForm
    return form(request.POST if request.method == "POST" else None)


def _past(person: User) -> list[Restriction]:
    """Return those of a person that are over, the latest first."""
    in_force = person.restrictions.in_force().values("pk")
    return list(person.restrictions.exclude(pk__in=in_force).with_people())


def _done(form: Form, act: Callable[[], None]) -> bool:
    try:
        act()
    except ValidationError as refusal:
        form.add_error(next(iter(form.fields)), refusal.messages)
        return False
    return True
