"""The whole record, as auditors read it: that they do is on record too."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from competence_app.audit.actions import record, record_once_a_day
from competence_app.oversight.doors import auditors_only
from competence_app.oversight.forms import RecordForm
from competence_app.oversight.layout import deeds, record_table
from competence_app.oversight.queries import page_of_record
from competence_app.oversight.rules.places import RecordPlace
from competence_app.people.requests import SignedInRequest
from competence_app.ui.books.comma_separated import pieces_of
from competence_app.ui.books.formats import FORMATS
from competence_app.ui.books.tables import dated
from competence_app.ui.downloads import Download, Stream, sent_as_made


@require_safe
@auditors_only
def record_page(request: SignedInRequest) -> HttpResponse:
    """List the lines that are asked for, the newest first."""
    form = RecordForm(request.GET)
    if not form.is_valid():
        return render(request, "oversight/record.html", {"form": form})
    record_once_a_day("read record", request.user, by=request.user, about=form.asked.about)
    lines, following = page_of_record(form.asked, after := RecordPlace.written(request.GET.get("after", "")))
    shown = {"form": form, "deeds": deeds(lines), "following": following, "is_first": after is None}
    return render(request, "oversight/record.html", shown)


@require_safe
@auditors_only
def record_file(request: SignedInRequest) -> Stream | Download | HttpResponseRedirect:
    """Give all of them as CSV; what makes no sense leads back to the page, which says so."""
    form = RecordForm(request.GET)
    if not form.is_valid():
        return redirect(f"../?{request.GET.urlencode()}")
    record("take record along", request.user, by=request.user, about=form.asked.about)
    pieces = pieces_of(record_table(form.asked))
    return sent_as_made(request, pieces, name=f"{dated('record')}.csv", media_type=FORMATS["csv"].media_type)
