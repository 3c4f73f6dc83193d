"""Counts of all teams, for whoever leads the organisation."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from competence_app.audit.actions import record
from competence_app.catalogue.models import Framework
from competence_app.catalogue.queries import content_of
from competence_app.people.requests import SignedInRequest
from competence_app.people.rules.headcounts import SMALLEST
from competence_app.teams import doors
from competence_app.teams.forms.counting import EverywhereForm
from competence_app.teams.layout.needs import NeedRow, rows_by_need
from competence_app.teams.layout.organisation import Everywhere
from competence_app.teams.layout.taking import everywhere_book, everywhere_values
from competence_app.teams.queries.organisation import batches_everywhere
from competence_app.teams.wording import VOICES
from competence_app.ui.books.formats import format_asked
from competence_app.ui.books.tables import dated
from competence_app.ui.downloads import Download
from competence_app.ui.typesetting import typeset


@require_safe
def organisation_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Show what all teams together have to do about each competence, and how that went by quarter."""
    context, everywhere = _everywhere(request, code)
    table = {"rows": _in_order(everywhere.summed_rows(), context["form"]), "columns": everywhere.sum_columns}
    return render(request, "teams/organisation.html", context | table)


@require_safe
def organisation_teams_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the same team beside team."""
    context, everywhere = _everywhere(request, code)
    table = {"rows": _in_order(everywhere.team_rows(), context["form"]), "columns": everywhere.team_columns}
    return render(request, "teams/organisation_teams.html", context | table)


def _everywhere(request: SignedInRequest, code: str) -> tuple[dict[str, Any], Everywhere]:
    version, form = doors.organisation_version(request.user, code), EverywhereForm.asked(request.GET)
    content = content_of(version.pk)
    everywhere = Everywhere(content, version.pk, batches_everywhere(request.user, version, form.shown))
    context = {"form": form, "code": code, "content": content, "everywhere": everywhere, "smallest": SMALLEST}
    return context | {"asked": request.GET.urlencode()}, everywhere


def _in_order(rows: list[NeedRow], form: EverywhereForm) -> list[NeedRow]:
    return rows_by_need(rows) if form.is_by_need else rows


@require_safe
def organisation_file(request: SignedInRequest, code: str) -> Download:
    """Give the counts of all teams as tables."""
    context, everywhere = _everywhere(request, code)
    book = everywhere_book(everywhere, whose=VOICES[context["form"].shown], by=str(request.user))
    file = format_asked(request.GET.get("as", "")).download(book)
    _on_record(request, code)
    return file


@require_safe
def organisation_pdf(request: SignedInRequest, code: str) -> HttpResponse:
    """Give their sums on paper."""
    context, everywhere = _everywhere(request, code)
    today, whose = localdate(), VOICES[context["form"].shown]
    values = everywhere_values(everywhere, whose=whose, by=str(request.user), on=today)
    named = content_disposition_header(as_attachment=True, filename=f"{dated(f'{code}-all-teams')}.pdf")
    pdf = typeset("teams/pdf/training.typ", values, day=today)
    _on_record(request, code)
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": str(named)})


def _on_record(request: SignedInRequest, code: str) -> None:
    record("take all teams along", Framework.objects.get(code=code), by=request.user)
