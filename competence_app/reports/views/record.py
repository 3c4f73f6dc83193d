"""The record that a practitioner reads: who saw or did what with her things, and when."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from competence_app.assessments.models import Assessment
from competence_app.audit.models import Entry, EntryQuerySet
from competence_app.people.models import Supervision, User
from competence_app.people.requests import SignedInRequest
from competence_app.reports.forms import OTHERS, RecordForm
from competence_app.reports.layout.dates import day
from competence_app.reports.layout.past import progress_in_words

PER_PAGE = 20
# What was done, in the words of the person whose things they are; what is not here is called by its verb.
DEEDS = {
    "see profile": "Looked at your profile",
    "see review": "Looked at what you both said",
    "open review": "Opened it to rate you; your answers stayed hidden",
    "see meeting sheet": "Looked at the meeting sheet",
    "be refused": "Tried to look, and was refused",
    "start": "Started it",
    "move": "Moved it to a newer version",
    "finish": "Finished it",
    "reopen": "Reopened it",
    "submit": "Sent it",
    "withdraw": "Took it back",
    "return": "Returned it to you",
    "reveal": "Finished rating, and saw your answers",
    "agree": "Recorded what you both agreed",
    "hand over": "Handed it over to another supervisor",
    "share": "Shared it with another supervisor",
    "stop sharing": "Stopped sharing it",
    "comment on": "Added a closing comment",
    "plan": "Planned an action",
    "revise": "Changed an action",
    "tick off": "Marked an action as done",
    "untick": "Marked an action as not done after all",
    "remove": "Removed an action",
    "ask": "Asked to be supervised",
    "cancel": "Cancelled a request to be supervised",
    "accept": "Accepted a request to supervise you",
    "decline": "Declined a request to supervise you",
}
# Where the verb alone says too little.
DEEDS_TO = {
    ("add", "people.user"): "Made your account",
    ("change", "people.user"): "Changed your account",
    ("add", "people.supervision"): "Gave you a supervisor",
    ("change", "people.supervision"): "Changed who supervises you",
}


class Thing(NamedTuple):
    """What something was done to: what it is, what more there is to say, and where it is, if anywhere."""

    words: str
    more: str
    url: str


class Deed(NamedTuple):
    """One line of the record; nothing stands for a thing that is gone, or is not this person's."""

    at: datetime
    who: str
    words: str
    thing: Thing | None


@require_safe
def record_page(request: SignedInRequest) -> HttpResponse:
    """List who saw or did what, the latest first."""
    form = RecordForm.asked(request.GET)
    entries = _done_by(form.initial["by"], Entry.objects.about(request.user), request.user).select_related("by")
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    deeds = _deeds(list(page), request.user)
    return render(request, "reports/record.html", {"form": form, "page": page, "deeds": deeds})


def _done_by(whom: str, entries: EntryQuerySet, user: User) -> EntryQuerySet:
    if whom == OTHERS:
        return entries.exclude(by=user)
    return entries.filter(by=user) if whom == "you" else entries


def _deeds(entries: Sequence[Entry], user: User) -> list[Deed]:
    things = {label: find({e.key for e in entries if e.label == label}, user) for label, find in FINDERS.items()}
    return [
        Deed(entry.at, _who(entry, user), _words(entry), things.get(entry.label, {}).get(entry.key))
        for entry in entries
    ]


def _who(entry: Entry, user: User) -> str:
    if entry.by is None:
        return "The service"
    return "You" if entry.by == user else str(entry.by)


def _words(entry: Entry) -> str:
    return DEEDS_TO.get((entry.verb, entry.label)) or DEEDS.get(entry.verb) or capfirst(entry.verb)


def _assessments(keys: set[int], user: User) -> dict[int, Thing]:
    found = Assessment.objects.of(user).in_bulk(keys)
    return {
        key: Thing(progress_in_words(assessment), assessment.content.title, reverse("assessment-profile", args=[key]))
        for key, assessment in found.items()
    }


def _supervisions(keys: set[int], user: User) -> dict[int, Thing]:
    found = Supervision.objects.filter(practitioner=user).select_related("supervisor").in_bulk(keys)
    return {key: Thing(f"Supervision by {row.supervisor}", _term(row), "") for key, row in found.items()}


def _term(supervision: Supervision) -> str:
    end = f" to {day(supervision.ended_on)}" if supervision.ended_on else ""
    return f"from {day(supervision.started_on)}{end}"


# How the things of one person are found by their keys, each kind in one query.
FINDERS: Mapping[str, Callable[[set[int], User], dict[int, Thing]]] = {
    "assessments.assessment": _assessments,
    "people.supervision": _supervisions,
}
