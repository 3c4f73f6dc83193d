"""How often people reassess themselves against a framework."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from competence_app.catalogue.actions import timing
from competence_app.catalogue.doors import editors_only
from competence_app.catalogue.forms import IntervalForm
from competence_app.catalogue.models import Framework
from competence_app.catalogue.wording import INTERVAL_SET
from competence_app.people.requests import SignedInRequest


@editors_only
def interval_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask for the months between assessments, and set them."""
    framework = get_object_or_404(Framework, code=code)
    form = IntervalForm(request.POST or None, initial={"months": framework.interval_months})
    if form.is_valid():
        timing.set_interval(framework, months=form.cleaned_data["months"], by=request.user)
        messages.success(request, INTERVAL_SET)
        return redirect("framework", code)
    return render(request, "catalogue/interval.html", {"form": form, "code": code})
