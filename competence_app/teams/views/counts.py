"""Team counts: how many people of a team have something to do about each competence, one closed batch at a time."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from competence_app.assessments.models import Batch
from competence_app.assessments.rules.batches import LONGEST_WAIT, SMALLEST_AFTER_WAITING, SMALLEST_BATCH
from competence_app.catalogue.doors import titled_or_404
from competence_app.people.models import Team
from competence_app.people.requests import SignedInRequest
from competence_app.people.rules.headcounts import SMALLEST
from competence_app.teams import doors
from competence_app.teams.forms.counting import CountsForm
from competence_app.teams.layout.counts import counts_context
from competence_app.teams.queries import counts as queries
from competence_app.teams.queries.organisation import counted_anywhere
from competence_app.teams.wording import asked_order

PER_PAGE = 30
LIMITS = {
    "smallest": SMALLEST,  # people, as are the next two
    "smallest_batch": SMALLEST_BATCH,
    "smallest_after_waiting": SMALLEST_AFTER_WAITING,
    "longest_wait": LONGEST_WAIT,  # months
}


@require_safe
def teams_page(request: SignedInRequest) -> HttpResponse:
    """List the teams that one leads, each with the frameworks that it has counts of; the only one opens at once."""
    page = Paginator(doors.led_teams(request.user), PER_PAGE).get_page(request.GET.get("page"))
    teams = list(page)
    counted = queries.counted_frameworks(request.user, teams)
    everywhere = counted_anywhere(request.user) if request.user.is_organisation_lead else []
    if not everywhere and page.paginator.count == 1 and len(counted[teams[0].pk]) == 1:
        return redirect("team", teams[0].pk, *counted[teams[0].pk])
    hidden = queries.hidden_by_team(request.user, teams)
    listed = [(team, counted[team.pk], hidden.get(team.pk, 0)) for team in teams]
    return render(request, "teams/teams.html", {"everywhere": everywhere, "page": page, "listed": listed, **LIMITS})


@require_safe
def team_page(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Show one batch of a team's answers to a framework: the one asked for, else the latest, agreed ones first."""
    led = doors.led_team(request.user, pk)
    batches = queries.batches_of(led, code, request.user)
    context = {"team": led, "hidden": queries.hidden_count(request.user, led, code), **LIMITS}
    if not batches:
        without = {"version": titled_or_404(code), "outlook": queries.outlook(led)}
        return render(request, "teams/team_without.html", context | without)
    shown = doors.asked_batch(batches, request.GET.get("batch"))
    beside = doors.batch_beside(batches, shown, request.GET.get("beside"))
    return render(request, "teams/team.html", context | _page(led, batches, shown, beside, request))


def _page(
    team: Team, batches: Sequence[Batch], shown: Batch, beside: Batch | None, request: SignedInRequest
) -> dict[str, Any]:
    framework, order = shown.version.framework, asked_order(request.GET.get("order"))
    counted = queries.with_counts(shown, *([beside] if beside else []))
    return {
        "form": CountsForm(batches, shown, beside, order),
        "framework": framework,
        "headway": queries.headway(team, framework),
        **counts_context(*counted, months=framework.interval, order=order),
    }
