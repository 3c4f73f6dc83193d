"""Notes and plans of one's own, for what one writes oneself."""

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from competence_app.assessments.models import Assessment
from competence_app.assessments.queries.plans import plans_by_code
from competence_app.people.requests import SignedInRequest
from competence_app.reports import doors
from competence_app.reports.exports.pdf import reflection_pdf
from competence_app.reports.forms import ReflectionForm
from competence_app.reports.layout.documents.reflection import (
    ReflectionDocument,
    noted,
    planned_notes,
    reflection_document,
    reflection_text,
)
from competence_app.reports.queries.profile import latest_of, read_profile
from competence_app.reports.views.documents import own_pdf


class _Choosing(NamedTuple):
    """The form that somebody chooses by, and what comes of it, if anything was chosen."""

    latest: Assessment
    form: ReflectionForm
    document: ReflectionDocument | None


@require_safe
def reflection_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Let somebody choose of their notes and plans, and show what they chose as plain text."""
    if not (choosing := _choosing(request, code)):
        return redirect("framework-profile", code)  # which says how to begin
    shown: dict[str, Any] = {"content": choosing.latest.content, "form": choosing.form}
    if choosing.document:
        shown |= {
            "text": reflection_text(choosing.document),
            "file": f"{reverse('reflection-pdf', args=[code])}?{request.GET.urlencode()}",
        }
    return render(request, "reports/reflection.html", shown)


@require_safe
def reflection_file(request: SignedInRequest, code: str) -> HttpResponse:
    """Give what was chosen as a PDF."""
    choosing, today = _choosing(request, code), localdate()
    if not (choosing and choosing.document):
        return redirect("reflection", code)  # where to choose
    return own_pdf(request, reflection_pdf(choosing.document, on=today), choosing.latest, "reflection", today)


def _choosing(request: SignedInRequest, code: str) -> _Choosing | None:
    history = list(doors.own_assessments(request.user).filter(framework__code=code))
    if not history:
        return None
    latest = latest_of(history)
    reading = read_profile(latest, history=())
    kinds = {"notes": noted(reading), "plans": planned_notes(plans_by_code(latest))}
    form = ReflectionForm(request.GET or None, **kinds)
    if not form.is_valid():
        return _Choosing(latest, form, None)
    return _Choosing(latest, form, reflection_document(reading, kinds, form.cleaned_data, on=localdate()))
