"""Writing a draft in the browser: its whole on one page, each node of it on another."""

from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from competence_app.catalogue.actions import drafting
from competence_app.catalogue.actions.drafting import OvertakenError
from competence_app.catalogue.doors import DraftGoneError, View, draft_or_404, editors_only
from competence_app.catalogue.formats.yaml.comments import has_comments
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.schema import Content
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest
from competence_app.revisions.forms.arranging import EditForm
from competence_app.revisions.forms.complaining import UNFIT
from competence_app.revisions.forms.editing import MORE, NodeForm
from competence_app.revisions.queries.editing import box_surroundings, doubtful_of, doubtful_places, holder_of
from competence_app.revisions.rules.boxes import written_in_boxes
from competence_app.revisions.rules.editing import (
    FRONT,
    SCALE,
    ChangedMeanwhileError,
    EditedNode,
    NodeGoneError,
    Said,
    fingerprint,
    rewritten,
    said_at,
    spot_of,
)
from competence_app.revisions.rules.ordering import STEPS, reordered
from competence_app.revisions.wording import EDITED
from competence_app.ui.resend import typed_in

ARRANGING = {MORE, *STEPS}  # buttons that save nothing yet
NO_WORDS = {"base", "step", *ARRANGING}
Find = Callable[[Content], EditedNode]
Edit = Callable[[Content], Content]


def written_by_editors(view: View) -> View:
    """Let the page be there for framework editors; what they typed for what is gone meanwhile is shown to them."""

    @editors_only
    @wraps(view)
    def checked(request: SignedInRequest, code: str, pk: int, **also: Any) -> HttpResponse:
        try:
            return view(request, code, pk, **also)
        except NodeGoneError:
            if request.method != "POST":
                raise Http404 from None
            return _gone(request, EDITED["gone"], reverse("desk", args=[code, pk]))
        except (DraftGoneError, OvertakenError):
            if not _typed(request):
                raise DraftGoneError from None
            return _gone(request, EDITED["ended"], reverse("framework", args=[code]))

    return checked


def _gone(request: SignedInRequest, told: str, back: str) -> HttpResponse:
    return render(request, "revisions/editing/gone.html", {"told": told, "typed": _typed(request), "back": back})


def _typed(request: SignedInRequest) -> list[str]:
    return [text for name, text in typed_in(request) if text.strip() and name not in NO_WORDS]


@editors_only
def desk_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Show all of a draft, each domain and competence leading to where it is written."""
    draft = draft_or_404(request, code, pk)
    content = content_of(pk)
    shown = {"draft": draft, "content": content, "to_look_at": doubtful_places(draft, content)}
    shown["has_comments"] = has_comments(draft.text)
    return render(request, "revisions/editing/desk.html", shown)


@written_by_editors
def front_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Ask for what a framework says of itself: label, title, introduction, source."""
    draft = draft_or_404(request, code, pk)
    return _node_page(request, draft, content_of(pk), lambda _: FRONT, "revisions/editing/front.html")


@written_by_editors
def scale_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Ask for the levels, and the answers beside them."""
    draft = draft_or_404(request, code, pk)
    return _node_page(request, draft, content_of(pk), lambda _: SCALE, "revisions/editing/scale.html")


@written_by_editors
def node_page(request: SignedInRequest, code: str, pk: int, node: str) -> HttpResponse:
    """Ask for all that is said of one competence, or of one domain beside what it holds."""
    draft = draft_or_404(request, code, pk)
    content = content_of(pk)
    is_competence = spot_of(content, node).kind is Competence
    template = f"revisions/editing/{'competence' if is_competence else 'domain'}.html"
    shown = {"node": node, "holder": holder_of(content, node), "doubtful": doubtful_of(draft, content, node)}
    return _node_page(request, draft, content, partial(spot_of, code=node), template, **shown)


def _node_page(
    request: SignedInRequest, draft: Version, content: Content, find: Find, template: str, **shown: Any
) -> HttpResponse:
    spot = find(content)
    around = box_surroundings(content, spot)
    if request.method == "POST":
        said = written_in_boxes(spot.kind, _in_order(request), around.beside, held=spot.held)
        form = NodeForm(spot, said, around, base=request.POST.get("base", ""), is_typed=True)
        if not ARRANGING & request.POST.keys() and _saved(request, draft, form, find, said):
            return redirect(node_address(draft, said.get("code", "")))
    else:
        form = NodeForm(spot, said_at(content, spot), around, base=fingerprint(content, spot))
    return render(request, template, {"draft": draft, "content": content, "form": form, **shown})


def _in_order(request: SignedInRequest) -> Mapping[str, str]:
    """Return what was sent, one entry of a list a place up or down where that was asked for."""
    asked = ((request.POST[name], by) for name, by in STEPS.items() if name in request.POST)
    for entry, by in asked:
        return reordered(request.POST, entry, by)
    return request.POST


def node_address(draft: Version, node: str) -> str:
    """Return the address where the domain or competence with this code is written; of none, that of all."""
    code, pk = draft.framework.code, draft.pk
    return reverse("edit-node", args=[code, pk, node.strip()]) if node else reverse("desk", args=[code, pk])


def _saved(request: SignedInRequest, draft: Version, form: NodeForm, find: Find, said: Said) -> bool:
    try:
        saved = attempted(draft, form, partial(rewritten, find=find, said=said, base=form.seen), by=request.user)
    except ChangedMeanwhileError:
        now = content_of(draft.pk)
        form.ask_about(
            draft_or_404(request, draft.framework.code, draft.pk), said_at(now, find(now)), fingerprint(now, find(now))
        )
        return False
    if saved:
        messages.success(request, EDITED["saved"])
    return bool(saved)


def attempted(draft: Version, form: NodeForm | EditForm, edit: Edit, *, by: User) -> Version | None:
    """Return the draft with an edit; None where the form shows now what is wrong with it."""
    try:
        return drafting.edit(draft, edit, by=by)
    except UNFIT as error:
        form.refuse(error, content_of(draft.pk))
        return None
