"""The pages one arrives at: home, and one's own assessments."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from competence_app.accounts.models import Proposal
from competence_app.assessments.models import Assessment
from competence_app.assessments.queries import next_plans, on_home
from competence_app.people.layout import News
from competence_app.people.models import Notice, SupervisionRequest
from competence_app.people.requests import SignedInRequest

PER_PAGE = 20


def home_page(request: SignedInRequest) -> HttpResponse:
    """Show what waits for this person, where they stand with each framework, and what is new."""
    user = request.user
    administered = {"proposals": Proposal.objects.waiting_for(user)} if user.is_people_administrator else {}
    statuses, glance, lists = on_home(
        user,
        notices=Notice.objects.for_(user),
        requests=SupervisionRequest.objects.waiting_for(user),
        actions=next_plans(user),
        **administered,
    )
    shown = {"statuses": statuses, "glance": glance, "news": News(lists.pop("notices")), "job_role": user.job_role_id}
    return render(request, "assessments/home.html", shown | lists)


def history_page(request: SignedInRequest) -> HttpResponse:
    """List one's own assessments, the latest first."""
    mine = Assessment.objects.of(request.user).with_status("job_role").with_looked_at().newest_first()
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "assessments/history.html", {"page": page})
