"""Who supervises whom, and who asks to be supervised."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.formats import date_format

from competence_app.people import wording
from competence_app.people.models.address import AddressColumn
from competence_app.people.models.user import User
from competence_app.people.rules.supervising import Phase, Term


class SupervisionQuerySet(models.QuerySet["Supervision"]):
    """Questions about many supervisions."""

    def current(self) -> Self:
        """Keep those that have begun and whose last day is not over."""
        today = timezone.localdate()
        return self.filter(started_on__lte=today).filter(models.Q(ended_on=None) | models.Q(ended_on__gte=today))

    def not_over(self) -> Self:
        """Keep those whose last day is not over, begun or not, the earliest first."""
        unended = models.Q(ended_on=None) | models.Q(ended_on__gte=timezone.localdate())
        return self.filter(unended).order_by("started_on", "pk")

    def lasting(self) -> Self:
        """Keep those, begun or not, that go on beyond today."""
        return self.filter(models.Q(ended_on=None) | models.Q(ended_on__gt=timezone.localdate()))

    def of_pair(self, practitioner: int, supervisor: int) -> Self:
        """Keep those of these two, by their keys."""
        return self.filter(practitioner=practitioner, supervisor=supervisor)

    def successor_of(self, supervisor: int | None) -> int | None:
        """Return who took over from the supervisor with this key, where somebody was named at last."""
        return self.filter(supervisor=supervisor).order_by("started_on").values_list("successor", flat=True).last()

    def with_practitioners(self) -> Self:
        """Fetch who is supervised, with their job role and team, and who takes over, in the order of their names."""
        found = self.select_related("practitioner__job_role", "practitioner__team", "successor")
        return found.order_by("practitioner__sort_key", "practitioner__email", "pk")

    def with_supervisors(self) -> Self:
        """Fetch who supervises, with their job role and team, in the order of their names."""
        found = self.select_related("supervisor__job_role", "supervisor__team", "successor")
        return found.order_by("supervisor__sort_key", "supervisor__email", "pk")


class Supervision(models.Model):
    """One person supervising another, for a time."""

    practitioner = models.ForeignKey(User, models.CASCADE, related_name="supervised_by")
    supervisor = models.ForeignKey(User, models.CASCADE, related_name="supervises")
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", help_text="who supervises them from then on"
    )

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(practitioner=models.F("supervisor")),
                name="nobody_supervises_themselves",
                violation_error_message="Nobody supervises themselves: choose two people.",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("started_on")),
                name="supervision_ends_after_its_start",
                violation_error_message="The end must not come before the start.",
            ),
            models.CheckConstraint(
                condition=models.Q(successor=None) | models.Q(ended_on__isnull=False),
                name="successor_where_it_ends",
                violation_error_message="Somebody takes over where a supervision ends.",
            ),
            models.CheckConstraint(
                condition=models.Q(successor=None)
                | ~models.Q(successor=models.F("practitioner")) & ~models.Q(successor=models.F("supervisor")),
                name="successor_is_somebody_else",
                violation_error_message="Somebody else takes over: choose neither of the two.",
            ),
            models.UniqueConstraint(
                fields=("practitioner", "supervisor"),
                condition=models.Q(ended_on=None),
                name="one_current_supervision_per_pair",
                violation_error_message="This person supervises them already.",
            ),
        )

    def __str__(self) -> str:
        verb = wording.SUPERVISES[self.phase]
        return f"{self.supervisor} {verb} {self.practitioner}"

    @property
    def phase(self) -> Phase:
        """Whether it is to come, runs today or is over."""
        return self.term.phase(timezone.localdate())

    @property
    def term(self) -> Term:
        """From when to when it lasts."""
        return Term(self.started_on, self.ended_on)

    def clean(self) -> None:
        """Raise ``ValidationError`` where these two have another supervision at the same time.

        Nobody takes over what has no end any more.
        """
        if self.ended_on is None:
            self.successor = None
        if None in {self.practitioner_id, self.supervisor_id, self.started_on}:
            return  # what is missing has its own words
        others = Supervision.objects.of_pair(self.practitioner_id, self.supervisor_id).exclude(pk=self.pk)
        if self.ended_on is None:
            others = others.exclude(ended_on=None)  # of two without an end the constraint tells
        if other := next((other for other in others if self.term.overlaps(other.term)), None):
            ended = date_format(other.ended_on, wording.DAY) if other.ended_on else ""
            days = wording.term(date_format(other.started_on, wording.DAY), ended)
            raise ValidationError(wording.OVERLAPS.format(term=days), code="overlaps")


class SupervisionRequestQuerySet(models.QuerySet["SupervisionRequest"]):
    """Questions about many requests."""

    def made_by(self, user: User) -> Self:
        """Keep those that ``user`` made."""
        return self.filter(practitioner=user)

    def addressed_to(self, user: User) -> Self:
        """Keep those made to the address of ``user`` by people who may still sign in."""
        return self.filter(email=user.email, practitioner__is_active=True)

    def open(self) -> Self:
        """Keep those without an answer."""
        return self.filter(state=SupervisionRequest.State.OPEN)

    def with_practitioners(self) -> Self:
        """Fetch who asks, with their job role and team."""
        return self.select_related("practitioner__job_role", "practitioner__team")

    def waiting_for(self, user: User) -> Self:
        """Keep those that ``user`` has to answer, the oldest first, with who asks."""
        return self.addressed_to(user).open().with_practitioners().order_by("asked_at", "pk")


class SupervisionRequest(models.Model):
    """One person asking whoever has an e-mail address, with an account or without, to supervise them."""

    class State(models.TextChoices):
        """What came of it."""

        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        CANCELLED = "cancelled", "Cancelled"

    practitioner = models.ForeignKey(User, models.CASCADE, related_name="supervision_requests")
    email = AddressColumn("email address")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = SupervisionRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        indexes = (models.Index(fields=["email"], condition=models.Q(state="open"), name="requests_waiting"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at=None)
                | models.Q(state__in=["accepted", "declined", "cancelled"], closed_at__isnull=False),
                name="request_is_closed_when_it_is_not_open",
                violation_error_message="A request has a closing date when it is closed, and only then.",
            ),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="request_email_is_in_lower_case",
                violation_error_message=wording.NO_ADDRESS,
            ),
            models.UniqueConstraint(
                fields=("practitioner", "email"),
                condition=models.Q(state="open"),
                name="one_open_request_per_address",
                violation_error_message="This person has been asked already and has not answered yet.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.practitioner} asks {self.email}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state == self.State.OPEN
