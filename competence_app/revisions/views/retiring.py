"""Announcing that a version will be retired, and calling it off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from competence_app.catalogue.actions.drafting import OvertakenError
from competence_app.catalogue.doors import editors_only, in_state_or_404
from competence_app.catalogue.models import Version
from competence_app.people.requests import SignedInRequest
from competence_app.people.wording import DAY
from competence_app.revisions.actions import retiring
from competence_app.revisions.forms.retiring import RetirementForm
from competence_app.revisions.wording import DONE


@editors_only
def announce_retirement_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Ask until when somebody starts on it, when it is retired and why; announce it."""
    version = in_state_or_404(request, Version.State.PUBLISHED, code, pk)
    in_use = _in_use(version)
    form = RetirementForm(request.POST or None, version=version, others=len([one for one in in_use if one != version]))
    if form.is_valid():
        return _announced(request, version, in_use if form.is_whole else [version], form)
    return render(request, "revisions/announce_retirement.html", {"version": version, "form": form})


def _in_use(version: Version) -> list[Version]:
    versions = Version.objects.published().filter(framework=version.framework_id)
    return list(versions.select_related("framework", "retirement").defer("text", "replaced", "origin"))


def _announced_alike(version: Version) -> list[Version]:
    said = version.retirement
    others = [one for one in _in_use(version) if one != version and one.retirement]
    return [version, *(one for one in others if said and one.retirement and one.retirement.says_as(said))]


def _announced(
    request: SignedInRequest, version: Version, versions: list[Version], form: RetirementForm
) -> HttpResponse:
    try:
        retiring.announce(versions, form.announced, by=request.user)
    except OvertakenError as refusal:
        messages.error(request, str(refusal))
    else:
        day = date_format(form.announced.term.retires_on, DAY)
        messages.success(request, DONE["announce retirement"].format(day=day))
    return redirect("framework", version.framework.code)


@require_POST
@editors_only
def call_off_button(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Let a version stay in use, and the others of which the same was announced."""
    version = in_state_or_404(request, Version.State.PUBLISHED, code, pk)
    try:
        retiring.call_off(_announced_alike(version), by=request.user)
    except OvertakenError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, DONE["call off retirement"])
    return redirect("framework", code)
