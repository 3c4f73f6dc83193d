"""What people must know."""

from typing import Self

from django.db import models
from django.utils import timezone

from competence_app.people.models.user import User

SHOWN = 50


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Questions about many notices."""

    def visible_to(self, user: User) -> Self:
        """Keep those that are for ``user``."""
        return self.filter(person=user)

    def for_(self, user: User) -> Self:
        """Keep what ``user`` has not dismissed, the newest first, at most ``SHOWN``."""
        return self.visible_to(user).filter(read_at=None)[:SHOWN]


class Notice(models.Model):
    """One thing that one person must know, shown on their home page; never a rating."""

    person = models.ForeignKey(User, models.CASCADE, related_name="notices")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    title = models.TextField(blank=True)  # of the framework that it is about, in its language; or empty
    language = models.CharField(max_length=35, blank=True)
    path = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["person", "-at"], condition=models.Q(read_at=None), name="notices_unread"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(path__startswith="/"),
                name="notice_path_is_within_the_app",
                violation_error_message="A notice leads to a page of this app.",
            ),
            models.CheckConstraint(
                condition=models.Q(title="", language="") | ~models.Q(title="") & ~models.Q(language=""),
                name="notice_names_the_language_of_a_title",
                violation_error_message="A title is in some language, and a language is that of a title.",
            ),
        )

    def __str__(self) -> str:
        return self.subject
