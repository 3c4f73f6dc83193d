"""Files of ratings: nothing changes by asking for one, so each is a link."""

from functools import partial

from django.http import Http404
from django.views.decorators.http import require_safe

from competence_app.people.requests import SignedInRequest
from competence_app.reports import doors
from competence_app.reports.exports.archive import write_archive
from competence_app.reports.exports.formats import format_asked
from competence_app.reports.forms import OwnFileForm
from competence_app.reports.layout.files.ratings import own_book
from competence_app.reports.layout.files.tables import dated
from competence_app.reports.queries.profile import latest_of
from competence_app.reports.queries.ratings import heard_in
from competence_app.ui.downloads import Download


@require_safe
def ratings_file(request: SignedInRequest, code: str) -> Download:
    """Give somebody's own ratings in a framework as tables; notes only where they were asked for."""
    own = doors.own_assessments(request.user).filter(framework__code=code)
    history = list(own)
    if not history:
        raise Http404
    form, latest = OwnFileForm(request.GET), latest_of(history)
    wanted = heard_in(own if form.is_all else own.filter(pk=latest.pk))
    book = own_book(wanted, latest.content, whose=request.user.full_name, is_all=form.is_all, notes=form.has_notes)
    return format_asked(request.GET.get("as", "")).download(book)


@require_safe
def my_data_file(request: SignedInRequest) -> Download:
    """Give everything held about whoever asks."""
    write = partial(write_archive, request.user)
    return Download(write, name=f"{dated('my-data')}.zip", media_type="application/zip")
