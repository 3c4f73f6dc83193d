"""What became of ratings over time: of a whole framework, and of one competence."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from competence_app.assessments.doors import supervised_or_404
from competence_app.assessments.models import Assessment
from competence_app.assessments.queries import plans
from competence_app.audit.actions import record_once_a_day
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest
from competence_app.reports import doors
from competence_app.reports.layout import past
from competence_app.reports.layout.life import life_context
from competence_app.reports.layout.over_time import over_time_context
from competence_app.reports.queries.lives import Moment, lives
from competence_app.reports.queries.lookers import lookers
from competence_app.reports.queries.profile import latest_of, read_profile, read_rounds
from competence_app.reports.wording import OWN, Pronouns, of_staff


@require_safe
def over_time_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Show how one's own ratings changed, and all one's assessments of a framework."""
    history = list(doors.own_with_raters(request.user).filter(framework__code=code))
    if not history:
        return redirect("framework-profile", code)  # which says how to begin
    return render(request, "reports/over_time.html", _over_time(history, OWN))


@require_safe
def staff_over_time_page(request: SignedInRequest, person: int, code: str) -> HttpResponse:
    """Show the same of somebody whom one supervises, as far as it was shown to the reader."""
    somebody = supervised_or_404(person, by=request.user)
    history = _shown(request, somebody, code)
    return render(request, "reports/staff_over_time.html", {"person": somebody, **_over_time(history, _of(somebody))})


def _over_time(history: Sequence[Assessment], whose: Pronouns) -> dict[str, Any]:
    rounds = read_rounds(history)
    page = over_time_context(rounds, read_profile(latest_of(history), history=history)) if rounds else {}
    listed = [(one, past.progress_in_words(one)) for one in history]
    return {"content": history[0].content, "whose": whose, "history": listed, **page}


@require_safe
def life_page(request: SignedInRequest, code: str, competence: str) -> HttpResponse:
    """Show all that one's own assessments say of one competence, and who saw that."""
    history = list(doors.own_with_raters(request.user).filter(framework__code=code))
    moments = _moments(history, competence)
    planned = plans.plans_by_code(history[0]).get(competence, ())
    seen = lookers(history, request.user)
    page = life_context(moments, planned, whose=OWN, reader=request.user, seen=seen)
    return render(request, "reports/life.html", page)


@require_safe
def staff_life_page(request: SignedInRequest, person: int, code: str, competence: str) -> HttpResponse:
    """Show the same of somebody whom one supervises, as far as it was shown to the reader."""
    somebody = supervised_or_404(person, by=request.user)
    history = _shown(request, somebody, code)
    moments = _moments(history, competence)
    planned = plans.open_plans_by_code(history[0]).get(competence, ())
    page = life_context(moments, planned, whose=_of(somebody), reader=request.user)
    return render(request, "reports/staff_life.html", {"person": somebody, **page})


def _shown(request: SignedInRequest, somebody: User, code: str) -> Sequence[Assessment]:
    """Return what was shown to the reader, the latest first, and note the look; raise ``Http404`` where it is none."""
    history = list(doors.shown_assessments(somebody, to=request.user).filter(framework__code=code))
    if not history:
        raise Http404
    record_once_a_day("see over time", history[0], by=request.user, about=somebody)
    return history


def _moments(history: Sequence[Assessment], competence: str) -> Sequence[Moment]:
    """Return the life of a competence up to the last time it was asked; raise ``Http404`` where it never was."""
    rounds = read_rounds(history)
    while rounds and competence not in rounds[-1].lines:
        rounds.pop()
    if not rounds:
        raise Http404
    return lives(rounds)[competence]


def _of(somebody: User) -> Pronouns:
    return of_staff(somebody.bare_name.partition(" ")[0])
