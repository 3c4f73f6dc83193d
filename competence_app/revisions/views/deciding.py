"""What an editor decides of a version: to publish, to discard, to retire; each is asked first."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from competence_app.audit.models import Entry
from competence_app.catalogue.actions import drafting, retiring
from competence_app.catalogue.actions.drafting import OvertakenError
from competence_app.catalogue.doors import draft_or_404, editors_only, in_state_or_404
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.models import Comment, Version
from competence_app.catalogue.queries import current_of, published_as, successor_of
from competence_app.people.requests import SignedInRequest
from competence_app.revisions.actions import signing_off
from competence_app.revisions.actions.signing_off import UnapprovedError, approval_standing
from competence_app.revisions.forms.sending import PublishForm
from competence_app.revisions.queries.previewing import preview_of
from competence_app.revisions.wording import DONE


@editors_only
def publish_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Say what publishing does to how many people; publish what was seen, or nothing.

    What follows another version must say first what is new.
    """
    form = PublishForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (former := published_as(code, form.cleaned_data["digest"])):
        return _published(request, former)  # by the first of two presses
    draft = draft_or_404(request, code, pk)
    if form.is_valid():
        return _publish(request, draft, form)
    preview = preview_of(draft)
    if preview.lacks_changes:
        return redirect("announce", code, pk)
    standing = approval_standing(draft)
    shown = {"draft": draft, "preview": preview, "form": PublishForm.of(draft, preview.current)}
    shown |= {"standing": standing, "unsettled": Comment.objects.of(draft).unsettled().count()}
    return render(request, "revisions/publish.html", shown)


def _publish(request: SignedInRequest, draft: Version, form: PublishForm) -> HttpResponse:
    draft.digest = form.cleaned_data["digest"]
    try:
        return _published(
            request, signing_off.publish_approved(draft, expected=form.cleaned_data["expected"], by=request.user)
        )
    except (OvertakenError, UnreadableError, UnapprovedError) as refusal:
        messages.error(request, str(refusal))
        return redirect("preview", draft.framework.code, draft.pk)


def _published(request: SignedInRequest, version: Version) -> HttpResponse:
    messages.success(request, DONE["publish"].format(version=version.label))
    return redirect("framework", version.framework.code)


@editors_only
def discard_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Ask, then delete a draft; of a button pressed twice, the second leads on too."""
    if request.method == "POST" and Entry.objects.filter(by=request.user).of_what("discard", Version, pk).exists():
        messages.success(request, DONE["discarded already"])
        return redirect("frameworks")
    draft = draft_or_404(request, code, pk)
    if request.method != "POST":
        return render(request, "revisions/discard.html", {"draft": draft})
    try:
        drafting.discard(draft, by=request.user)
    except OvertakenError as refusal:
        messages.error(request, str(refusal))
        return redirect("frameworks")
    messages.success(request, DONE["discard"].format(version=draft.label))
    return redirect("frameworks")


@editors_only
def retire_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Ask, then let nobody start on a published version any more."""
    version = in_state_or_404(request, Version.State.PUBLISHED, code, pk)
    if request.method != "POST":
        facts = {"version": version, "successor": successor_of(version), "is_current": current_of(version) == version}
        return render(request, "revisions/retire.html", facts)
    try:
        retiring.retire(version, by=request.user)
    except OvertakenError as refusal:
        if not Version.objects.filter(pk=version.pk, state=Version.State.RETIRED).exists():
            messages.error(request, str(refusal))
            return redirect("framework", code)
    messages.success(request, DONE["retire"].format(version=version.label))
    return redirect("framework", code)
