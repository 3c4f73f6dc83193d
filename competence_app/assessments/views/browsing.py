"""The pages one arrives at: home, and one's own assessments."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from competence_app.assessments.models import Assessment
from competence_app.assessments.queries import due_people, next_plans, on_home
from competence_app.people.models import Notice, SupervisionRequest
from competence_app.people.requests import SignedInRequest

PER_PAGE = 20


def home_page(request: SignedInRequest) -> HttpResponse:
    """Show what is new, what waits for this person, and where they stand with each framework."""
    user = request.user
    statuses, waiting, lists = on_home(
        user,
        notices=Notice.objects.for_(user),
        requests=SupervisionRequest.objects.waiting_for(user),
        actions=next_plans(user),
    )
    due = due_people(user) if user.is_supervisor else []
    shown = {"statuses": statuses, "waiting": waiting, "due": due, "job_role": user.job_role_id, **lists}
    return render(request, "assessments/home.html", shown)


def history_page(request: SignedInRequest) -> HttpResponse:
    """List one's own assessments, the latest first."""
    mine = Assessment.objects.of(request.user).with_status("job_role").with_looked_at().newest_first()
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "assessments/history.html", {"page": page})
