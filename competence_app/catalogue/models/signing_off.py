"""Who looks a draft through before it is published, and what is said of it meanwhile."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from competence_app.catalogue.models.versions import Version


class ReviewerQuerySet(models.QuerySet["Reviewer"]):
    """Questions about many reviewers."""

    def of(self, draft: Version) -> Self:
        """Keep those of a draft, in the order of their names."""
        return self.filter(version=draft.pk).select_related("person").order_by("person__sort_key", "pk")

    def approving(self, draft: Version) -> Self:
        """Keep those who approved the draft as it stands; whoever wrote it last approves nothing of their own."""
        approving = self.of(draft).filter(approved_digest=draft.digest)
        return approving.exclude(person=draft.created_by_id) if draft.created_by_id else approving


class Reviewer(models.Model):
    """One person who was asked to look a draft through, and what of it they approved."""

    version = models.ForeignKey(Version, models.CASCADE, null=True, related_name="reviewers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)
    approved_digest = models.CharField(max_length=64, blank=True, help_text="of the draft as it stood then")
    approved_at = models.DateTimeField(null=True)

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("version", "person"), name="one_reviewer_a_person"),
            models.CheckConstraint(
                condition=models.Q(approved_digest="", approved_at=None)
                | ~models.Q(approved_digest="") & ~models.Q(approved_at=None),
                name="approved_at_set_exactly_when_approved",
            ),
        )

    def __str__(self) -> str:
        return str(self.person)


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions about many comments."""

    def of(self, draft: Version) -> Self:
        """Keep those on a draft, the oldest first."""
        return self.filter(version=draft.pk).select_related("by", "settled_by").order_by("at", "pk")

    def unsettled(self) -> Self:
        """Keep what began a conversation that is not settled."""
        return self.filter(answers=None, settled_at=None)


class Comment(models.Model):
    """What one person said of a draft, or of one of its competences, or in answer to that."""

    version = models.ForeignKey(Version, models.CASCADE, null=True, related_name="comments")
    code = models.CharField(max_length=64, blank=True, help_text="of the competence or domain; empty: of the whole")
    answers = models.ForeignKey("self", models.CASCADE, null=True, related_name="answered_by")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(settled_at=None, settled_by=None)
                | ~models.Q(settled_at=None) & ~models.Q(settled_by=None),
                name="settled_by_set_exactly_when_settled",
            ),
        )

    def __str__(self) -> str:
        return self.text
