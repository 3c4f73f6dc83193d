"""What one assessment says, in as many voices as may be heard."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache, reduce
from itertools import chain, islice
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.queries import steps_between
from competence_app.assessments.rules import carry
from competence_app.assessments.rules.again import CARRIED
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.lifecycle import State
from competence_app.assessments.rules.telling import telling_words
from competence_app.people.models import JobRole, User
from competence_app.reports.rules.profile import Profile, ProfileLine, profile_of
from competence_app.ui.questions import PreparedQuery

Ratings = dict[tuple[int, str], dict[str, "DatedAnswer"]]  # by assessment and voice, then by code

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
    is_chosen: bool = False  # by its practitioner, to be talked about

    @property
    def how(self) -> str:
        """How its author came to say it in this round: see ``assessments.rules.again``."""
        return self.still_true if self.is_looked_at else CARRIED


@dataclass(frozen=True)
class Reading:
    """One assessment as its profile page shows it; ``rated`` and the profile's lines meet by the competences' codes."""

    assessment: Assessment
    previous: Assessment | None
    target_labels: tuple[str, ...]  # of all levels that are expected somewhere, the lowest first
    profile: Profile
    rated: Mapping[str, DatedAnswer]

    @cached_property
    def lines(self) -> Mapping[str, ProfileLine]:
        """The profile's lines, by code."""
        return {line.statement.code: line for line in self.profile.lines}

    @cached_property
    def briefs(self) -> Mapping[str, str]:
        """The few words that tell each statement from the others, by its code."""
        words = telling_words(
            tuple(f"{line.statement.stem} {line.statement.name}".strip() for line in self.profile.lines)
        )
        return dict(zip(self.lines, words, strict=True))

    def is_carried(self, line: ProfileLine) -> bool:
        """Tell whether what counts of a line was said in an older assessment, and not looked at in this one."""
        rated = self.rated.get(line.statement.code)
        return rated is not None and not rated.is_looked_at and line.counted is not line.agreed

    @property
    def chosen(self) -> frozenset[str]:
        """The codes of what its practitioner wants to talk about with whom it was sent to."""
        return frozenset(code for code, rating in self.rated.items() if rating.is_chosen)

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
    ratings = _ratings([assessment], *([previous] if previous else []))
    return _reading(assessment, previous, ratings, role or assessment.job_role)


def read_rounds(history: Iterable[Assessment]) -> list[Reading]:
    """Read every completed assessment of ``history`` by itself, compared with none, in one query; the first first."""
    completed = sorted((one for one in history if one.is_completed), key=lambda one: (one.started_at, one.pk))
    ratings = _ratings(completed)
    return [_reading(one, None, ratings, one.job_role) for one in completed]


def _reading(assessment: Assessment, previous: Assessment | None, ratings: Ratings, role: JobRole | None) -> Reading:
    content, code = assessment.content, role.code if role else None
    rated = ratings[assessment.pk, Voice.SELF]
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


def _ratings(assessments: Sequence[Assessment], *own: Assessment) -> Ratings:
    """Return ratings by assessment and voice, and then by code, in one query: all that may be heard.

    Of what is given as ``own`` they are the practitioner's alone.
    """
    heard = {voice: [one.pk for one in assessments if voice in _voices(one)] for voice in Voice}
    heard[Voice.SELF] += [one.pk for one in own]
    counted = tuple((voice, len(keys)) for voice, keys in heard.items() if keys)
    found: Ratings = defaultdict(dict)
    rows = _heard(counted, are_sent=any(one.is_sent for one in assessments))(*chain(*heard.values())) if counted else ()
    for key, voice, code, level, off_scale, reason, note, *said in rows:
        found[key, voice][code] = DatedAnswer(Answer(level, off_scale, reason, note), *said)
    return found


@lru_cache
def _heard(counted: tuple[tuple[Voice, int], ...], *, are_sent: bool) -> PreparedQuery[Any]:
    """Return how so many voices are read, each in so many assessments."""

    def rows_of(*keys: int) -> QuerySet[Rating, tuple[Any, ...]]:
        rest = iter(keys)
        wanted = (Q(assessment__in=list(islice(rest, number)), voice=voice.value) for voice, number in counted)
        is_chosen = Exists(_CHOSEN) if are_sent else Value(value=False)
        return Rating.objects.filter(reduce(or_, wanted)).annotate(is_chosen=is_chosen).values_list(*_COLUMNS)

    return PreparedQuery(rows_of, *[int] * sum(number for _, number in counted))


def _voices(assessment: Assessment) -> Sequence[Voice]:
    return HEARD.get(State(assessment.state), (Voice.SELF,))


_CHOSEN = Assessment.to_discuss.through.objects.filter(
    assessment=OuterRef("assessment"), competence=OuterRef("competence")
)
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
    "is_chosen",
)


def _answers(rated: Mapping[str, DatedAnswer]) -> dict[str, Answer]:
    return {code: rating.answer for code, rating in rated.items()}


def _before(assessment: Assessment, previous: Assessment, former: Mapping[str, Answer]) -> dict[str, Answer | None]:
    """Return what was said last time by the codes of this version: see ``profile_of``."""
    steps = steps_between(previous.version_id, assessment.version_id)
    same = carry.carried(steps, previous.content, assessment.content, former)
    return {code: former[same[code]] if code in same else None for code, step in steps.items() if step.sources}
