"""A draft before it is published: what differs, what that does to whom, and what an editor says of it."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from competence_app.catalogue.actions import drafting
from competence_app.catalogue.actions.drafting import OvertakenError
from competence_app.catalogue.doors import draft_or_404, editors_only, version_or_404
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.registry import FORMATS
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of, current_of
from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.schema import Content
from competence_app.people.requests import SignedInRequest
from competence_app.revisions.forms.sending import ReplacesForm
from competence_app.revisions.queries.previewing import gone_from, preview_of


@editors_only
def preview_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Show the difference to the current version and its effect; what is no draft any more is shown as it is."""
    draft = version_or_404(request, code, pk)
    if draft.state != Version.State.DRAFT:
        return redirect("version", code, pk)
    shown = {"draft": draft, "preview": preview_of(draft), "formats": FORMATS.values()}
    return render(request, "revisions/preview.html", shown)


@require_POST
@editors_only
def mark_button(request: SignedInRequest, code: str, pk: int, competence: str) -> HttpResponse:
    """Say that a rewording keeps the meaning (``change`` is editorial), or that it does not."""
    draft = draft_or_404(request, code, pk)
    _competence(content_of(pk), competence)
    change = "editorial" if request.POST.get("change") == "editorial" else ""
    return _amended(request, draft, competence, change=change)


@editors_only
def replaces_page(request: SignedInRequest, code: str, pk: int, competence: str) -> HttpResponse:
    """Say which older statements a competence stands for."""
    draft = draft_or_404(request, code, pk)
    content, current = content_of(pk), current_of(draft)
    subject = _competence(content, competence)
    gone = gone_from(content_of(current.pk), content) if current else ()
    form = ReplacesForm(request.POST if request.method == "POST" else None, gone=gone, initial=_said(subject))
    if form.is_valid():
        return _amended(request, draft, competence, replaces=form.cleaned_data["replaces"])
    return render(request, "revisions/replaces.html", {"draft": draft, "competence": subject, "form": form})


def _competence(content: Content, code: str) -> Competence:
    for competence in content.competences:
        if competence.code == code:
            return competence
    raise Http404


def _said(competence: Competence) -> dict[str, list[str]]:
    return {"replaces": list(competence.replaces)}


def _amended(
    request: SignedInRequest,
    draft: Version,
    competence: str,
    *,
    change: str | None = None,
    replaces: Sequence[str] | None = None,
) -> HttpResponse:
    try:
        drafting.amend(draft, competence, change=change, replaces=replaces, by=request.user)
    except (OvertakenError, UnreadableError) as refusal:
        messages.error(request, str(refusal))
        return redirect("framework", draft.framework.code)
    address = reverse("preview", args=[draft.framework.code, draft.pk])
    return redirect(f"{address}#c-{competence}")
