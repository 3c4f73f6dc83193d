"""What everybody may read: a framework with its versions, each as practitioners see it, and its files."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.timezone import localdate

from competence_app.catalogue.doors import version_or_404
from competence_app.catalogue.exports.papers import PAPERS, seconds_for
from competence_app.catalogue.formats.exporting.offers import offers_of
from competence_app.catalogue.formats.files import example_in
from competence_app.catalogue.formats.registry import FORMATS, Format, Written
from competence_app.catalogue.queries import (
    content_of,
    current_of,
    file_of,
    review_of,
    targets_in_words,
    version_entries,
)
from competence_app.people.requests import SignedInRequest
from competence_app.ui.languages import OURS


def framework_page(request: SignedInRequest, code: str) -> HttpResponse:
    """List a framework's versions."""
    rows = version_entries(code, request.user, localdate())
    if not rows:
        raise Http404
    current = next((row.version for row in rows if row.is_current), None)
    facts = {"code": code, "rows": rows, "current": current, "latest": current or rows[0].version}
    more = {"says_what_was_new": any(row.version.changes for row in rows), "formats": FORMATS.values()}
    return render(request, "catalogue/framework.html", facts | more)


def version_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Show a version's whole text."""
    shown = version_or_404(request, code, pk)
    content = content_of(pk)
    facts = {
        "version": shown,
        "content": content,
        "targets": targets_in_words(content),
        "is_current": current_of(shown) == shown,
        "review": review_of(content.source, localdate()),
        "formats": FORMATS.values(),
        "papers": [paper for paper in PAPERS.values() if paper.may_be_waited_for(content)],
        "has_all_papers": all(paper.may_be_waited_for(content) for paper in PAPERS.values()),
        "seconds": seconds_for(content),
    }
    return render(request, "catalogue/version.html", facts)


def downloads_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Offer a version in every format, each with what of it such a file leaves out."""
    shown = version_or_404(request, code, pk)
    return render(request, "catalogue/downloads.html", {"version": shown, "offers": offers_of(content_of(pk))})


def version_file(request: SignedInRequest, code: str, pk: int, written_as: Written) -> HttpResponse:
    """Give a version as a file to be edited and uploaded again."""
    given = version_or_404(request, code, pk)
    return framework_file(
        file_of(given, written_as), f"{given.framework.code}-{given.label}", written_as, given.language
    )


def template_file(_request: SignedInRequest, written_as: Format) -> HttpResponse:
    """Give a file to begin a new framework with."""
    return framework_file(example_in(written_as), "framework", written_as, OURS)


def framework_file(data: bytes, name: str, written_as: Written, language: str) -> HttpResponse:
    """Return a framework's file to be kept under this name, in the language of its words."""
    filename = get_valid_filename(name + written_as.suffixes[0])
    disposition = content_disposition_header(as_attachment=True, filename=filename)
    headers = {"Content-Disposition": disposition, "Content-Language": language}
    return HttpResponse(data, content_type=written_as.media_type, headers=headers)
