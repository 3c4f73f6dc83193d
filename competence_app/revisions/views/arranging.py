"""What a draft is made of, and in which order: adding, moving, splitting, merging, removing."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from competence_app.catalogue.actions import drafting
from competence_app.catalogue.doors import draft_or_404
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.schema import Content, Holder
from competence_app.people.requests import SignedInRequest
from competence_app.revisions.forms.arranging import CompetenceMoveForm, DomainForm, MergeForm, OtherForm, SplitForm
from competence_app.revisions.forms.complaining import UNFIT, complaints
from competence_app.revisions.forms.editing import MORE, NodeForm
from competence_app.revisions.queries.editing import box_surroundings, codes_ever, former_codes, holder_of, meaning_of
from competence_app.revisions.rules.boxes import written_in_boxes
from competence_app.revisions.rules.coding import next_code
from competence_app.revisions.rules.editing import (
    EditedNode,
    added,
    domain_added,
    moved,
    removed,
    spot_of,
    stepped,
)
from competence_app.revisions.rules.emptying import emptied_by
from competence_app.revisions.rules.reshaping import merged, split
from competence_app.revisions.views.editing import attempted, node_address, written_by_editors
from competence_app.revisions.wording import EDITED

STEPS = {"up": -1, "down": 1}


@written_by_editors
def add_page(request: SignedInRequest, code: str, pk: int, node: str) -> HttpResponse:
    """Ask for a competence more, at the end of a domain or sub-domain."""
    draft = draft_or_404(request, code, pk)
    content = content_of(pk)
    holder = holder_of(content, node)
    spot = EditedNode((*holder.path, "competences", len(holder.domain.competences)), Competence)
    around = box_surroundings(content, spot)
    if request.method == "POST":
        said = written_in_boxes(Competence, request.POST, around.beside)
        form = NodeForm(spot, said, around, is_typed=True)
        edit = partial(added, holder=holder.domain.code, said=said)
        if MORE not in request.POST and attempted(draft, form, edit, by=request.user):
            messages.success(request, EDITED["saved"])
            return redirect(node_address(draft, said["code"]))
    else:
        form = NodeForm(spot, {"code": _next_code(draft, content, _last_code(content, holder.domain.code))}, around)
    shown = {"draft": draft, "content": content, "holder": holder, "form": form}
    return render(request, "revisions/editing/add.html", shown)


def _last_code(content: Content, holder: str) -> str:
    """Return the code that a new one in a domain would follow: of its last competence, else of the framework's."""
    here = holder_of(content, holder).domain.competences
    return (here or content.competences)[-1].code


def _next_code(draft: Version, content: Content, like: str) -> str:
    used = codes_ever(draft) | {part.code for competence in content.competences for part in competence.parts}
    return next_code(like, used)


@written_by_editors
def add_domain_page(request: SignedInRequest, code: str, pk: int, node: str = "") -> HttpResponse:
    """Ask for a domain more with its first competence; below the domain ``node`` where one is named."""
    draft = draft_or_404(request, code, pk)
    content = content_of(pk)
    above = _top_or_404(content, node) if node else None
    kind = above.domain.kind if above else "capability"
    path = (*above.path, "domains", len(above.domain.domains)) if above else ("domains", len(content.domains))
    initial = {"kind": kind, "statement_code": _next_code(draft, content, content.competences[-1].code)}
    form = DomainForm(request.POST if request.method == "POST" else None, path=path, initial=initial)
    if form.is_valid() and attempted(
        draft, form, partial(domain_added, above=above.domain.code if above else "", said=form.said), by=request.user
    ):
        messages.success(request, EDITED["saved"])
        return redirect(node_address(draft, form.said["code"]))
    shown = {"draft": draft, "content": content, "above": above, "form": form}
    return render(request, "revisions/editing/add_domain.html", shown)


@require_POST
@written_by_editors
def step_button(request: SignedInRequest, code: str, pk: int, node: str) -> HttpResponse:
    """Put a domain or competence one place up or down among those beside it."""
    draft = draft_or_404(request, code, pk)
    if step := STEPS.get(request.POST.get("step", "")):
        drafting.edit(draft, partial(stepped, code=node, step=step), by=request.user)
    return redirect(node_address(draft, node) + "#place")


