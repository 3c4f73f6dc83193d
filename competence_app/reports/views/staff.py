"""What a supervisor sees of those they supervise: what was sent to or shared with them, once they have rated it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from competence_app.assessments.doors import supervised_or_404
from competence_app.assessments.models import Assessment, AssessmentQuerySet
from competence_app.assessments.queries import plans
from competence_app.assessments.rules.lifecycle import State
from competence_app.audit.actions import record_once_a_day
from competence_app.catalogue.doors import titled_or_404
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest
from competence_app.reports import doors
from competence_app.reports.layout import past
from competence_app.reports.layout.page import Around, profile_context
from competence_app.reports.queries.due import NextAssessment, next_assessments
from competence_app.reports.queries.profile import read_profile
from competence_app.reports.rules.asking import ProfileFilter
from competence_app.reports.wording import of_staff


@require_safe
def staff_page(request: SignedInRequest, person: int) -> HttpResponse:
    """Show which frameworks there is something to see of; the only one opens at once."""
    somebody = supervised_or_404(person, by=request.user)
    latest: dict[str, Assessment] = {}
    for assessment in doors.shown_assessments(somebody, to=request.user):
        latest.setdefault(assessment.content.code, assessment)
    due = next_assessments(somebody)
    codes = sorted({*latest, *due})
    if len(codes) == 1:
        return redirect("staff-profile", person, *codes)
    listed = [_listed(latest.get(code), due.get(code)) for code in codes]
    shown = {"person": somebody, "listed": listed, "waiting": _waiting(request, somebody)}
    return render(request, "reports/staff.html", shown)


def _listed(latest: Assessment | None, due: NextAssessment | None) -> dict[str, Any]:
    """Return a framework as the list shows it: something of it was shown to the supervisor, or agreed with others."""
    version = latest.content if latest else due and due.content
    return {"version": version, "words": past.progress_in_words(latest) if latest else "", "due": due}


@require_safe
def staff_profile_page(request: SignedInRequest, person: int, code: str) -> HttpResponse:
    """Show the latest assessment of a framework that the supervisor may read, with what is planned."""
    if history := doors.shown_on_profile(person, code, to=request.user):
        also = {"plans": plans.open_plans_by_code(history[0]), "due": _due(history[0].practitioner, code)}
        return _page(request, history[0], history, **also)
    somebody = supervised_or_404(person, by=request.user)
    nothing = {"person": somebody, "version": titled_or_404(code), "due": _due(somebody, code)}
    return render(request, "reports/nothing_shown.html", nothing | {"waiting": _waiting(request, somebody)})


def _due(somebody: User, code: str) -> NextAssessment | None:
    return next_assessments(somebody).get(code)


def _waiting(request: SignedInRequest, somebody: User) -> AssessmentQuerySet:
    """Return what the person has sent to the supervisor, who has not rated it yet."""
    return Assessment.objects.sent_to(request.user).of(somebody).filter(state=State.SUBMITTED)


@require_safe
def staff_assessment_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one assessment as it was."""
    shown = doors.readable_assessment(request.user, pk)
    history = doors.shown_assessments(shown.practitioner, to=request.user).filter(framework=shown.framework_id)
    return _page(request, shown, list(history), is_latest=False)


def _page(request: SignedInRequest, shown: Assessment, history: Sequence[Assessment], **also: Any) -> HttpResponse:
    somebody = shown.practitioner
    record_once_a_day("see profile", shown, by=request.user, about=somebody)
    whose = of_staff(somebody.bare_name.partition(" ")[0])
    around = Around(whose, request.user, ProfileFilter.of(request.GET, shown.content), **also)
    page = profile_context(read_profile(shown, history=history), around)
    return render(request, "reports/staff_profile.html", page)
