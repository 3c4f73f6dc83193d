"""Team counts: how many people of a team gave which answer, one closed batch at a time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from competence_app.assessments.actions.counting import SMALLEST_BATCH
from competence_app.assessments.models import Batch
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.comparison import review_scale
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.scale import Scale
from competence_app.catalogue.rules.schema import Content
from competence_app.people.models import Team
from competence_app.people.requests import SignedInRequest
from competence_app.teams.rules.disclosure import SMALLEST, Span, spans

NO_LEVEL = "No level"
VOICES = {Voice.AGREED: "Agreed with their supervisors", Voice.SELF: "Rated by themselves"}
SHADES = 4
LIMITS = {"smallest": SMALLEST, "smallest_batch": SMALLEST_BATCH}  # people


@require_safe
def teams_page(request: SignedInRequest) -> HttpResponse:
    """List the teams that one leads, each with the frameworks that it has counts of; the only one opens at once."""
    led = get_list_or_404(Team.objects.led_by(request.user))
    counted: dict[int, dict[str, str]] = defaultdict(dict)
    found = Batch.objects.visible_to(request.user)
    for key, code, title in found.values_list("team", "version__framework__code", "version__title"):
        counted[key].setdefault(code, title)
    listed = [(team, counted[team.pk]) for team in led]
    match listed:
        case [(team_page, only)] if len(only) == 1:
            return redirect("team", team_page.pk, *only)
    return render(request, "teams/teams.html", {"listed": listed, **LIMITS})


@require_safe
def team_page(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Show one batch of a team's answers to a framework: the one asked for, else the latest, agreed ones first."""
    led = get_object_or_404(Team.objects.led_by(request.user), pk=pk)
    of_team = Batch.objects.visible_to(request.user).filter(team=led, version__framework__code=code)
    batches = list(of_team.only("voice", "closed_at", "version__label").select_related("version"))
    context = {"team": led, **LIMITS}
    if not batches:
        version = get_object_or_404(Version.objects.current().only("title"), framework__code=code)
        return render(request, "teams/team_without.html", context | {"title": version.title})
    batch = _asked(batches, request.GET.get("batch"))
    return render(request, "teams/team.html", context | _choice(batches) | _page(batch))


def _asked(batches: Sequence[Batch], asked: str | None) -> Batch:
    if asked is None:
        return next((batch for batch in batches if batch.voice == Voice.AGREED), batches[0])
    for batch in batches:
        if str(batch.pk) == asked:
            return batch
    raise Http404


def _choice(batches: Sequence[Batch]) -> dict[str, Any]:
    by_voice = [(words, [batch for batch in batches if batch.voice == voice]) for voice, words in VOICES.items()]
    return {"choice": [(words, found) for words, found in by_voice if found]}


def _page(batch: Batch) -> dict[str, Any]:
    content = content_of(batch.version_id)
    return {
        "batch": batch,
        "content": content,
        "voice": VOICES[Voice(batch.voice)],
        "is_agreed": batch.voice == Voice.AGREED,
        "columns": _columns(content.scale),
        "beside": [answer.label for answer in _scale(content, batch).off_scale],
        "domains": list(_domains(content, batch.counts)),
    }


def _scale(content: Content, batch: Batch) -> Scale:
    return review_scale(content.scale) if batch.voice == Voice.AGREED else content.scale


def _columns(scale: Scale) -> tuple[str, ...]:
    return (NO_LEVEL, *(level.label for level in scale.levels))


def _domains(content: Content, counts: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, list[SafeString]]]:
    """Yield each domain's title, and its statements as rows."""
    columns = _columns(content.scale)
    rows: dict[str, list[SafeString]] = defaultdict(list)
    for statement in content.statements:
        shown = spans(_in_columns(counts[statement.code], content.scale))
        rows[statement.domain].append(count_row_html(statement, columns, shown))
    for domain in content.domains:
        yield domain.title, rows[domain.code]


def _in_columns(by_choice: Mapping[str, int], scale: Scale) -> list[int]:
    levels = [by_choice.get(str(level.value), 0) for level in scale.levels]
    return [sum(by_choice.values()) - sum(levels), *levels]


@dataclass(frozen=True, slots=True)
class CountCell:
    """One number of a row; ``shade`` is 1 (palest) to ``SHADES``, by its share."""

    label: str
    width: int
    people: int
    shade: int


@lru_cache(maxsize=16384)
def count_row_html(statement: Statement, columns: tuple[str, ...], shown: tuple[Span, ...]) -> SafeString:
    """Draw a statement's row; without groups it says that there is nothing to show."""
    cells = list(_cells(columns, shown))
    context = {"statement": statement, "cells": cells, "width": len(columns)}
    return render_to_string("teams/team/row.html", context)


def _cells(columns: Sequence[str], shown: Sequence[Span]) -> Iterator[CountCell]:
    total, start = sum(group.people for group in shown), 0
    for group in shown:
        label = _label(columns[start : start + group.width])
        yield CountCell(label, group.width, group.people, 1 + group.people * SHADES // total)
        start += group.width


def _label(columns: Sequence[str]) -> str:
    first, *_, last = (*columns, columns[-1])
    if len(columns) == 1:
        return first
    return f"{first} {'or' if len(columns) == 2 else 'to'} {last}"  # noqa: PLR2004 - one or the other
