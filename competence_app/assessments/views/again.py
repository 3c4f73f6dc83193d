"""Rating one competence again between two assessments."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from competence_app.assessments import wording
from competence_app.assessments.actions.again import rate_again
from competence_app.assessments.actions.answering import SaveOutcome
from competence_app.assessments.forms.single import AgainForm
from competence_app.assessments.models import Assessment
from competence_app.assessments.queries import Afterwards, afterwards, questions_of, statement_of
from competence_app.assessments.rules.answers import SentAnswer, Voice
from competence_app.assessments.views.assessing import is_saved, is_stored
from competence_app.catalogue.models import Version
from competence_app.catalogue.rules.domains import Statement
from competence_app.people.requests import SignedInRequest


def again_page(request: SignedInRequest, code: str, competence: str) -> HttpResponse:
    """Ask for one answer of today: in the draft that is under way, else in a new assessment with all others carried."""
    version = get_object_or_404(Version.objects.current().defer("text"), framework__code=code)
    then = afterwards(request.user, version)
    if then.under_way and then.under_way.is_draft:
        return _in_draft(request, then.under_way, competence)
    if then.last is None or version.is_closed:
        return redirect("start", code)
    asked = statement_of(then.assessment, competence)
    if asked is None and statement_of(then.last, competence) is None:
        raise Http404
    missing = then.missing(asked) if asked else then.assessment.content.statements
    if then.under_way or asked is None or missing:
        shown = {"then": then, "competence": competence, "asked": asked, "missing": missing}
        return render(request, "assessments/not_again.html", shown)
    return _anew(request, then, then.last, asked)


def _anew(request: SignedInRequest, then: Afterwards, last: Assessment, asked: Statement) -> HttpResponse:
    form = AgainForm.asked(request, then.question(asked), then.assessment, after=last)

    def save(sent: dict[str, SentAnswer]) -> SaveOutcome:
        if not sent:
            return SaveOutcome({}, {})
        return rate_again(
            then.assessment.version, sent, after=form.cleaned_data.get("after") or last.pk, by=request.user
        )

    if is_stored(form, save, request):
        messages.success(request, wording.AGAIN.format(code=asked.code))
        return redirect(_card(then.assessment, asked))
    form.stored = then.given
    return render(request, "assessments/again.html", _shown(form, then.assessment, asked))


def _in_draft(request: SignedInRequest, draft: Assessment, competence: str) -> HttpResponse:
    asked = statement_of(draft, competence)
    if asked is None:
        return redirect("task-list", draft.pk)
    [question] = questions_of(draft, [asked])
    form = AgainForm.asked(request, question, draft)
    if is_saved(form, draft, request):
        messages.success(request, wording.AGAIN_IN_DRAFT.format(code=asked.code))
        return redirect("task-list", draft.pk)
    form.stored = draft.ratings.by_code(Voice.SELF)
    return render(request, "assessments/again.html", _shown(form, draft, asked))


def _shown(form: AgainForm, assessment: Assessment, asked: Statement) -> dict[str, object]:
    others = len(assessment.content.statements) - 1
    return {"form": form, "assessment": assessment, "asked": asked, "others": others, "back": _card(assessment, asked)}


def _card(assessment: Assessment, asked: Statement) -> str:
    """Return the address of the competence on the profile."""
    return f"{reverse('framework-profile', args=[assessment.content.code])}#c-{asked.code}"