@written_by_editors
def move_page(request: SignedInRequest, code: str, pk: int, node: str) -> HttpResponse:
    """Ask which domain a competence belongs to, and put it there."""
    draft = draft_or_404(request, code, pk)
    content = content_of(pk)
    competence = _competence_or_404(content, node)
    form = CompetenceMoveForm(
        request.POST if request.method == "POST" else None, content=content, here=holder_of(content, node)
    )
    if form.is_valid():
        edit = partial(moved, code=node, holder=form.cleaned_data["holder"])
        if attempted(draft, form, edit, by=request.user):
            messages.success(request, EDITED["moved"])
            return redirect(node_address(draft, node) + "#place")
    shown = {"draft": draft, "competence": competence, "form": form, "emptied": emptied_by(content, node)}
    return render(request, "revisions/editing/move.html", shown)


@written_by_editors
def split_page(request: SignedInRequest, code: str, pk: int, node: str) -> HttpResponse:
    """Ask for the two statements that one becomes."""
    draft = draft_or_404(request, code, pk)
    content = content_of(pk)
    competence, path, former = _competence_or_404(content, node), spot_of(content, node).path, former_codes(draft)
    first = node if node not in former else _next_code(draft, content, node)
    initial = {"first_code": first, "second_code": next_code(first, {*codes_ever(draft), first})}
    texts = {"first_text": competence.text, "second_text": competence.text}
    form = SplitForm(
        request.POST if request.method == "POST" else None,
        competence=competence,
        path=path,
        language=content.language,
        initial=initial | texts,
    )
    if form.is_valid():
        data = form.cleaned_data
        into = ((data["first_code"], data["first_text"]), (data["second_code"], data["second_text"]))
        edit = partial(split, code=node, into=into, parts=data.get("parts", ()), former=former)
        if attempted(draft, form, edit, by=request.user):
            messages.success(request, EDITED["split"])
            return redirect(node_address(draft, data["first_code"]))
    shown = {"draft": draft, "competence": competence, "form": form, "stands_for": node in former}
    return render(request, "revisions/editing/split.html", shown)


@written_by_editors
def merge_page(request: SignedInRequest, code: str, pk: int, node: str) -> HttpResponse:
    """Ask with which other statement one becomes one, then for that one's words."""
    draft = draft_or_404(request, code, pk)
    content = content_of(pk)
    competence = _competence_or_404(content, node)
    asked = OtherForm(request.GET or None, content=content, code=node)
    shown = {"draft": draft, "competence": competence, "form": asked}
    if not asked.is_valid():
        return render(request, "revisions/editing/merge.html", shown)
    other, former = content.competence(asked.cleaned_data["other"]), former_codes(draft)
    code_of_both = node if node not in former else _next_code(draft, content, node)
    initial = {"code": code_of_both, "text": f"{competence.text}\n\n{other.text}"}
    form = MergeForm(
        request.POST if request.method == "POST" else None,
        path=spot_of(content, node).path,
        language=content.language,
        initial=initial,
    )
    if form.is_valid():
        into = (form.cleaned_data["code"], form.cleaned_data["text"])
        edit = partial(merged, first=node, second=other.code, into=into, former=former)
        if attempted(draft, form, edit, by=request.user):
            messages.success(request, EDITED["merged"])
            return redirect(node_address(draft, into[0]))
    return render(request, "revisions/editing/merge.html", shown | {"other": other, "form": form})


@written_by_editors
def remove_page(request: SignedInRequest, code: str, pk: int, node: str) -> HttpResponse:
    """Say what it means that a domain or competence is gone, then take it out."""
    draft = draft_or_404(request, code, pk)
    content = content_of(pk)
    spot_of(content, node)
    if request.method == "POST":
        try:
            drafting.edit(draft, partial(removed, code=node), by=request.user)
        except UNFIT as error:
            messages.error(request, " ".join(complaint.message for complaint in complaints(error)))
        else:
            messages.success(request, EDITED["removed"].format(code=node))
        return redirect(reverse("desk", args=[code, pk]))
    shown = {"draft": draft, "content": content, "meaning": meaning_of(draft, content, node)}
    return render(request, "revisions/editing/remove.html", shown)


def _top_or_404(content: Content, node: str) -> Holder:
    """Return the domain with this code, or that the competence with it is in: a sub-domain holds no further ones."""
    holder = holder_of(content, node)
    if not holder.is_top:
        raise Http404
    return holder


def _competence_or_404(content: Content, node: str) -> Competence:
    if spot_of(content, node).kind is not Competence:
        raise Http404
    return content.competence(node)
