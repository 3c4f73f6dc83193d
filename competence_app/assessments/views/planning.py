"""Planning actions about competences, and ticking them off."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from competence_app.assessments import doors
from competence_app.assessments.actions import planning
from competence_app.assessments.forms.planning import ActionForm
from competence_app.assessments.models import PlannedAction
from competence_app.assessments.wording import DONE, PLANNING_HEADINGS
from competence_app.catalogue.models import Competence
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.domains import Statement
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest


def add_page(request: SignedInRequest, competence: int) -> HttpResponse:
    """Plan an action about a competence of a version that is or was published."""
    about = doors.published_competence(competence)
    shown = _about(about)
    form = ActionForm(request.POST or None)
    if form.is_valid():
        planning.plan_action(competence=about, **form.planned, by=request.user)
        messages.success(request, DONE["plan"])
        return _profile_at(about)
    return render(request, "planning/form.html", {"form": form, "heading": PLANNING_HEADINGS["plan"], **shown})


@transaction.atomic
def edit_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is planned; what another window made of it meanwhile is shown beside what was typed."""
    action = doors.own_action_if_any(request.user, pk)
    if action is None:
        return _removed_meanwhile(request, doors.removed_action_about(request.user, pk, request.POST.get("about", "")))
    form = ActionForm(request.POST or None, instance=action)
    if form.is_valid() and _is_revised(form, action, by=request.user):
        messages.success(request, DONE["plan"])
        return _profile_at(action.competence)
    shown = {"form": form, "heading": PLANNING_HEADINGS["revise"], **_about(action.competence)}
    return render(request, "planning/form.html", shown)


def _is_revised(form: ActionForm, action: PlannedAction, *, by: User) -> bool:
    stored = planning.revise_action(action, **form.planned, base=form.cleaned_data["base"], by=by)
    if stored:
        form.show_conflict(stored)
    return stored is None


def _removed_meanwhile(request: SignedInRequest, about: Competence) -> HttpResponse:
    """Offer to plan anew what was typed."""
    form = ActionForm(request.POST)
    form.refuse_removed(reverse("add-action", args=[about.pk]))
    return render(request, "planning/form.html", {"form": form, "heading": PLANNING_HEADINGS["plan"], **_about(about)})


@require_POST
@transaction.atomic
def tick_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tick an action off, or take the tick back: ``done`` is yes or no."""
    action = doors.own_action(request.user, pk)
    planning.tick_action(action, done=request.POST.get("done") == "yes", by=request.user)
    return _profile_at(action.competence)


@transaction.atomic
def remove_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask, then delete an action; of a button pressed twice, the second leads on too."""
    action = doors.own_action_if_any(request.user, pk)
    if action is None:
        return _removed(request, doors.removed_action_about(request.user, pk, request.POST.get("about", "")))
    if request.method == "POST":
        planning.remove_action(action, by=request.user)
        return _removed(request, action.competence)
    return render(request, "planning/remove.html", {"action": action, **_about(action.competence)})


def _removed(request: SignedInRequest, about: Competence) -> HttpResponse:
    messages.success(request, DONE["remove"])
    return _profile_at(about)


def _about(competence: Competence) -> dict[str, Any]:
    """Return what a page shows of the competence; raise ``Http404`` where nobody rates it by itself."""
    return {"statement": _statement(competence), "back": _address(competence)}


def _statement(competence: Competence) -> Statement:
    for statement in content_of(competence.version_id).statements:
        if statement.code == competence.code:
            return statement
    raise Http404


def _address(competence: Competence) -> str:
    profile = reverse("framework-profile", args=[competence.version.framework.code])
    return f"{profile}#c-{competence.code}"


def _profile_at(competence: Competence) -> HttpResponseRedirect:
    return redirect(_address(competence))
