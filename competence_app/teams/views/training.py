"""Training needs: what all whom a supervisor supervises need of each competence of a framework."""

from collections.abc import Callable, Sequence
from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from competence_app.assessments.models import Assessment
from competence_app.audit.actions import record_each, record_each_once_a_day
from competence_app.catalogue.queries import content_of, current_versions
from competence_app.catalogue.rules.schema import Content
from competence_app.people.layout import restricted_in_words
from competence_app.people.requests import SignedInRequest
from competence_app.teams.doors import asked_version, supervisor_or_404
from competence_app.teams.forms.standing import TrainingForm
from competence_app.teams.layout.sheet import TeamSheetRow, agreed_in, sheet_book, sheet_rows, sheet_values
from competence_app.teams.layout.training import training_context
from competence_app.teams.queries.matrix import people_lines
from competence_app.teams.rules.matrix import shown_in
from competence_app.teams.rules.training import training_needs
from competence_app.ui.books.formats import format_asked
from competence_app.ui.books.tables import dated
from competence_app.ui.downloads import Download
from competence_app.ui.typesetting import typeset

File = HttpResponse | Download
Sheet = Callable[[SignedInRequest, Content, Sequence[TeamSheetRow]], File]


@require_safe
def training_page(request: SignedInRequest) -> HttpResponse:
    """Show who needs what; each of whom anything is shown can read that it was looked at."""
    reader, versions = supervisor_or_404(request.user), current_versions()
    if not versions:
        return render(request, "teams/training.html", {})
    version = asked_version(versions, request.GET.get("framework"))
    everybody, content = people_lines(reader, version), content_of(version.pk)
    people = [line.person for line in everybody]
    form = TrainingForm.asked(request.GET, versions=versions, version=version, people=people)
    lines = form.keep(everybody)
    record_each_once_a_day("see matrix", Assessment, shown_in(lines), by=reader)
    page = training_context(content, form.arranged(training_needs(content, lines)))
    shown = {"form": form, "people": len(lines), "restricted": restricted_in_words(reader)}
    return render(request, "teams/training.html", shown | page)


def of_everybody(sheet: Sheet) -> Callable[[SignedInRequest], File]:
    """Make a sheet that leaves the ward: always of all whom its maker supervises, and on the record of each in it.

    One of some of them, taken from one of all, would tell of the others.
    """

    @require_safe
    @wraps(sheet)
    def made(request: SignedInRequest) -> File:
        reader, versions = supervisor_or_404(request.user), current_versions()
        if not versions:
            raise Http404
        version = asked_version(versions, request.GET.get("framework"))
        lines, content = agreed_in(people_lines(reader, version)), content_of(version.pk)
        file = sheet(request, content, sheet_rows(content, lines))
        record_each("take counts along", Assessment, shown_in(lines), by=reader)
        return file

    return made


@of_everybody
def training_file(request: SignedInRequest, content: Content, rows: Sequence[TeamSheetRow]) -> Download:
    """Give the counts as a table."""
    return format_asked(request.GET.get("as", "")).download(sheet_book(content, rows, by=str(request.user)))


@of_everybody
def training_pdf(request: SignedInRequest, content: Content, rows: Sequence[TeamSheetRow]) -> HttpResponse:
    """Give the counts on paper."""
    today = localdate()
    values = sheet_values(content, rows, by=str(request.user), on=today)
    named = content_disposition_header(as_attachment=True, filename=f"{dated(f'{content.code}-training-needs')}.pdf")
    pdf = typeset("teams/pdf/training.typ", values, day=today)
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": str(named)})
