"""The matrix: where all whom a supervisor supervises stand with each competence of a framework."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from competence_app.assessments.models import Assessment
from competence_app.audit.actions import record_each, record_each_once_a_day
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of, current_versions
from competence_app.people.layout import restricted_in_words
from competence_app.people.requests import SignedInRequest
from competence_app.teams import wording
from competence_app.teams.doors import asked_version, supervisor_or_404
from competence_app.teams.forms.standing import MatrixForm
from competence_app.teams.layout.books import matrix_book
from competence_app.teams.layout.matrix import matrix_context
from competence_app.teams.queries.matrix import people_lines
from competence_app.teams.rules.matrix import PersonLine, shown_in
from competence_app.ui.books.formats import format_asked
from competence_app.ui.downloads import Download


@require_safe
def matrix_page(request: SignedInRequest) -> HttpResponse:
    """Show people by competences; each of whom anything is shown can read that it was looked at."""
    reader, versions = supervisor_or_404(request.user), current_versions()
    if not versions:
        return render(request, "teams/matrix.html", {})
    form, lines = _asked(request, versions)
    record_each_once_a_day("see matrix", Assessment, shown_in(lines), by=reader)
    content = content_of(form.version.pk)
    shown = {"form": form, "restricted": restricted_in_words(reader)}
    return render(request, "teams/matrix.html", shown | matrix_context(content, form.parts, lines))


@require_safe
def matrix_file(request: SignedInRequest) -> Download:
    """Give the same as a table to take along; the record of each whose levels are in it says so."""
    reader, versions = supervisor_or_404(request.user), current_versions()
    if not versions:
        raise Http404
    form, lines = _asked(request, versions)
    people = form.whom or wording.EVERYBODY
    book = matrix_book(content_of(form.version.pk), form.statements, lines, by=str(reader), people=people)
    file = format_asked(request.GET.get("as", "")).download(book)
    record_each("take matrix along", Assessment, shown_in(lines), by=reader)
    return file


def _asked(request: SignedInRequest, versions: Sequence[Version]) -> tuple[MatrixForm, list[PersonLine]]:
    """Return what was asked for, and the people's lines that answer it."""
    version = asked_version(versions, request.GET.get("framework"))
    everybody = people_lines(request.user, version)
    people = [line.person for line in everybody]
    form = MatrixForm.asked(request.GET, versions=versions, version=version, people=people)
    return form, form.arranged(everybody)
