"""People brought in from a file: what it would do, row by row, then all of that at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from competence_app.accounts.actions.importing import ImportOvertakenError, bring, plan_of
from competence_app.accounts.doors import administrators_only
from competence_app.accounts.formats.wording import CHOOSE_AGAIN, OVERTAKEN, done_in_words
from competence_app.accounts.forms.importing import BringForm, PeopleFileForm, RowsForm
from competence_app.accounts.layout import PlanPage, template_book
from competence_app.accounts.queries.importing import titles_by_code
from competence_app.accounts.rules.importing.plans import ImportPlan
from competence_app.accounts.rules.importing.rows import PeopleFile
from competence_app.people.requests import SignedInRequest
from competence_app.ui.books.formats import format_asked
from competence_app.ui.downloads import Download


@administrators_only
def import_page(request: SignedInRequest) -> HttpResponse:
    """Take a file, and show what it would do; nothing is kept."""
    form = PeopleFileForm(request.POST, request.FILES) if request.method == "POST" else PeopleFileForm()
    if form.is_valid():
        file: PeopleFile = form.cleaned_data["file"]
        return _preview(request, file, plan_of(file.rows, by=request.user))
    return render(request, "accounts/importing/file.html", {"form": form})


@require_POST
@administrators_only
def bring_button(request: SignedInRequest) -> HttpResponse:
    """Do what was shown; where that would be something else by now, show it again."""
    form = BringForm(request.POST)
    if not form.is_valid():
        messages.error(request, CHOOSE_AGAIN)
        return redirect("import-people")
    file: PeopleFile = form.cleaned_data["file"]
    try:
        plan = bring(file.rows, expected=form.cleaned_data["digest"], by=request.user)
    except ImportOvertakenError as error:
        messages.warning(request, OVERTAKEN)
        return _preview(request, file, error.plan)
    messages.success(request, done_in_words(plan))
    return redirect("import-people")


@require_POST
@administrators_only
def rows_page(request: SignedInRequest) -> HttpResponse:
    """Show other rows of the same file; where they would do something else by now, the first of them."""
    form = RowsForm(request.POST)
    if not form.is_valid():
        messages.error(request, CHOOSE_AGAIN)
        return redirect("import-people")
    file: PeopleFile = form.cleaned_data["file"]
    plan, part = plan_of(file.rows, by=request.user), form.cleaned_data["part"]
    if plan.digest != form.cleaned_data["digest"]:
        messages.warning(request, OVERTAKEN)
        part = 1
    return _preview(request, file, plan, part)


@require_GET
@administrators_only
def template_file(request: SignedInRequest) -> Download:
    """Give a file to begin with: its headers, and as a workbook what to write below them."""
    return format_asked(request.GET.get("as", "")).download(template_book(titles_by_code()))


def _preview(request: SignedInRequest, file: PeopleFile, plan: ImportPlan, part: int = 1) -> HttpResponse:
    shown = {"file": file, "plan": PlanPage(plan, titles_by_code(), part), "form": BringForm.of(file, plan)}
    return render(request, "accounts/importing/preview.html", shown)
