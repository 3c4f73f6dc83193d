"""Where people work, and as what."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from competence_app.accounts import wording
from competence_app.accounts.actions import administering
from competence_app.accounts.doors import administrators_only
from competence_app.accounts.forms.work import JobRoleForm, NewJobRoleForm, TeamForm
from competence_app.accounts.queries.rows import MOST_LISTED, page_of
from competence_app.accounts.queries.work import job_roles, teams_like
from competence_app.people import doors
from competence_app.people.models import Team
from competence_app.people.requests import SignedInRequest


@require_safe
def teams_page(request: SignedInRequest) -> HttpResponse:
    """List the teams that are looked for, by name."""
    name = request.GET.get("name", "").replace("\0", "").strip()
    page = page_of(doors.administered(request.user, teams_like(name)), request.GET.get("page"))
    shown = {"page": page, "name": name, "most": MOST_LISTED}
    return render(request, "accounts/people/teams.html", shown)


@administrators_only
def new_team_page(request: SignedInRequest) -> HttpResponse:
    """Add a team."""
    return _team(request, Team())


def team_page(request: SignedInRequest, team: int) -> HttpResponse:
    """Rename a team, and say who leads it."""
    return _team(request, doors.team_to_administer(request.user, team))


def _team(request: SignedInRequest, team: Team) -> HttpResponse:
    name, is_new = team.name, team.pk is None
    form = TeamForm(request.POST or None, instance=team)
    if request.method == "POST" and form.is_valid():
        is_changed = is_new or team.name != name
        administering.save_team(team, form.cleaned_data["leads"], is_changed=is_changed, by=request.user)
        messages.success(request, wording.STORED.format(name=team))
        return redirect("people-teams")
    members = 0 if is_new else team.members.count()
    return render(request, "accounts/people/team.html", {"form": form, "name": name, "members": members})


@require_safe
def job_roles_page(request: SignedInRequest) -> HttpResponse:
    """List the job roles, by title."""
    page = page_of(doors.administered(request.user, job_roles()), request.GET.get("page"))
    return render(request, "accounts/people/job_roles.html", {"page": page})


@administrators_only
def new_job_role_page(request: SignedInRequest) -> HttpResponse:
    """Add a job role."""
    return _job_role(request, NewJobRoleForm(request.POST or None))


def job_role_page(request: SignedInRequest, job_role: int) -> HttpResponse:
    """Give a job role another title; its code stays."""
    shown = doors.job_role_to_administer(request.user, job_role)
    return _job_role(request, JobRoleForm(request.POST or None, instance=shown))


def _job_role(request: SignedInRequest, form: JobRoleForm) -> HttpResponse:
    title = form.instance.title
    if request.method == "POST" and form.is_valid():
        if form.instance.title != title:
            administering.save_job_role(form.instance, by=request.user)
        messages.success(request, wording.STORED.format(name=form.instance))
        return redirect("job-roles")
    return render(request, "accounts/people/job_role.html", {"form": form, "title": title, "code": form.instance.code})
