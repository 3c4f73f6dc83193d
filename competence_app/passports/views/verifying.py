"""Checking a passport: for anybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from competence_app.passports.forms import TokenForm
from competence_app.passports.layout import told
from competence_app.passports.queries import checked


@login_not_required
def verify_page(request: HttpRequest) -> HttpResponse:
    """Say of a passport whose it is, by whom, and whether it is good; nothing of it is kept."""
    form = TokenForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    verdict = told(checked(form.cleaned_data["token"])) if form.is_valid() else None
    return render(request, "passports/verify.html", {"form": form, "verdict": verdict})
