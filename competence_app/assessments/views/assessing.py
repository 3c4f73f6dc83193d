"""Starting an assessment and answering it."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate

from competence_app.assessments import doors, wording
from competence_app.assessments.actions import assessing as actions
from competence_app.assessments.actions.answering import SaveOutcome
from competence_app.assessments.forms.leaving_out import LEFT_OUT
from competence_app.assessments.forms.rating import LATER, REOPEN, RatingForm, Verb
from competence_app.assessments.forms.starting import StartForm
from competence_app.assessments.models import Assessment, Return, answers_given, last_return
from competence_app.assessments.queries import newer_version, outset, own_sections, questions_of, revision_between
from competence_app.assessments.rules.answers import SentAnswer, Voice
from competence_app.assessments.rules.lifecycle import MoveRefusedError, State
from competence_app.assessments.rules.sections import RatingPlace, minutes_for, overall, place_of
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.schema import Content
from competence_app.people.requests import SignedInRequest
from competence_app.ui.devices import kept_offline


def start_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Say what is assessed, how, and who will see it; start on the button."""
    version = get_object_or_404(Version.objects.current().select_related("retirement__successor"), framework__code=code)
    form = StartForm(request.POST or None, own=request.user.job_role_id)
    if request.method == "POST" and form.is_valid():
        try:
            assessment = actions.start(version=version, job_role=form.cleaned_data["job_role"], by=request.user)
        except MoveRefusedError as refusal:
            return _not_started(request, version, refusal)
        return redirect(_first_page(assessment))
    content = content_of(version.pk)
    shown = {
        "content": content,
        "version": version,
        "form": form,
        "is_past_review": content.source.is_past_review(localdate()),
        "minutes": minutes_for(content),
        "outset": outset(request.user, version),
    }
    return render(request, "assessments/start.html", shown)


def _not_started(request: SignedInRequest, version: Version, refusal: MoveRefusedError) -> HttpResponse:
    """Lead on to the draft that a button pressed twice started, else say what is against it."""
    drafts = Assessment.objects.of(request.user).filter(version=version, state=State.DRAFT)
    if draft := drafts.first():
        return redirect(_first_page(draft))
    messages.error(request, wording.why_refused(refusal))
    return redirect("start", version.framework.code)


def _first_page(draft: Assessment) -> str:
    """Return the address where a draft begins: of what is left to answer where the words changed, else the first part.

    The first, that is, with anything left to answer, if one has.
    """
    if draft.previous and draft.previous.version_id != draft.version_id:
        return reverse("queue", args=[draft.pk])
    laid_out = own_sections(draft)
    first = next((one for one in laid_out if not one.progress.is_complete), laid_out[0])
    return page_address("rate", draft.pk, first.domain.code, page=first.next_page)


def page_address(name: str, *args: object, page: int) -> str:
    """Return the address of one of the pages that ask what a domain holds, by the name and arguments of the first."""
    address = reverse(name, args=args)
    return f"{address}?page={page}" if page > 1 else address


def place_or_404(request: SignedInRequest, content: Content, domain: str, asked: str = "") -> RatingPlace:
    """Return where in the framework the page that is asked for stands."""
    try:
        return place_of(content, domain, request.GET.get("page", ""), asked)
    except ValueError:
        raise Http404 from None


