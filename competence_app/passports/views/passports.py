"""One's own passports: making, reading, downloading and revoking them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from competence_app.assessments.models import Assessment
from competence_app.audit.actions import record_once_a_day
from competence_app.passports import doors, wording
from competence_app.passports.actions import issuing
from competence_app.passports.layout import told
from competence_app.passports.models import Passport
from competence_app.passports.queries import checked
from competence_app.passports.rules.issuing import PassportRefusedError
from competence_app.people.requests import SignedInRequest

MEDIA_TYPE = "application/vc+jwt"


@require_safe
def passports_page(request: SignedInRequest) -> HttpResponse:
    """List one's own passports, the latest first."""
    mine = Passport.objects.visible_to(request.user).select_related("assessment__version")
    return render(request, "passports/passports.html", {"passports": mine})


def make_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what a passport of an agreed assessment would hold, and make it."""
    assessment = doors.own_agreed(request.user, pk)
    if request.method == "POST":
        return _made(request, assessment)
    if made := Passport.objects.visible_to(request.user).valid().filter(assessment=assessment).first():
        return redirect("passport", made.pk)
    reason = issuing.refusal(assessment)
    refusal = wording.REFUSALS[reason] if reason else ""
    return render(request, "passports/make.html", {"assessment": assessment, "refusal": refusal})


def _made(request: SignedInRequest, assessment: Assessment) -> HttpResponse:
    try:
        passport = issuing.issue(assessment, by=request.user)
    except PassportRefusedError as refused:
        messages.error(request, wording.REFUSALS[refused.reason])
        return redirect("make-passport", assessment.pk)
    messages.success(request, wording.DONE["issue"])
    return redirect("passport", passport.pk)


@require_safe
def passport_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what one's own passport says, as whoever checks it reads it: for paper too."""
    passport = doors.own_passport(request.user, pk)
    shown = {"passport": passport, "verdict": told(checked(passport.token))}
    return render(request, "passports/passport.html", shown)


@require_safe
def passport_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give one's own passport."""
    passport = doors.own_passport(request.user, pk)
    record_once_a_day("take passport along", passport, by=request.user, about=request.user)
    disposition = content_disposition_header(as_attachment=True, filename=f"passport-{passport.issued_at:%Y-%m-%d}.jwt")
    return HttpResponse(passport.token, content_type=MEDIA_TYPE, headers={"Content-Disposition": disposition})


@require_POST
def revoke_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Revoke one's own passport for good."""
    passport = doors.own_passport(request.user, pk)
    issuing.revoke(passport, by=request.user)
    messages.success(request, wording.DONE["revoke"])
    return redirect("passport", passport.pk)
