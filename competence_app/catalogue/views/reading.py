"""What everybody may read: a framework with its versions, each as practitioners see it, and its files."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.timezone import localdate

from competence_app.catalogue.doors import version_or_404
from competence_app.catalogue.formats.workbook import writing as sheet_writing
from competence_app.catalogue.formats.yaml import writing as dump
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of, current_of, review_of, targets_in_words, version_entries
from competence_app.people.requests import SignedInRequest

_YAML = "application/yaml; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def framework_page(request: SignedInRequest, code: str) -> HttpResponse:
    """List a framework's versions."""
    rows = version_entries(code, request.user, localdate())
    if not rows:
        raise Http404
    current = next((row.version for row in rows if row.is_current), None)
    facts = {"code": code, "rows": rows, "current": current, "latest": current or rows[0].version}
    return render(request, "catalogue/framework.html", facts)


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
    }
    return render(request, "catalogue/version.html", facts)


def yaml_file(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Give a version's YAML, exactly as it was uploaded."""
    given = version_or_404(request, code, pk)
    return _file(given.text.encode(), _YAML, _name(given, "yaml"))


def xlsx_file(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Give a version as a workbook to be edited and uploaded again."""
    given = version_or_404(request, code, pk)
    return _file(sheet_writing.write(content_of(pk)), _XLSX, _name(given, "xlsx"))


def template_file(_request: SignedInRequest) -> HttpResponse:
    """Give YAML to begin a new framework with."""
    return _file(dump.template().encode(), _YAML, "framework.yaml")


def _name(version: Version, kind: str) -> str:
    return get_valid_filename(f"{version.framework.code}-{version.label}.{kind}")


def _file(data: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": disposition})
