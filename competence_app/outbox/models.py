"""E-mails that are to be sent, and whether they were."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from competence_app.outbox.rules.status import MailStatus, mail_status
from competence_app.ui.languages import OURS

OPEN = models.Q(sent_at=None, failed_at=None)


class MailQuerySet(models.QuerySet["Mail"]):
    """Questions about many e-mails."""

    def unsent(self) -> Self:
        """Keep those that have not gone out, given up or not."""
        return self.filter(sent_at=None)

    def invitations_to(self, *emails: str) -> Self:
        """Keep the invitations to these addresses, the newest first."""
        return self.filter(kind=Mail.Kind.INVITATION, to__in=emails).order_by("-pk")

    def open(self) -> Self:
        """Keep those that are still to go out by themselves."""
        return self.filter(OPEN)

    def stuck(self, now: datetime) -> Self:
        """Keep those that should have gone out and did not: given up within a day, or waiting for an hour and more."""
        given_up = models.Q(failed_at__gte=now - timedelta(days=1))
        return self.filter(given_up | OPEN & models.Q(written_at__lt=now - timedelta(hours=1)))

    def are_left_lying(self, now: datetime) -> bool:
        """Tell whether something is due for ten minutes, and nobody has taken up anything meanwhile."""
        since = now - timedelta(minutes=10)
        return self.due(since).exists() and not self.filter(claimed_at__gte=since).exists()

    def due(self, now: datetime) -> Self:
        """Keep those to send now: the longest due first, reminders after what somebody waits for."""
        reminders_last = models.Case(models.When(kind=Mail.Kind.REMINDER, then=1), default=0)
        return self.open().filter(due_at__lte=now).order_by(reminders_last, "due_at", "pk")


class Mail(models.Model):
    """One e-mail to whoever has an open account with an address, written down together with what it tells.

    With a ``person`` it is theirs, though the address is not, or is no longer, that of their account.

    The text is never of a rating, and holds no link to choose a password: that is made when the e-mail is sent.
    """

    class Kind(models.TextChoices):
        """What it is there for."""

        NOTICE = "notice", "Notice"
        REMINDER = "reminder", "Reminder"
        INVITATION = "invitation", "Invitation"
        PASSWORD = "password", "Link to a new password"
        ADDRESS = "address", "New email address"

    kind = models.CharField(max_length=10, choices=Kind)
    to = models.EmailField("address")  # as the rows of people hold it
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", editable=False)
    subject = models.CharField(max_length=200)
    text = models.TextField()  # emptied once it is sent
    languages = models.TextField(blank=True)  # in which it is beside ours, with commas between
    path = models.CharField(max_length=200, blank=True)  # within the app, where the thing is; or empty
    written_at = models.DateTimeField("written", default=timezone.now, editable=False)
    due_at = models.DateTimeField("next attempt", default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)  # by the last of the attempts
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)  # of the last attempt

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ("-written_at", "-pk")
        verbose_name = "email"
        indexes = (
            models.Index(fields=["due_at"], condition=OPEN, name="mail_due"),
            models.Index(fields=["to", "kind"], name="mail_to"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(failed_at=None), name="mail_is_sent_or_failed_not_both"
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(text=""), name="mail_keeps_no_text_once_it_is_sent"
            ),
            models.CheckConstraint(
                condition=models.Q(attempts=0, claimed_at=None) | models.Q(attempts__gt=0, claimed_at__isnull=False),
                name="mail_is_claimed_to_be_tried",
            ),
            models.CheckConstraint(
                condition=models.Q(path="") | models.Q(path__startswith="/"), name="mail_path_is_within_the_app"
            ),
            models.UniqueConstraint(
                fields=("to",),
                condition=models.Q(kind="password") & OPEN,
                name="one_password_link_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.to}"

    @property
    def status(self) -> MailStatus:
        """Where it stands."""
        return mail_status(sent_at=self.sent_at, failed_at=self.failed_at, attempts=self.attempts)

    @property
    def content_language(self) -> str:
        """In which languages it is, as its header says."""
        return ", ".join(dict.fromkeys([OURS, *filter(None, self.languages.split(", "))]))

    @property
    def leads_to_a_password(self) -> bool:
        """Whether its link lets its reader choose a password."""
        return self.kind in {self.Kind.INVITATION, self.Kind.PASSWORD}
