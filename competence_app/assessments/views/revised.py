"""What practitioners see of a revised framework: what changed, what moving a draft does, and what is left to answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from competence_app.assessments import doors, wording
from competence_app.assessments.actions import assessing as actions
from competence_app.assessments.forms.starting import MoveForm
from competence_app.assessments.models import Assessment, answer_in, answers_given
from competence_app.assessments.queries import newer_version, prospect, revision_between
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.lifecycle import MoveRefusedError
from competence_app.assessments.views.assessing import asked_on, form_about, is_saved, name_left_out, onward, remarks_on
from competence_app.catalogue.rules.domains import Statement
from competence_app.people.requests import SignedInRequest
from competence_app.ui.devices import kept_offline


def changes_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what changed between the version of an assessment and the current one, old and new words side by side."""
    assessment = doors.own_assessment(request.user, pk)
    newer = newer_version(assessment)
    if newer is None:
        return redirect("task-list", pk)
    shown = {"assessment": assessment, "revision": revision_between(assessment.version_id, newer.pk)}
    return render(request, "assessments/changes.html", shown)


def move_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what moving a draft to the current version will do; do it on the button."""
    assessment = doors.own_with_past(request.user, pk)
    newer = newer_version(assessment)
    if request.method == "POST" and (moved := assessment.moved_to()):  # a button pressed twice
        return _moved(request, moved)
    if newer is None or not assessment.is_draft:
        return redirect("task-list", pk)
    form = MoveForm(request.POST or None)
    if form.is_valid():
        try:
            moved = actions.move_to_current(assessment, to=form.cleaned_data["to"], by=request.user)
        except MoveRefusedError as refusal:
            messages.error(request, wording.why_refused(refusal))
            return redirect("move", pk)
        return _moved(request, moved)
    shown = {
        "assessment": assessment,
        "newer": newer,
        "prospect": prospect(assessment, newer),
        "revision": revision_between(assessment.version_id, newer.pk),
    }
    return render(request, "assessments/move_draft.html", shown)


def _moved(request: SignedInRequest, to: Assessment) -> HttpResponse:
    messages.success(request, wording.DONE["move"].format(version=to.content.version))
    return redirect("task-list", to.pk)


@kept_offline
def queue_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for just those answers that are missing or to be confirmed, across all domains, and store them."""
    assessment = doors.own_to_answer(request.user, pk)
    asked = asked_on(request, assessment) if request.method == "POST" else _to_answer(assessment)
    if not asked:
        return redirect("answers", pk)
    form = form_about(request, assessment, asked)
    form.following = reverse("answers", args=[pk])
    if is_saved(form, assessment, request):
        return onward(request, assessment, form)
    form.stored = answers_given(assessment, Voice.SELF)
    name_left_out(request, form)
    form.domains = {domain.code: domain.title for domain in assessment.content.domains}
    shown = {
        "assessment": assessment,
        "form": form,
        "count": len(asked),
        "moved_to": assessment.moved_to(),
        "returned": remarks_on(form, assessment),
    }
    return render(request, "assessments/queue.html", shown)


def _to_answer(assessment: Assessment) -> list[Statement]:
    """Return what a draft has no full answer to; nothing of what is no draft any more."""
    if not assessment.is_draft:
        return []
    content, given = assessment.content, assessment.ratings.by_code(Voice.SELF)
    return [s for s in content.statements if not answer_in(given, s.code).is_full(content.scale)]