@kept_offline
def task_list_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the domains with their state; of a finished assessment, its answers."""
    assessment = doors.own_with_past(request.user, pk)
    if not assessment.is_draft:
        return redirect("answers", pk)
    laid_out = own_sections(assessment)
    progress, newer = overall(laid_out), newer_version(assessment)
    shown = {
        "assessment": assessment,
        "sections": laid_out,
        "progress": progress,
        "to_answer": progress.to_answer if assessment.previous else 0,
        "revision": revision_between(assessment.version_id, newer.pk) if newer else None,
        "published_at": newer.published_at if newer else None,
        "returned": last_return(assessment),
    }
    return render(request, "assessments/task_list.html", shown)


@kept_offline
def rate_page(request: SignedInRequest, pk: int, domain: str) -> HttpResponse:
    """Ask for the answers of one page of a domain and store them."""
    assessment = doors.own_to_answer(request.user, pk)
    if not (request.method == "POST" or assessment.is_draft):
        return redirect("answers", pk)
    place = place_or_404(request, assessment.content, domain, request.GET.get("back", ""))
    form = form_about(request, assessment, place.statements)
    came_from = _came_from(request, place.statements)
    form.following = _check_of(assessment, came_from) if came_from else _following(assessment, place)
    form.is_section, form.is_told_next = True, bool(came_from)
    if is_saved(form, assessment, request):
        return onward(request, assessment, form)
    form.stored = answers_given(assessment, Voice.SELF)
    name_left_out(request, form)
    shown = {
        "assessment": assessment,
        "form": form,
        "moved_to": assessment.moved_to(),
        "came_from": came_from,
        "returned": remarks_on(form, assessment),
        "place": place,
    }
    return render(request, "assessments/rate.html", shown)


def form_about(request: SignedInRequest, assessment: Assessment, statements: Sequence[Statement]) -> RatingForm:
    """Return the form for these statements, with what is sent."""
    form = RatingForm(
        request.POST if request.method == "POST" else None,
        questions=questions_of(assessment, statements),
        scale=assessment.content.scale,
    )
    form.can_reopen, form.names_left_out = assessment.can_reopen, LEFT_OUT in request.GET
    form.autosaves_at = reverse("autosave", args=[assessment.pk])
    return form


def remarks_on(form: RatingForm, assessment: Assessment) -> Return | None:
    """Return how the assessment came back the last time, if it did, and put what was said then into the form."""
    if returned := last_return(assessment):
        form.remarks, form.remarks_by = returned.remarks_by_code(), returned.by.bare_name
    return returned


def asked_on(request: SignedInRequest, assessment: Assessment) -> list[Statement]:
    """Return what the page sent asks, whatever another window has answered since."""
    return [statement for statement in assessment.content.statements if f"{statement.code}-base" in request.POST]


def is_saved(form: RatingForm, assessment: Assessment, request: SignedInRequest) -> bool:
    """Store the practitioner's answers; reopen what they are of first, where the page offered that."""

    def save(sent: dict[str, SentAnswer]) -> SaveOutcome:
        if form.data.get("then") == REOPEN and not assessment.is_draft:
            actions.reopen(assessment, by=request.user)
        return actions.save_answers(assessment, sent, by=request.user)

    return is_stored(form, save, request)


def is_stored(form: RatingForm, verb: Verb, request: SignedInRequest) -> bool:
    """Store what was sent by the ``verb``, and say what was confirmed at once or stored otherwise than it was typed."""
    is_saved = form.is_saved_by(verb)
    if at_once := form.at_once:
        messages.success(request, wording.confirmed(at_once))
    if news := form.news():
        messages.info(request, news)
    return is_saved


def onward(request: SignedInRequest, assessment: Assessment, form: RatingForm) -> HttpResponse:
    """Go back to the task list where the page was put aside, else on, once what was left out is named."""
    if request.POST.get("then") == LATER:
        messages.success(request, wording.DONE["save"])
        return redirect("task-list", assessment.pk)
    return naming_left_out(request) if form.overlooks else redirect(form.following)


def naming_left_out(request: SignedInRequest) -> HttpResponse:
    """Open the page again, to name what was left out."""
    query = request.GET.copy()
    query[LEFT_OUT] = ""
    return redirect(f"{request.path}?{query.urlencode()}")


def name_left_out(request: SignedInRequest, form: RatingForm) -> None:
    """Name what is left out on a page that is opened for that, with a link to where it goes on."""
    left = form.left_out
    if left.codes:
        shown = {"left": left, "to": form.following}
        messages.info(request, render_to_string("assessments/rating/left_out.html", shown), extra_tags="whole")


def _came_from(request: SignedInRequest, statements: Sequence[Statement]) -> str:
    """Return the code of the answer on the check page that somebody came from to change it; empty of others."""
    code = request.GET.get("back", "")
    return code if any(statement.code == code for statement in statements) else ""


def _check_of(assessment: Assessment, code: str) -> str:
    """Return the address of an answer on the check page."""
    return f"{reverse('answers', args=[assessment.pk])}#{code}"


def _following(assessment: Assessment, place: RatingPlace) -> str:
    """Return the address of the next page."""
    if place.following:
        domain, page = place.following
        return page_address("rate", assessment.pk, domain, page=page)
    return reverse("answers", args=[assessment.pk])
