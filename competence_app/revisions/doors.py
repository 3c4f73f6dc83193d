"""Who gets to a draft that is looked through: framework editors, and those who were asked, as long as they are."""

from django.shortcuts import get_object_or_404

from competence_app.catalogue.models import Comment, Reviewer, Version
from competence_app.people.requests import SignedInRequest


def in_review_or_404(request: SignedInRequest, code: str, pk: int) -> Version:
    """Return a draft that this person looks through."""
    drafts = Version.objects.filter(state=Version.State.DRAFT)
    if not request.user.is_framework_editor:
        drafts = drafts.filter(reviewers__person=request.user)
    return get_object_or_404(drafts.select_related("framework", "created_by"), framework__code=code, pk=pk)


def comment_or_404(draft: Version, pk: int) -> Comment:
    """Return what began a conversation about the draft."""
    return get_object_or_404(Comment.objects.of(draft), pk=pk, answers=None)


def reviewer_or_404(draft: Version, pk: int) -> Reviewer:
    """Return one who was asked to look the draft through."""
    return get_object_or_404(Reviewer.objects.of(draft), pk=pk)
