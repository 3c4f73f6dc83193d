"""Signing a draft off: who is asked, what they say and approve, and publishing what enough have approved."""

from collections.abc import Collection

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from competence_app.audit.actions import record
from competence_app.catalogue.actions import drafting, storing
from competence_app.catalogue.actions.drafting import OvertakenError
from competence_app.catalogue.models import Comment, Reviewer, Version
from competence_app.people.actions import tell
from competence_app.people.models import User
from competence_app.revisions.rules.approving import ApprovalStanding
from competence_app.revisions.wording import NOTICES, lacking


class UnapprovedError(Exception):
    """Too few have approved the draft as it stands; in words for whoever would publish it."""

    def __init__(self, standing: ApprovalStanding) -> None:
        super().__init__(lacking(standing))


@transaction.atomic
def name_reviewer(draft: Version, person: User, *, by: User) -> Reviewer:
    """Ask somebody to look the draft through; who is asked already stays so. Raise ``OvertakenError``."""
    _check_editor(by)
    locked = _locked(draft)
    reviewer, is_new = Reviewer.objects.get_or_create(version=locked, person=person)
    if is_new:
        record("name reviewer", locked, by=by, about=person)
        _tell(person, "named", locked, by=by)
    return reviewer


@transaction.atomic
def remove_reviewer(reviewer: Reviewer, *, by: User) -> None:
    """Ask somebody no more: the draft is not there for them then, unless they are a framework editor."""
    _check_editor(by)
    if reviewer.version and Reviewer.objects.filter(pk=reviewer.pk).delete()[0]:
        record("remove reviewer", reviewer.version, by=by, about=reviewer.person)


@transaction.atomic
def approve(draft: Version, *, by: User) -> None:
    """Approve the draft as it was shown; raise ``OvertakenError`` where it is not so any more."""
    locked = _locked(draft)
    if locked.digest != draft.digest:
        raise OvertakenError("changed")
    reviewer = Reviewer.objects.filter(version=locked, person=by).first()
    if reviewer is None:
        raise PermissionDenied
    if reviewer.approved_digest != locked.digest:
        reviewer.approved_digest, reviewer.approved_at = locked.digest, timezone.now()
        reviewer.save(update_fields=("approved_digest", "approved_at"))
        record("approve", locked, by=by)
        _tell_author("approved", locked, by=by)


@transaction.atomic
def comment(draft: Version, text: str, *, code: str = "", answers: Comment | None = None, by: User) -> Comment:
    """Say something of the draft, of what has the ``code`` in it, or in answer to what began a conversation.

    Raise ``OvertakenError``.
    """
    locked = _locked(draft)
    said = Comment.objects.create(
        version=locked, text=text, code=answers.code if answers else code, answers=answers, by=by
    )
    record("comment on", locked, by=by)
    if answers and answers.by_id != by.pk:
        _tell(answers.by, "answered", locked, by=by)
    else:
        _tell_author("commented", locked, by=by)
    return said


@transaction.atomic
def settle(comment: Comment, *, by: User) -> None:
    """Say that a conversation is settled; what is settled stays so."""
    settled = Comment.objects.filter(pk=comment.pk, settled_at=None)
    if comment.version and settled.update(settled_at=timezone.now(), settled_by=by):
        record("settle comment", comment.version, by=by)


@transaction.atomic
def publish_approved(draft: Version, *, expected: int | None, by: User) -> Version:
    """Publish the draft as ``drafting.publish`` does; raise ``UnapprovedError`` where too few have approved it.

    Its reviewers and comments go with it: a published version has another key.
    """
    storing.lock([draft.framework.code])
    standing = approval_standing(draft)
    if standing.lacks:
        raise UnapprovedError(standing)
    reviewers = [*Reviewer.objects.filter(version=draft.pk).values_list("pk", flat=True)]
    comments = [*Comment.objects.filter(version=draft.pk).values_list("pk", flat=True)]
    _lead(reviewers, comments, to=None)
    published = drafting.publish(draft, expected=expected, by=by)
    _lead(reviewers, comments, to=published)
    return published


def _lead(reviewers: Collection[int], comments: Collection[int], *, to: Version | None) -> None:
    Reviewer.objects.filter(pk__in=reviewers).update(version=to)
    Comment.objects.filter(pk__in=comments).update(version=to)


def approval_standing(draft: Version) -> ApprovalStanding:
    """Return how many approved the draft as it stands, and how many must."""
    return ApprovalStanding(Reviewer.objects.approving(draft).count(), settings.APPROVALS_REQUIRED)


def _check_editor(by: User) -> None:
    if not by.is_framework_editor:
        raise PermissionDenied


def _locked(draft: Version) -> Version:
    storing.lock([draft.framework.code])
    stored = (
        Version.objects.filter(pk=draft.pk, state=Version.State.DRAFT).select_related("framework", "created_by").first()
    )
    if stored is None:
        raise OvertakenError("ended")
    return stored


def _tell_author(event: str, draft: Version, *, by: User) -> None:
    author = draft.created_by
    if isinstance(author, User) and author.pk != by.pk:
        _tell(author, event, draft, by=by)


def _tell(person: User, event: str, draft: Version, *, by: User) -> None:
    subject, text = (words.format(name=by, version=draft.label) for words in NOTICES[event])
    path = reverse("review-draft", args=[draft.framework.code, draft.pk])
    tell(person, subject, text, path=path, titled=draft)
