"""Files of ratings: nothing changes by asking for one, so each is a link."""

from collections.abc import Iterator
from functools import partial

from django.http import Http404
from django.views.decorators.http import require_safe

from competence_app.assessments.doors import supervised_or_404
from competence_app.assessments.models import Assessment
from competence_app.audit.actions import record, record_each, record_once_a_day
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest
from competence_app.reports import doors
from competence_app.reports.exports.archive import write_archive
from competence_app.reports.forms import OwnFileForm, StaffFileForm
from competence_app.reports.layout.files.people import people_book
from competence_app.reports.layout.files.ratings import own_book, staff_book
from competence_app.reports.queries.people import agreements_of, supervised_by
from competence_app.reports.queries.profile import latest_of
from competence_app.reports.queries.ratings import Heard, Taken, heard_by_parts, heard_in
from competence_app.ui.books.formats import format_asked
from competence_app.ui.books.tables import dated
from competence_app.ui.downloads import Download, Stream


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
    file = format_asked(request.GET.get("as", "")).download(book)
    record_once_a_day("take own along", latest, by=request.user, about=request.user)
    return file


@require_safe
def my_data_file(request: SignedInRequest) -> Download:
    """Give everything held about whoever asks."""
    write = partial(write_archive, request.user)
    file = Download(write, name=f"{dated('my-data')}.zip", media_type="application/zip")
    record("take all along", request.user, by=request.user, about=request.user)
    return file


@require_safe
def staff_ratings_file(request: SignedInRequest, person: int, code: str) -> Download:
    """Give what was shown to a supervisor of one person's ratings in a framework; each assessment's record says so."""
    somebody = supervised_or_404(person, by=request.user)
    shown = doors.shown_assessments(somebody, to=request.user).filter(framework__code=code)
    latest = shown.first()
    if not latest:
        raise Http404
    taken = Taken(heard_in(shown))
    notes, by = StaffFileForm(request.GET).has_notes, str(request.user)
    book = staff_book(taken, latest.content, whose=somebody.full_name, by=by, notes=notes)
    file = format_asked(request.GET.get("as", "")).download(book)
    record_each("take along", Assessment, taken.keys, by=request.user)  # what cannot be made is taken by nobody
    return file


@require_safe
def people_ratings_file(request: SignedInRequest) -> Stream | Download:
    """Give the latest that was shown to a supervisor of everybody whom they supervise, while it is read."""
    if not request.user.is_supervisor:
        raise Http404
    shown = Assessment.objects.shown_to(request.user)
    taken = _noted(heard_by_parts(shown, shown.latest_of_each()), by=request.user)
    people, agreements = supervised_by(request.user), agreements_of(request.user)
    notes = StaffFileForm(request.GET).has_notes
    book = people_book(taken, people, agreements, by=str(request.user), notes=notes)
    return format_asked(request.GET.get("as", "")).stream(book, request)


def _noted(parts: Iterator[list[Heard]], *, by: User) -> Iterator[Heard]:
    """Write down what is taken before it leaves: nobody gets what is on no record, however the file ends."""
    for some in parts:
        record_each("take along", Assessment, [(heard.pk, heard.person.pk) for heard in some], by=by)
        yield from some
