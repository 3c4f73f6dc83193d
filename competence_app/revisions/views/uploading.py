"""Uploading a framework: every problem at its place, or a draft."""

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from competence_app.catalogue.actions import drafting
from competence_app.catalogue.actions.columns import remember
from competence_app.catalogue.actions.drafting import OthersDraftError
from competence_app.catalogue.doors import draft_or_404, editors_only
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.registry import FORMATS, YAML
from competence_app.catalogue.formats.table.wording import COLUMNS
from competence_app.catalogue.forms import ColumnsForm
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import known_beside
from competence_app.catalogue.views.reading import framework_file
from competence_app.people.requests import SignedInRequest
from competence_app.revisions.forms.sending import UploadForm
from competence_app.revisions.wording import DONE
from competence_app.ui.lookups import LONGEST_KEY


@editors_only
def upload_page(request: SignedInRequest) -> HttpResponse:
    """Take a text, begun from the version ``?from=``, and lead to its preview."""
    base = _base(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, base=base, initial={"text": base.text, "replaces": base.digest} if base else {"text": ""})
    if form.is_valid():
        return _drafted(request, form, base)
    if form.unknown:
        asked = ColumnsForm.of(form.unknown, form.unknown_name, base.pk if base else None)
        return render(request, "revisions/columns.html", {"form": asked})
    return _shown(request, form, base)


@require_POST
@editors_only
def columns_page(request: SignedInRequest) -> HttpResponse:
    """Make a draft of a table whose columns somebody has explained, and remember what they are."""
    try:
        form = ColumnsForm(request.POST)
    except BadSignature:
        messages.error(request, COLUMNS["too-old"])
        return redirect("upload")
    if not form.is_valid():
        return render(request, "revisions/columns.html", {"form": form})
    base = _version(request, form.base) if form.base else None
    upload = UploadForm({"text": ""}, base=base)
    upload.full_clean()
    try:
        framework = FrameworkFile.of_table(form.asked, form.cleaned_data["meanings"], form.name, known_beside(base))
    except UnreadableError as error:
        form.add_error("column-0", [problem.said_of() for problem in error.problems])
        return render(request, "revisions/columns.html", {"form": form})
    remember(form.asked.headers, form.cleaned_data["meanings"], by=request.user)
    upload.take(framework)
    return _drafted(request, upload, base)


def _drafted(request: SignedInRequest, form: UploadForm, base: Version | None) -> HttpResponse:
    """Store what was sent as a draft and lead to it, or show what is wrong."""
    try:
        framework, replaces = form.cleaned_data["framework"], form.cleaned_data["replaces"]
        draft = drafting.upload(framework, replaces=replaces, by=request.user)
    except UnreadableError as error:
        form.refuse(error)
    except OthersDraftError as found:
        form.ask_about(found.draft)
    else:
        messages.success(request, DONE["upload"])
        if left_out := framework.left_out:
            told = render_to_string("revisions/left_out.html", {"left_out": left_out})
            messages.warning(request, told, extra_tags="whole")
        return redirect("preview", draft.framework.code, draft.pk)
    return _shown(request, form, base)


def _shown(request: SignedInRequest, form: UploadForm, base: Version | None) -> HttpResponse:
    return render(request, "revisions/upload.html", {"form": form, "base": base, "formats": FORMATS.values()})


@editors_only
def replaced_file(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Give the text that a draft took the place of."""
    draft = draft_or_404(request, code, pk)
    if not draft.replaced:
        raise Http404
    return framework_file(draft.replaced["text"].encode(), f"{code}-{draft.label}-before", YAML, draft.language)


def _base(request: SignedInRequest) -> Version | None:
    key = request.GET.get("from", "")
    return _version(request, int(key)) if key.isdecimal() and len(key) <= LONGEST_KEY else None


def _version(request: SignedInRequest, key: int) -> Version | None:
    return Version.objects.visible_to(request.user).select_related("framework").filter(pk=key).first()
