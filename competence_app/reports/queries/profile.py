"""What one assessment says, in as many voices as may be heard."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.queries import steps_between
from competence_app.assessments.rules import carry
from competence_app.assessments.rules.again import CARRIED
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.lifecycle import State
from competence_app.people.models import JobRole, User
from competence_app.reports.rules.profile import Profile, profile_of

# The voices that may be read beside each other, where these are more than the practitioner's own.
HEARD = {State.REVIEWED: (Voice.SELF, Voice.SUPERVISOR), State.AGREED: tuple(Voice)}


@dataclass(frozen=True, slots=True)
class DatedAnswer:
    """One rating: what it says, when and how it was given, and the assessment that it was carried from, if any."""

    answer: Answer
    at: datetime
    is_looked_at: bool
    still_true: str
    carried_version: str | None
    carried_at: datetime | None

    @property
    def how(self) -> str:
        """How its author came to say it in this round: see ``assessments.rules.again``."""
        return self.still_true if self.is_looked_at else CARRIED


@dataclass(frozen=True, slots=True)
class Reading:
    """One assessment as its profile page shows it; ``rated`` and the profile's lines meet by the competences' codes."""

    assessment: Assessment
    previous: Assessment | None
    target_labels: tuple[str, ...]  # of all levels that are expected somewhere, the lowest first
    profile: Profile
    rated: Mapping[str, DatedAnswer]

    @property
    def is_private(self) -> bool:
        """Whether nobody else can see it."""
        return not self.assessment.is_sent

    @property
    def is_agreed(self) -> bool:
        """Whether it has agreed levels."""
        return self.assessment.state == State.AGREED

    @property
    def is_past_review(self) -> bool:
        """Whether its text should have been reviewed by now."""
        return self.assessment.content.source.is_past_review(localdate())


def readers(assessment: Assessment) -> list[User]:
    """Return who supervises its practitioner now and may read it, or may once they have rated it themselves."""
    if not assessment.is_sent:
        return []
    sent_or_shared = Q(pk=assessment.supervisor_id) | Q(pk__in=assessment.shared_with.values("pk"))
    return list(assessment.practitioner.supervisors().filter(sent_or_shared))


def latest_of(history: Sequence[Assessment]) -> Assessment:
    """Return the latest that is completed, else the draft."""
    return next((assessment for assessment in history if assessment.is_completed), history[0])


def read_profile(assessment: Assessment, *, history: Sequence[Assessment], role: JobRole | None = None) -> Reading:
    """Read an assessment's profile, compared with the completed one before it in ``history``.

    It is set against the targets of the job role that it was made for, or of another ``role``.

    ``history`` holds what its reader may see of the same practitioner and framework, the latest first: of anything
    else nothing is read.
    """
    previous = next((past for past in history if past.is_completed and _is_before(past, assessment)), None)
    ratings = _ratings(assessment, previous)
    rated = ratings[assessment.pk, Voice.SELF]
    content, held = assessment.content, role or assessment.job_role
    code = held.code if held else None
    profile = profile_of(
        content,
        _answers(rated),
        expected=content.expected(code),
        before=_before(assessment, previous, _answers(ratings[previous.pk, Voice.SELF])) if previous else {},
        supervisor=_answers(ratings[assessment.pk, Voice.SUPERVISOR]),
        agreed=_answers(ratings[assessment.pk, Voice.AGREED]),
    )
    return Reading(assessment, previous, content.expected_labels(code), profile, rated)


def _is_before(past: Assessment, assessment: Assessment) -> bool:
    return (past.started_at, past.pk) < (assessment.started_at, assessment.pk)


def _ratings(assessment: Assessment, previous: Assessment | None) -> dict[tuple[int, str], dict[str, DatedAnswer]]:
    """Return the ratings by assessment and voice, and then by code: all that may be heard of the first, in one query.

    Of ``previous`` they are the practitioner's own.
    """
    heard = HEARD.get(State(assessment.state), (Voice.SELF,))
    wanted = Q(assessment=assessment, voice__in=heard) | Q(assessment=previous, voice=Voice.SELF)
    found: dict[tuple[int, str], dict[str, DatedAnswer]] = defaultdict(dict)
    for key, voice, code, level, off_scale, reason, note, *said in Rating.objects.filter(wanted).values_list(*_COLUMNS):
        found[key, voice][code] = DatedAnswer(Answer(level, off_scale, reason, note), *said)
    return found


_COLUMNS: tuple[Any, ...] = (
    "assessment_id",
    "voice",
    "competence__code",
    "level",
    "off_scale",
    "reason",
    "note",
    "rated_at",
    "is_looked_at",
    "still_true",
    "carried_from__assessment__version__label",
    "carried_from__assessment__finished_at",
)


def _answers(rated: Mapping[str, DatedAnswer]) -> dict[str, Answer]:
    return {code: rating.answer for code, rating in rated.items()}


def _before(assessment: Assessment, previous: Assessment, former: Mapping[str, Answer]) -> dict[str, Answer | None]:
    """Return what was said last time by the codes of this version: see ``profile_of``."""
    steps = steps_between(previous.version_id, assessment.version_id)
    same = carry.carried(steps, previous.content, assessment.content, former)
    return {code: former[same[code]] if code in same else None for code, step in steps.items() if step.sources}
