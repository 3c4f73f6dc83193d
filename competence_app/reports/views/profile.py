"""The profile pages: what a practitioner's own ratings say."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render

from competence_app.assessments.models import Assessment
from competence_app.assessments.queries.plans import plans_by_code
from competence_app.catalogue.doors import titled_or_404
from competence_app.passports.layout import entries
from competence_app.passports.queries import outside_records
from competence_app.people.requests import SignedInRequest
from competence_app.reports import doors
from competence_app.reports.layout import past
from competence_app.reports.layout.page import Around, profile_context
from competence_app.reports.queries.due import next_of
from competence_app.reports.queries.profile import latest_of, read_profile, readers
from competence_app.reports.rules.asking import ProfileFilter
from competence_app.reports.wording import OWN


def profile_page(request: SignedInRequest) -> HttpResponse:
    """Show whose frameworks there are profiles of; the only one opens at once."""
    latest: dict[int, Assessment] = {}
    for assessment in doors.own_assessments(request.user):
        latest.setdefault(assessment.framework_id, assessment)
    if len(latest) == 1:
        return redirect("framework-profile", *(assessment.content.code for assessment in latest.values()))
    listed = [(assessment.content, past.progress_in_words(assessment)) for assessment in latest.values()]
    return render(request, "reports/profiles.html", {"latest": listed})


def framework_profile_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the latest completed assessment of a framework, else the draft so far, with what is planned."""
    history = doors.own_on_profile(request.user, code)
    if not history:
        return render(request, "reports/nothing_yet.html", {"version": titled_or_404(code), "code": code})
    return _page(request, latest_of(history), history)


def assessment_profile_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one assessment as it was; what is planned stands by the latest alone."""
    assessment = doors.own_with_people(request.user, pk)
    history = doors.own_on_profile(request.user, assessment.framework.code)
    return _page(request, assessment, history)


def _page(request: SignedInRequest, shown: Assessment, history: Sequence[Assessment]) -> HttpResponse:
    around = Around(
        OWN, request.user, ProfileFilter.of(request.GET, shown.content), is_latest=shown == latest_of(history)
    )
    if around.is_latest:
        around = replace(
            around, plans=plans_by_code(shown), due=next_of(reversed(history), request.user).get(shown.content.code)
        )
    page = profile_context(read_profile(shown, history=history), around)
    draft = next((past for past in history if past.is_draft), None)
    outside = entries(outside_records(request.user)) if around.is_latest and doors.has_outside(history[0]) else []
    besides = {"readers": readers(shown), "draft": draft, "outside": outside}
    return render(request, "reports/profile.html", {**page, **besides})
