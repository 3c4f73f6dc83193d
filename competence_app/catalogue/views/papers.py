"""A version on paper, and as a document to revise in Word."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_safe

from competence_app.catalogue.doors import version_or_404
from competence_app.catalogue.exports.papers import Paper
from competence_app.catalogue.layout.version import status_of
from competence_app.catalogue.queries import content_of, role_titles
from competence_app.people.requests import SignedInRequest


@require_safe
def paper_file(request: SignedInRequest, code: str, pk: int, paper: Paper) -> HttpResponse:
    """Give a version as a file that is made for people to read; one that takes too long is not there."""
    given = version_or_404(request, code, pk)
    content = content_of(pk)
    if not paper.may_be_waited_for(content):
        raise Http404
    data = paper.write(content, role_titles(), status=status_of(given))
    name = get_valid_filename(f"{code}-{given.label}{paper.suffixes[0]}")
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(data, content_type=paper.media_type, headers={"Content-Disposition": str(disposition)})
