"""Team counts: how many people of a team gave which answer, one closed batch at a time."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from competence_app.assessments.models import Batch
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.batches import SMALLEST_BATCH
from competence_app.catalogue.doors import titled_or_404
from competence_app.catalogue.queries import content_of
from competence_app.people.requests import SignedInRequest
from competence_app.people.rules.headcounts import SMALLEST
from competence_app.teams import doors, queries, wording
from competence_app.teams.layout import counts

LIMITS = {"smallest": SMALLEST, "smallest_batch": SMALLEST_BATCH}  # people


@require_safe
def teams_page(request: SignedInRequest) -> HttpResponse:
    """List the teams that one leads, each with the frameworks that it has counts of; the only one opens at once."""
    led, counted = doors.led_teams(request.user), queries.counted_frameworks(request.user)
    listed = [(team, counted[team.pk]) for team in led]
    match listed:
        case [(team, only)] if len(only) == 1:
            return redirect("team", team.pk, *only)
    return render(request, "teams/teams.html", {"listed": listed, **LIMITS})


@require_safe
def team_page(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Show one batch of a team's answers to a framework: the one asked for, else the latest, agreed ones first."""
    led = doors.led_team(request.user, pk)
    batches = queries.batches_of(led, code, request.user)
    context = {"team": led, **LIMITS}
    if not batches:
        return render(request, "teams/team_without.html", context | {"version": titled_or_404(code)})
    batch = doors.asked_batch(batches, request.GET.get("batch"))
    return render(request, "teams/team.html", context | {"choice": counts.by_voice(batches)} | _page(batch))


def _page(batch: Batch) -> dict[str, Any]:
    content, voice = content_of(batch.version_id), Voice(batch.voice)
    return {
        "batch": batch,
        "content": content,
        "voice": wording.VOICES[voice],
        "is_agreed": voice is Voice.AGREED,
        "columns": counts.columns_of(content),
        "beside": counts.no_levels(content, voice),
        "domains": list(counts.count_rows(content, batch.counts)),
    }
