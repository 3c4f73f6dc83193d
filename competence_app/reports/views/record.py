"""The record that a practitioner reads: who saw or did what with her things, and when."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from competence_app.audit.models import Entry, EntryQuerySet
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest
from competence_app.reports.forms import OTHERS, RecordDoersForm
from competence_app.reports.layout.record import recorded_deeds

PER_PAGE = 20


@require_safe
def record_page(request: SignedInRequest) -> HttpResponse:
    """List who saw or did what, the latest first."""
    form = RecordDoersForm.asked(request.GET)
    entries = _done_by(form.initial["by"], Entry.objects.about(request.user).select_related("by"), request.user)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"form": form, "page": page, "deeds": recorded_deeds(list(page), request.user)}
    return render(request, "reports/record.html", shown)


def _done_by(whom: str, entries: EntryQuerySet, user: User) -> EntryQuerySet:
    if whom == OTHERS:
        return entries.exclude(by=user)
    return entries.filter(by=user) if whom == "you" else entries
