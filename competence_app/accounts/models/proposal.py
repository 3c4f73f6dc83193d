"""What one people administrator asks for, and another one confirms."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from competence_app.accounts.rules.proposals import HOLDS
from competence_app.people.models.address import AddressColumn

REASON_MAX_LENGTH = 200


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Questions about many proposals."""

    def open(self) -> Self:
        """Keep those that nobody has answered, lapsed or not."""
        return self.filter(state=Proposal.State.OPEN)

    def waiting(self) -> Self:
        """Keep those that can still be confirmed, the oldest first."""
        return self.open().filter(asked_at__gt=timezone.now() - HOLDS).order_by("asked_at", "pk")

    def waiting_for(self, user: models.Model) -> Self:
        """Keep those of them that ``user``, who administers people, can confirm."""
        return self.waiting().exclude(asked_by=user.pk).exclude(person=user.pk)

    def with_people(self) -> Self:
        """Fetch whom each is about and who asks."""
        return self.select_related("person", "asked_by")


class Proposal(models.Model):
    """One thing that a people administrator asks to be done to somebody's account, and what another one says to it."""

    class Kind(models.TextChoices):
        """What is to be done."""

        ADDRESS = "new address", "New email address"
        ERASURE = "erasure", "Erasing a closed account"

    class State(models.TextChoices):
        """What came of it."""

        OPEN = "open", "Open"
        CONFIRMED = "confirmed", "Confirmed"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"
        LAPSED = "lapsed", "Lapsed"

    kind = models.CharField(max_length=11, choices=Kind)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    address = AddressColumn("new address", blank=True)
    reason = models.CharField(max_length=REASON_MAX_LENGTH)  # emptied where the person is erased
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "kind"), condition=Q(state="open"), name="one_open_proposal_of_a_kind"
            ),
            models.CheckConstraint(condition=Q(kind__in=["new address", "erasure"]), name="proposal_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None)
                | Q(state__in=["confirmed", "refused", "withdrawn", "lapsed"], closed_at__isnull=False),
                name="proposal_is_closed_when_it_is_not_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "refused"], answered_by__isnull=False)
                | Q(state__in=["open", "withdrawn", "lapsed"], answered_by=None),
                name="proposal_is_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("person"))
                & (Q(answered_by=None) | ~Q(answered_by=F("asked_by")) & ~Q(answered_by=F("person"))),
                name="proposal_takes_two_others",
            ),
            models.CheckConstraint(
                condition=~Q(kind="new address", state="open", address="") & (Q(kind="new address") | Q(address="")),
                name="proposal_of_an_address_has_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"

    @property
    def lapses_at(self) -> datetime:
        """Until when it can be confirmed."""
        return self.asked_at + HOLDS

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be confirmed."""
        return self.state == self.State.OPEN and timezone.now() < self.lapses_at
