"""Ratings: what each voice answers to each competence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone

from competence_app.assessments.models.assessment import Assessment
from competence_app.assessments.rules.again import CARRIED
from competence_app.assessments.rules.answers import BLANK, Answer, StillTrue, Voice
from competence_app.catalogue.models import Competence
from competence_app.catalogue.queries import competence_ids
from competence_app.ui.questions import PreparedQuery

ANSWER_MAX_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Given:
    """What a rating says, for a page that shows many: rows are read as values in a fraction of the time."""

    answer: Answer
    rated_at: datetime | None  # of a former answer, not looked at again
    is_looked_at: bool

    @property
    def is_to_look_at(self) -> bool:
        """Whether it is a former answer that its author has not looked at again."""
        return not self.is_looked_at and bool(self.answer.choice)


class RatingQuerySet(models.QuerySet["Rating"]):
    """Questions about many ratings."""

    def voiced(self, voice: Voice) -> Self:
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

    def by_code(self, voice: Voice) -> dict[str, "Rating"]:
        """Return one voice's by the code of what they rate: of one assessment, or some are hidden by others."""
        return {rating.code: rating for rating in self.voiced(voice).with_code()}


class Rating(models.Model):
    """One voice's answer to one competence in one assessment."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="ratings")
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="+")
    voice = models.CharField(
        max_length=10, choices=[(voice.value, voice.capitalize()) for voice in Voice], default=Voice.SELF.value
    )
    level = models.PositiveSmallIntegerField(null=True)
    off_scale = models.CharField(max_length=64, blank=True)
    reason = models.TextField(max_length=ANSWER_MAX_LENGTH, blank=True)
    note = models.TextField(max_length=ANSWER_MAX_LENGTH, blank=True)
    rated_at = models.DateTimeField(default=timezone.now, help_text="when its author last chose or confirmed it")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    is_looked_at = models.BooleanField(
        default=True, db_default=True, help_text="in this round: a carried answer is not until its author says it anew"
    )
    still_true = models.CharField(
        max_length=7,
        blank=True,
        default="",
        db_default="",
        choices=[(way.value, way.capitalize()) for way in StillTrue],
        help_text="how its author last confirmed a former answer; empty where it was said anew",
    )

    objects = RatingQuerySet.as_manager()

    code: str  # of the competence, where with_code() read it

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("assessment", "competence", "voice"), name="one_rating_per_voice"),
            models.CheckConstraint(condition=Q(level=None) | Q(off_scale=""), name="a_level_or_an_off_scale_answer"),
            models.CheckConstraint(condition=Q(reason="") | ~Q(off_scale=""), name="a_reason_only_off_the_scale"),
            models.CheckConstraint(
                condition=Q(is_looked_at=True) | Q(carried_from__isnull=False),
                name="only_what_is_carried_is_to_look_at",
            ),
            models.CheckConstraint(
                condition=Q(still_true__in=["", *(way.value for way in StillTrue)]), name="still_true_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.voice} rating of {self.competence_id}"

    @property
    def answer(self) -> Answer:
        """What it says, as a plain value."""
        return Answer(self.level, self.off_scale, self.reason, self.note)

    def carried_into(self, assessment: Assessment, *, competence_id: int | None = None) -> "Rating":
        """Return what a new assessment begins with: the same, of the same day, not stored yet.

        Moving a draft goes on with the same round: what was looked at stays so.
        """
        return Rating(
            assessment=assessment,
            competence_id=competence_id or self.competence_id,
            level=self.level,
            off_scale=self.off_scale,
            reason=self.reason,
            note=self.note,
            rated_at=self.rated_at,
            carried_from=self,
            is_looked_at=self.is_looked_at and self.assessment.is_superseded,
            still_true=self.still_true,
        )

    @property
    def is_to_look_at(self) -> bool:
        """Whether it is a former answer that its author has not looked at again."""
        return not self.is_looked_at and bool(self.answer.choice)

    @property
    def how(self) -> str:
        """How its author came to say it in this round: see ``rules.again``."""
        return CARRIED if self.is_to_look_at else self.still_true


def answers(ratings: Mapping[str, Rating | Given]) -> dict[str, Answer]:
    """Return what the ratings say, by the same codes."""
    return {code: rating.answer for code, rating in ratings.items()}


def answers_given(assessment: Assessment, voice: Voice) -> dict[str, Given]:
    """Return by code what one voice says in an assessment."""
    codes = {pk: code for code, pk in competence_ids(assessment.version_id).items()}
    rows: Iterable[tuple[Any, ...]] = _GIVEN(assessment.pk, voice.value)
    return {codes[pk]: Given(Answer(*answer), at, is_looked_at) for pk, at, is_looked_at, *answer in rows}


def given_to(assessment: Assessment, voice: Voice, codes: Iterable[str]) -> dict[str, Rating]:
    """Return by code one voice's ratings of some of the competences.

    Competences of one domain were stored one after the other: few more are read, in a query of one shape.
    """
    ids = competence_ids(assessment.version_id)
    asked = {ids[code]: code for code in codes}
    around = _BETWEEN(assessment.pk, voice.value, min(asked), max(asked)) if asked else ()
    return {asked[one.competence_id]: one for one in around if one.competence_id in asked}


# To read the date of each takes SQLite longer than the rest; the others' are not shown.
_WHEN_FORMER = Case(When(is_looked_at=False, then="rated_at"))
_GIVEN = PreparedQuery(
    lambda assessment, voice: Rating.objects.filter(assessment=assessment, voice=voice).values_list(
        "competence_id", _WHEN_FORMER, "is_looked_at", "level", "off_scale", "reason", "note"
    ),
    *(int, str),
)
_BETWEEN = PreparedQuery(
    lambda assessment, voice, first, last: Rating.objects.filter(
        assessment=assessment, voice=voice, competence__gte=first, competence__lte=last
    ),
    *(int, str, int, int),
)


def answer_in(ratings: Mapping[str, Rating], code: str) -> Answer:
    """Return what the ratings say to one competence; ``BLANK`` where nothing is stored."""
    rating = ratings.get(code)
    return rating.answer if rating else BLANK
