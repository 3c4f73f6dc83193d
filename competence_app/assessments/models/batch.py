"""Assessments counted together, so that nobody's can be told."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import ExpressionWrapper, Q
from django.utils import timezone

from competence_app.assessments.models.assessment import Assessment
from competence_app.assessments.models.showing import Showing
from competence_app.assessments.rules.answers import Voice
from competence_app.catalogue.models import Version
from competence_app.people.models import Team, User
from competence_app.people.models.user import UserQuerySet

VOICES = [(voice.value, voice.capitalize()) for voice in Voice]


def known_to(people: Collection[User] | UserQuerySet) -> "models.QuerySet[Assessment, Any]":
    """Return the keys of the assessments whose answers one of the people wrote, ever read, or will read once revealed.

    Each has its index; joined by OR, they would be looked for in every assessment that there is.
    """
    wrote, reads = (Assessment.objects.filter(**{f"{who}__in": people}) for who in ("practitioner", "supervisor"))
    shown = Showing.objects.filter(reader__in=people)
    return wrote.values("pk").union(reads.values("pk"), shown.values("assessment"))


class BatchQuerySet(models.QuerySet["Batch"]):
    """Questions about many batches."""

    def visible_to(self, user: User) -> Self:
        """Keep those of the teams that ``user`` leads, but for any that counts what ``user`` knows from elsewhere.

        Whoever knows some of the answers could take them away, and be left with a few of the others'.
        """
        return self.of_teams_led_by(user).exclude(counted__assessment__in=known_to([user]))

    def with_kind(self) -> Self:
        """Read along whether each counts who has something to do, as ``is_by_need``."""
        return self.annotate(is_by_need=ExpressionWrapper(Q(needing__isnull=False), models.BooleanField()))

    def hidden_from(self, user: User) -> Self:
        """Keep those that ``user`` could read, did they not know some of the answers."""
        return self.of_teams_led_by(user).exclude(pk__in=self.visible_to(user).values("pk"))

    def of_teams_led_by(self, user: User) -> Self:
        """Keep those of the teams that ``user`` leads, whatever they know."""
        return self.filter(team__in=Team.objects.led_by(user))


class Batch(models.Model):
    """The answers of one voice in a team's assessments of one framework, counted together once and for all.

    ``counts`` has, by a competence's code, how many gave each choice; ``needing`` how many of these it left below the
    target of their job role or without opportunity, None where nothing is expected, or levels alone were counted. Of
    assessments of older versions they hold what ``version`` asks just as they did. What happens to the assessments
    afterwards changes nothing here: a number that changed would tell whose answer did. The database keeps batches as
    they are.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="batches")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    voice = models.CharField(max_length=10, choices=VOICES)
    closed_at = models.DateTimeField(default=timezone.now)
    counts = models.JSONField()
    needing = models.JSONField(null=True)

    objects = BatchQuerySet.as_manager()

    is_by_need: bool  # where with_kind() read it

    class Meta:
        ordering = ("-closed_at", "-pk")
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return f"{self.team}, {self.voice}, {self.closed_at:%d %B %Y}"


class BatchMember(models.Model):
    """One assessment that a batch counts; no other batch ever counts what the same voice says in it."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="counted")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="counted")
    voice = models.CharField(max_length=10, choices=VOICES)

    class Meta:
        db_table = "assessments_counted"
        constraints = (models.UniqueConstraint(fields=("assessment", "voice"), name="counted_once_per_voice"),)

    def __str__(self) -> str:
        return f"{self.assessment_id} in {self.batch_id}"
