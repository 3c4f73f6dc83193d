"""Assessments: who answers what, where it stands, and who may see it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from competence_app.assessments.models.queryset import AssessmentQuerySet
from competence_app.assessments.rules import lifecycle
from competence_app.assessments.rules.answers import Voice
from competence_app.catalogue import queries
from competence_app.catalogue.models import Competence, Framework, Version
from competence_app.catalogue.rules.schema import Content
from competence_app.people.models import JobRole, User

if TYPE_CHECKING:
    from competence_app.assessments.models.rating import Rating
    from competence_app.assessments.models.returning import Return

COMMENT_MAX_LENGTH = 2000


def _in(states: Iterable[lifecycle.State]) -> Q:
    # As plain strings, since migrations repeat them: they must not import what may move.
    return Q(state__in=[state.value for state in states])


def _exactly(field: str, states: Collection[lifecycle.State], name: str) -> models.CheckConstraint:
    """Return the constraint that the field is set in these states, and in no other."""
    is_set, in_state = Q(**{f"{field}__isnull": False}), _in(states)
    return models.CheckConstraint(condition=in_state & is_set | ~in_state & ~is_set, name=name)


class Assessment(models.Model):
    """One practitioner's answers to one version of a framework, from start to agreement."""

    practitioner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessments")
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="assessments")
    version = models.ForeignKey(Version, models.PROTECT, related_name="assessments")
    job_role = models.ForeignKey(JobRole, models.PROTECT, null=True, related_name="+")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.capitalize()) for state in lifecycle.State],
        default=lifecycle.State.DRAFT.value,
    )
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="whom it was last sent to"
    )
    submitted_at = models.DateTimeField(null=True)
    to_discuss: "models.ManyToManyField[Competence, Any]" = models.ManyToManyField(Competence, related_name="+")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revealed_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    closing_comment = models.TextField(max_length=COMMENT_MAX_LENGTH, blank=True)
    shared_with: "models.ManyToManyField[User, Any]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="shared_assessments"
    )

    objects = AssessmentQuerySet.as_manager()

    newer_id: int | None  # where with_newer() read it
    last_agreed_at: datetime | None  # where with_last_agreed() read it
    # Where with_standing() read them: when it was last returned, whether anything newer was started, and whether
    # its supervisor still supervises its practitioner.
    returned_at: datetime | None
    has_newer: bool
    is_supervised: bool

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("practitioner", "framework"),
                condition=_in(lifecycle.OPEN),
                name="one_assessment_under_way_per_framework",
            ),
            _exactly("finished_at", lifecycle.COMPLETED, "finished_at_set_exactly_when_completed"),
            models.CheckConstraint(condition=_in(lifecycle.State), name="assessment_state_is_known"),
            _exactly("submitted_at", lifecycle.SENT, "submitted_at_set_exactly_when_sent"),
            _exactly("revealed_at", lifecycle.REVEALED, "revealed_at_set_exactly_when_revealed"),
            _exactly("reviewed_by", lifecycle.REVEALED, "reviewed_by_set_exactly_when_revealed"),
            _exactly("agreed_at", (lifecycle.State.AGREED,), "agreed_at_set_exactly_when_agreed"),
            models.CheckConstraint(
                condition=~_in(lifecycle.SENT) | Q(supervisor__isnull=False), name="sent_to_somebody"
            ),
            models.CheckConstraint(
                condition=Q(closing_comment="") | Q(state=lifecycle.State.AGREED.value),
                name="closing_comment_when_agreed",
            ),
        )
        indexes = (
            models.Index(fields=["practitioner", "-started_at"], name="assessment_history"),
            models.Index(fields=["supervisor", "state", "submitted_at"], name="assessment_waiting"),
        )

    def __str__(self) -> str:
        return f"{self.version} by {self.practitioner}, started {self.started_at:%d %B %Y}"

    @property
    def content(self) -> Content:
        """The text that is being answered."""
        return queries.content_of(self.version_id)

    @property
    def is_draft(self) -> bool:
        """Whether its answers may still change."""
        return self.state == lifecycle.State.DRAFT

    @property
    def is_completed(self) -> bool:
        """Whether it has a full answer to every competence."""
        return self.state in lifecycle.COMPLETED

    @property
    def is_sent(self) -> bool:
        """Whether it is in a supervisor's hands."""
        return self.state in lifecycle.SENT

    @property
    def is_revealed(self) -> bool:
        """Whether its supervisor has rated it, and both have seen what the other said."""
        return self.state in lifecycle.REVEALED

    @property
    def is_agreed(self) -> bool:
        """Whether both have agreed it."""
        return self.state == lifecycle.State.AGREED

    @property
    def is_superseded(self) -> bool:
        """Whether it is a draft that went on in another assessment, on a newer version."""
        return self.state == lifecycle.State.SUPERSEDED

    @property
    def is_under_way(self) -> bool:
        """Whether its owner can start no other of the framework."""
        return self.state in lifecycle.OPEN

    @property
    def days_waiting(self) -> int:
        """How many days ago it was sent to its supervisor, where it is."""
        return (timezone.localdate() - timezone.localdate(self.submitted_at)).days

    @property
    def carried_from(self) -> str:
        """The label of the version whose answers it carries on, if any."""
        return self.previous.content.version if self.previous else ""

    def newer(self) -> AssessmentQuerySet:
        """Return what its practitioner has started of the framework since."""
        theirs = Assessment.objects.filter(practitioner=self.practitioner_id, framework=self.framework_id)
        return theirs.filter(started_at__gte=self.started_at).exclude(pk=self.pk)

    def past(self, theirs: Mapping[int, "Assessment"]) -> list["Assessment"]:
        """Return what it goes on from, the latest first: the drafts moved to it, then the completed one before them.

        ``theirs`` has its practitioner's assessments by primary key.
        """
        found: list[Assessment] = []
        last = theirs.get(self.previous_id or 0)
        while last:
            found.append(last)
            last = theirs.get(last.previous_id or 0) if last.is_superseded else None
        return found

    def moved_to(self) -> "Assessment | None":
        """Return the assessment that it went on in, where its owner moved it to a newer version."""
        return Assessment.objects.filter(previous=self).first() if self.is_superseded else None

    def can_reopen(self) -> bool:
        """Tell whether its practitioner can turn it back into a draft."""
        return self.may("reopen") and not self.newer().exists()

    def may(self, move: str) -> bool:
        """Tell whether somebody has this move from here, needs aside: what buttons show."""
        return lifecycle.MOVES[move].source == self.state

    @property
    def moves(self) -> frozenset[str]:
        """The names of the moves that its practitioner has, where with_standing() read what they need."""
        met = {
            lifecycle.Need.NOTHING_NEWER: not self.has_newer,
            lifecycle.Need.SUPERVISION_OVER: not self.is_supervised,
            lifecycle.Need.UNCOMMENTED: not self.closing_comment,
        }
        unmet = [need for need, is_met in met.items() if not is_met]
        return lifecycle.moves_from(lifecycle.State(self.state), lifecycle.Party.PRACTITIONER, unmet=unmet)

    def last_return(self) -> "Return | None":
        """Return how it came back the last time, with who returned it; None where it never did or was sent since.

        A draft that was moved to a newer version takes along what was said of it.
        """
        moved = self.previous if self.previous and self.previous.is_superseded else None
        last = moved if moved and not self.supervisor_id else self
        return last.returns.select_related("by").first() if last.supervisor_id and not last.is_sent else None

    def codes_to_discuss(self) -> set[str]:
        """Return the codes of what its practitioner chose to discuss."""
        return set(self.to_discuss.values_list("code", flat=True))

    def party_of(self, user: User) -> lifecycle.Party:
        """Return whose side ``user`` is on: whoever did not write it reviews it."""
        return lifecycle.Party.PRACTITIONER if user.pk == self.practitioner_id else lifecycle.Party.SUPERVISOR

    def self_ratings(self) -> dict[str, "Rating"]:
        """Return the practitioner's ratings by the competence's code, in one query."""
        return self.ratings_of(Voice.SELF)

    def ratings_of(self, voice: Voice) -> dict[str, "Rating"]:
        """Return one voice's ratings by the competence's code, in one query."""
        return self.ratings.voiced(voice).by_code()
