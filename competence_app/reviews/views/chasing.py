"""A supervisor reminds one of their people, or those whom they ticked."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from competence_app.people.requests import SignedInRequest
from competence_app.reviews.actions import chasing as actions
from competence_app.reviews.queries.chasing import reminded_lately, to_remind
from competence_app.reviews.wording import reminded, reminder
from competence_app.ui.lookups import LONGEST_KEY

MOST = 100  # people at once


def remind_page(request: SignedInRequest) -> HttpResponse:
    """Show who will be told what, and who was told lately; then tell them."""
    if request.method == "POST":
        told = actions.remind(_keys(request.POST), by=request.user)
        messages.success(request, reminded(told))
        return redirect("supervision")
    people = list(to_remind(request.user, _keys(request.GET)))
    lately = reminded_lately(people)
    subject, text = reminder(request.user)
    shown = {
        "people": [person for person in people if person.pk not in lately],
        "lately": [(person, lately[person.pk]) for person in people if person.pk in lately],
    }
    return render(request, "reviews/remind.html", shown | {"subject": subject, "told": text})


def _keys(sent: QueryDict) -> list[int]:
    given = sent.getlist("person")[:MOST]
    return [int(key) for key in given if key.isascii() and key.isdecimal() and len(key) < LONGEST_KEY]
