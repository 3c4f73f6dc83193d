"""Looking a draft through: who is asked, what is said of it, and approving it as it stands."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from competence_app.catalogue.actions.drafting import OvertakenError
from competence_app.catalogue.doors import draft_or_404, editors_only
from competence_app.catalogue.models import Reviewer, Version
from competence_app.catalogue.queries import content_of
from competence_app.people.requests import SignedInRequest
from competence_app.revisions.actions import signing_off
from competence_app.revisions.actions.signing_off import approval_standing
from competence_app.revisions.doors import comment_or_404, in_review_or_404, reviewer_or_404
from competence_app.revisions.forms.signing_off import ApprovalForm, DraftCommentForm, ReviewerForm
from competence_app.revisions.queries.signing_off import conversations_of, passages_of
from competence_app.revisions.wording import SIGNED


def review_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Show a draft with what was said of each competence, and who approved it."""
    draft = in_review_or_404(request, code, pk)
    content, said, reviewers = content_of(pk), conversations_of(draft), list(Reviewer.objects.of(draft))
    mine = next((reviewer for reviewer in reviewers if reviewer.person_id == request.user.pk), None)
    shown = {
        "draft": draft,
        "content": content,
        "passages": passages_of(content, said),
        "of_whole": said.get("", []),
        "reviewers": reviewers,
        "mine": mine,
        "standing": approval_standing(draft),
        "form": ApprovalForm(initial={"digest": draft.digest}),
    }
    return render(request, "revisions/signing_off/review.html", shown)


@require_POST
def approve_button(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Approve the draft as it was shown; the page is there for whoever was asked alone."""
    draft = in_review_or_404(request, code, pk)
    if not Reviewer.objects.of(draft).filter(person=request.user).exists():
        raise Http404
    form = ApprovalForm(request.POST)
    draft.digest = form.cleaned_data["digest"] if form.is_valid() else ""
    try:
        signing_off.approve(draft, by=request.user)
    except OvertakenError:
        messages.error(request, SIGNED["changed"])
    else:
        messages.success(request, SIGNED["approved"])
    return redirect("review-draft", code, pk)


def comment_page(request: SignedInRequest, code: str, pk: int, node: str = "") -> HttpResponse:
    """Ask what is to be said of a draft, or of one competence of it."""
    draft = in_review_or_404(request, code, pk)
    competence = next((one for one in content_of(pk).competences if one.code == node), None)
    if node and not competence:
        raise Http404
    form = DraftCommentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        signing_off.comment(draft, form.cleaned_data["text"], code=node, by=request.user)
        return _said(request, draft, node)
    shown = {"draft": draft, "competence": competence, "form": form}
    return render(request, "revisions/signing_off/comment.html", shown)


def answer_page(request: SignedInRequest, code: str, pk: int, comment: int) -> HttpResponse:
    """Ask what is to be answered to what somebody said."""
    draft = in_review_or_404(request, code, pk)
    begun = comment_or_404(draft, comment)
    form = DraftCommentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        signing_off.comment(draft, form.cleaned_data["text"], answers=begun, by=request.user)
        return _said(request, draft, begun.code)
    return render(request, "revisions/signing_off/comment.html", {"draft": draft, "begun": begun, "form": form})


@require_POST
def settle_button(request: SignedInRequest, code: str, pk: int, comment: int) -> HttpResponse:
    """Say that a conversation is settled."""
    draft = in_review_or_404(request, code, pk)
    begun = comment_or_404(draft, comment)
    signing_off.settle(begun, by=request.user)
    messages.success(request, SIGNED["settled"])
    return redirect(_address(draft, begun.code))


@editors_only
def reviewers_page(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Show who is asked to look a draft through, and ask somebody more."""
    draft = draft_or_404(request, code, pk)
    form = ReviewerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reviewer = signing_off.name_reviewer(draft, form.cleaned_data["email"], by=request.user)
        messages.success(request, SIGNED["named"].format(name=reviewer.person))
        return redirect("reviewers", code, pk)
    shown = {
        "draft": draft,
        "reviewers": Reviewer.objects.of(draft),
        "form": form,
        "standing": approval_standing(draft),
    }
    return render(request, "revisions/signing_off/reviewers.html", shown)


@require_POST
@editors_only
def remove_button(request: SignedInRequest, code: str, pk: int, reviewer: int) -> HttpResponse:
    """Ask somebody no more."""
    draft = draft_or_404(request, code, pk)
    asked = reviewer_or_404(draft, reviewer)
    signing_off.remove_reviewer(asked, by=request.user)
    messages.success(request, SIGNED["removed"].format(name=asked.person))
    return redirect("reviewers", code, pk)


def _said(request: SignedInRequest, draft: Version, node: str) -> HttpResponse:
    messages.success(request, SIGNED["said"])
    return redirect(_address(draft, node))


def _address(draft: Version, node: str) -> str:
    address = reverse("review-draft", args=[draft.framework.code, draft.pk])
    return f"{address}#c-{node}" if node else address
