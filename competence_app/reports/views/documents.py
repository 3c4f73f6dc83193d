"""PDFs to take along."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from competence_app.assessments.models import Assessment
from competence_app.assessments.queries import plans
from competence_app.audit.actions import record, record_once_a_day
from competence_app.people.requests import SignedInRequest
from competence_app.reports import doors
from competence_app.reports.exports.pdf import assessment_pdf, profile_pdf, sheet_pdf
from competence_app.reports.forms import PROFILE, DocumentForm, EnclosingForm
from competence_app.reports.layout.documents.assessment import assessment_day
from competence_app.reports.queries.profile import latest_of, read_profile
from competence_app.reports.rules.enclosing import Enclosure


@require_safe
def chosen_file(request: SignedInRequest, code: str) -> HttpResponse:
    """Lead to the document that was chosen on the page that offers them."""
    history = list(doors.own_assessments(request.user).filter(framework__code=code))
    form = DocumentForm(request.GET, history=history, action="") if history else None
    if not (form and form.is_valid()):
        return redirect("take-along", code)  # which says what there is
    chosen = form.cleaned_data["of"]
    address = reverse("profile-pdf", args=[code]) if chosen == PROFILE else reverse("assessment-pdf", args=[chosen])
    return redirect(f"{address}?{request.GET.urlencode()}")


@require_safe
def profile_file(request: SignedInRequest, code: str) -> HttpResponse:
    """Give the reader's own profile as it stands today."""
    history = list(doors.own_assessments(request.user).filter(framework__code=code))
    if not history:
        return redirect("framework-profile", code)  # which says how to begin
    enclosed, today, latest = EnclosingForm.chosen(request.GET), localdate(), latest_of(history)
    planned = plans.plans_by_code(latest) if Enclosure.PLANS in enclosed else {}
    pdf = profile_pdf(read_profile(latest, history=history), planned, enclosed, on=today, is_own=True)
    return own_pdf(request, pdf, latest, "profile", today)


@require_safe
def assessment_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give one of the reader's own assessments as it was."""
    assessment = doors.own_with_people(request.user, pk)
    enclosed = EnclosingForm.chosen(request.GET)
    pdf = assessment_pdf(read_profile(assessment, history=()), enclosed, is_own=True)
    return own_pdf(request, pdf, assessment, "assessment", assessment_day(assessment))


@require_safe
def sheet_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the sheet for a meeting to whoever of the two asks for it."""
    assessment, today = doors.revealed_assessment(request.user, pk), localdate()
    reading = read_profile(assessment, history=())
    pdf = sheet_pdf(reading, plans.to_discuss(assessment), plans.last_plans(assessment), on=today)
    if assessment.practitioner == request.user:
        return own_pdf(request, pdf, assessment, "meeting", today)
    record("take meeting sheet along", assessment, by=request.user, about=assessment.practitioner)
    return pdf_response(pdf, assessment, "meeting", today)


@require_safe
def staff_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give what a supervisor may read of somebody's assessment; with what was written, if that is asked for."""
    assessment, enclosed = doors.readable_assessment(request.user, pk), EnclosingForm.chosen(request.GET)
    today, planned = localdate(), plans.open_plans_by_code(assessment) if Enclosure.PLANS in enclosed else {}
    pdf = profile_pdf(read_profile(assessment, history=()), planned, enclosed, on=today, is_own=False)
    verb = "take profile and notes along" if enclosed else "take profile along"
    record(verb, assessment, by=request.user, about=assessment.practitioner)
    return pdf_response(pdf, assessment, "profile", today)


def own_pdf(request: SignedInRequest, pdf: bytes, assessment: Assessment, kind: str, day: date) -> HttpResponse:
    """Return a PDF of the reader's own, which is on record once a day."""
    record_once_a_day("take own along", assessment, by=request.user, about=request.user)
    return pdf_response(pdf, assessment, kind, day)


def pdf_response(pdf: bytes, assessment: Assessment, kind: str, day: date) -> HttpResponse:
    """Return a PDF to be kept under a name that says what it is, and of which day."""
    name = f"{assessment.content.code}-{kind}-{day.isoformat()}.pdf"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": str(disposition)})
