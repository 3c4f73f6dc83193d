"""Assessments with their ratings, and the actions that practitioners plan from them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import RowNumber
from django.utils import timezone

from competence_app.assessments import lifecycle
from competence_app.assessments.answers import BLANK, Answer
from competence_app.catalogue import queries
from competence_app.catalogue.models import Competence, Framework, Version
from competence_app.catalogue.schema import Framework as Content
from competence_app.people.models import JobRole, User

ANSWER_MAX_LENGTH = 2000


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Questions about many assessments."""

    def visible_to(self, user: User) -> Self:
        """Keep what ``user`` may see: their own, for nothing has been sent to anybody yet."""
        return self.filter(practitioner=user)

    def under_way(self) -> Self:
        """Keep those during which their owner starts no other of the framework."""
        return self.filter(state__in=lifecycle.OPEN)

    def completed(self) -> Self:
        """Keep those with an answer to every competence."""
        return self.filter(state__in=lifecycle.COMPLETED)

    def latest_of_each(self) -> Self:
        """Keep the one that each practitioner started last in each framework."""
        order = [models.F("started_at").desc(), models.F("pk").desc()]
        ranks = models.Window(RowNumber(), partition_by=["practitioner", "framework"], order_by=order)
        return self.filter(pk__in=self.annotate(rank=ranks).filter(rank=1).values("pk"))

    def with_past(self) -> Self:
        """Fetch along what its pages name: the assessment before it and the job role."""
        return self.select_related("previous", "job_role")

    def with_newer(self) -> Self:
        """Read along the key of the current version, as ``newer_id``, where it is newer than the one answered."""
        newer = Version.objects.current().filter(
            framework=models.OuterRef("framework"), published_at__gt=models.OuterRef("version__published_at")
        )
        return self.annotate(newer_id=models.Subquery(newer.values("pk")[:1]))

    def newest_first(self) -> Self:
        """Order by start, the latest first."""
        return self.order_by("-started_at", "-pk")


class Assessment(models.Model):
    """One practitioner's answers to one version of a framework, from start to agreement."""

    practitioner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessments")
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="assessments")
    version = models.ForeignKey(Version, models.PROTECT, related_name="assessments")
    job_role = models.ForeignKey(JobRole, models.PROTECT, null=True, related_name="+")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        max_length=10, choices=[(state, state.capitalize()) for state in lifecycle.State], default=lifecycle.State.DRAFT
    )
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    objects = AssessmentQuerySet.as_manager()

    newer_id: int | None  # where with_newer() read it

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("practitioner", "framework"),
                condition=Q(state__in=lifecycle.OPEN),
                name="one_assessment_under_way_per_framework",
            ),
            models.CheckConstraint(
                condition=Q(state__in=lifecycle.COMPLETED, finished_at__isnull=False)
                | ~Q(state__in=lifecycle.COMPLETED) & Q(finished_at=None),
                name="finished_at_set_exactly_when_completed",
            ),
            models.CheckConstraint(condition=Q(state__in=list(lifecycle.State)), name="assessment_state_is_known"),
        )
        indexes = (models.Index(fields=["practitioner", "-started_at"], name="assessment_history"),)

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
    def is_superseded(self) -> bool:
        """Whether it is a draft that went on in another assessment, on a newer version."""
        return self.state == lifecycle.State.SUPERSEDED

    @property
    def is_under_way(self) -> bool:
        """Whether its owner can start no other of the framework."""
        return self.state in lifecycle.OPEN

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
        """Tell whether its practitioner has this move from here, needs aside: what buttons show."""
        return move in lifecycle.moves_from(lifecycle.State(self.state), lifecycle.Party.PRACTITIONER)

    def self_ratings(self) -> dict[str, "Rating"]:
        """Return the practitioner's ratings by the competence's code, in one query."""
        return self.ratings.voiced(Rating.Voice.SELF).by_code()


class RatingQuerySet(models.QuerySet["Rating"]):
    """Questions about many ratings."""

    def voiced(self, voice: "Rating.Voice") -> Self:
        """Keep those of one voice."""
        return self.filter(voice=voice)

    def with_code(self) -> Self:
        """Read along the code of what each rates, as ``code``."""
        return self.annotate(code=models.F("competence__code"))

    def by_assessment(self) -> dict[int, dict[str, "Rating"]]:
        """Return them by assessment, and then by code: of one voice."""
        found: dict[int, dict[str, Rating]] = defaultdict(dict)
        for rating in self.with_code():
            found[rating.assessment_id][rating.code] = rating
        return found

    def by_code(self) -> dict[str, "Rating"]:
        """Return them by the code of what they rate; of one assessment and voice, or some are hidden by others."""
        return {rating.code: rating for rating in self.with_code()}


class Rating(models.Model):
    """One voice's answer to one competence in one assessment."""

    class Voice(models.TextChoices):
        """Who speaks; no voice ever overwrites another."""

        SELF = "self"
        SUPERVISOR = "supervisor"
        AGREED = "agreed"

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="ratings")
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="+")
    voice = models.CharField(max_length=10, choices=Voice, default=Voice.SELF)
    level = models.PositiveSmallIntegerField(null=True)
    off_scale = models.CharField(max_length=64, blank=True)
    reason = models.TextField(max_length=ANSWER_MAX_LENGTH, blank=True)
    note = models.TextField(max_length=ANSWER_MAX_LENGTH, blank=True)
    rated_at = models.DateTimeField(default=timezone.now, help_text="when its author last chose or confirmed it")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    objects = RatingQuerySet.as_manager()

    code: str  # of the competence, where with_code() read it

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("assessment", "competence", "voice"), name="one_rating_per_voice"),
            models.CheckConstraint(condition=Q(level=None) | Q(off_scale=""), name="a_level_or_an_off_scale_answer"),
            models.CheckConstraint(condition=Q(reason="") | ~Q(off_scale=""), name="a_reason_only_off_the_scale"),
        )

    def __str__(self) -> str:
        return f"{self.voice} rating of {self.competence_id}"

    @property
    def answer(self) -> Answer:
        """What it says, as a plain value."""
        return Answer(self.level, self.off_scale, self.reason, self.note)


def answers(ratings: Mapping[str, Rating]) -> dict[str, Answer]:
    """Return what the ratings say, by the same codes."""
    return {code: rating.answer for code, rating in ratings.items()}


def answer_in(ratings: Mapping[str, Rating], code: str) -> Answer:
    """Return what the ratings say to one competence; ``BLANK`` where nothing is stored."""
    rating = ratings.get(code)
    return rating.answer if rating else BLANK


class ActionQuerySet(models.QuerySet["Action"]):
    """Questions about many actions."""

    def visible_to(self, user: User) -> Self:
        """Keep what ``user`` may see: their own."""
        return self.filter(practitioner=user)


class Action(models.Model):
    """One thing that a practitioner plans to do about a competence."""

    practitioner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="actions")
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="+")
    text = models.TextField("what I will do", max_length=ANSWER_MAX_LENGTH)
    due_on = models.DateField("by when", null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.text
