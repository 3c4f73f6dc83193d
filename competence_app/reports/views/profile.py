"""The profile pages: what a practitioner's own ratings say."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from competence_app.assessments.models import Assessment
from competence_app.assessments.profile import Change, DomainProfile, Profile, Standing
from competence_app.catalogue.models import Version
from competence_app.people.requests import SignedInRequest
from competence_app.reports import charts, queries
from competence_app.reports.charts import Axis
from competence_app.reports.views import cards


def profile(request: SignedInRequest) -> HttpResponse:
    """Show whose frameworks there are profiles of; the only one opens at once."""
    latest: dict[int, Assessment] = {}
    for assessment in queries.own(request.user):
        latest.setdefault(assessment.framework_id, assessment)
    if len(latest) == 1:
        return redirect("framework-profile", *(assessment.content.code for assessment in latest.values()))
    listed = [(assessment.content, cards.in_words(assessment)) for assessment in latest.values()]
    return render(request, "reports/profiles.html", {"latest": listed})


def framework_profile(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the latest completed assessment of a framework, else the draft so far, with what is planned."""
    history = list(queries.own(request.user).filter(framework__code=code))
    if not history:
        return _nothing_yet(request, code)
    return render(request, "reports/profile.html", _page(_latest(history), history))


def _nothing_yet(request: SignedInRequest, code: str) -> HttpResponse:
    version = get_object_or_404(Version.objects.current().only("title"), framework__code=code)
    return render(request, "reports/nothing_yet.html", {"title": version.title, "code": code})


def assessment_profile(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one assessment as it was; what is planned stands by the latest alone."""
    assessment = get_object_or_404(queries.own(request.user), pk=pk)
    history = list(queries.own(request.user).filter(framework=assessment.framework_id))
    return render(request, "reports/profile.html", _page(assessment, history))


def _latest(history: Sequence[Assessment]) -> Assessment:
    """Return the latest that is completed, else the draft."""
    return next((assessment for assessment in history if assessment.is_completed), history[0])


def _page(assessment: Assessment, history: Sequence[Assessment]) -> dict[str, Any]:
    is_latest = assessment == _latest(history)
    actions = queries.actions_of(assessment) if is_latest else None
    reading = queries.read(assessment, history={past.pk: past for past in history})
    return {
        "reading": reading,
        "assessment": assessment,
        "content": assessment.content,
        "is_latest": is_latest,
        "groups": cards.groups(reading, actions),
        "none_below": bool(reading.target) and not reading.profile.standing(Standing.BELOW),
        "left": cards.left(reading, actions or {}),
        "changes": list(cards.changes(reading)),
        "unchanged": len(reading.profile.changed(Change.SAME)),
        "history": cards.history(history),
        "draft": next((past for past in history if past.is_draft), None),
        **_pictures(reading.profile),
    }


def _pictures(profile: Profile) -> dict[str, Any]:
    axis = charts.axis_of(profile.scale)
    return {"legend": charts.legend_html(axis), "domains": [_pictured(domain, axis) for domain in profile.domains]}


def _pictured(domain: DomainProfile, axis: Axis) -> dict[str, Any]:
    title, excluded = domain.domain.title, len(domain.lines) - domain.counted
    return {
        "title": title,
        "bar": charts.bar_html(title, axis, charts.counts_of(domain, axis), excluded),
        "rows": [charts.row_html(line.statement, axis, charts.marks_of(line)) for line in domain.lines],
    }
