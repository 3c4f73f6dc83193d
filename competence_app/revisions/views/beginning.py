"""Beginning a draft without a file: with nothing, or with the words of a version."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from competence_app.catalogue.actions import drafting
from competence_app.catalogue.doors import editors_only, version_or_404
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of, current_contents
from competence_app.people.requests import SignedInRequest
from competence_app.revisions.forms.beginning import BeginForm, ReviseForm
from competence_app.revisions.forms.complaining import UNFIT
from competence_app.revisions.rules.editing import checked_content, revision_of
from competence_app.revisions.wording import EDITED


@editors_only
def begin_page(request: SignedInRequest) -> HttpResponse:
    """Ask for as little as makes a framework, and lead to where the rest is written."""
    form = BeginForm(request.POST if request.method == "POST" else None, scales=current_contents())
    if form.is_valid():
        try:
            draft = drafting.begin(checked_content(form.said), by=request.user)
        except UNFIT as error:
            form.refuse(error)
        else:
            return _begun(request, draft)
    return render(request, "revisions/editing/begin.html", {"form": form})


@editors_only
def revise_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Ask what the version is called that begins with the words of a published one."""
    version = version_or_404(request, code, pk)
    if version.state == Version.State.DRAFT:
        raise Http404
    form = ReviseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            draft = drafting.begin(revision_of(content_of(pk), form.cleaned_data["version"]), by=request.user)
        except UNFIT as error:
            form.refuse(error)
        else:
            return _begun(request, draft)
    return render(request, "revisions/editing/revise.html", {"version": version, "form": form})


def _begun(request: SignedInRequest, draft: Version) -> HttpResponse:
    messages.success(request, EDITED["begun"])
    return redirect("desk", draft.framework.code, draft.pk)
