"""What the profile pages read: a fixed number of queries, whatever the number of rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils.timezone import localdate

from competence_app.assessments import carry
from competence_app.assessments.answers import Answer, Voice, choices
from competence_app.assessments.lifecycle import State
from competence_app.assessments.models import Action, Assessment, AssessmentQuerySet, Rating
from competence_app.assessments.profile import Profile, profile_of
from competence_app.assessments.queries import steps_between
from competence_app.people.models import User


@dataclass(frozen=True, slots=True)
class Rated:
    """One self-rating: what it says, when it was given, and the assessment that it was carried from, if any."""

    answer: Answer
    at: datetime
    carried_version: str | None
    carried_at: datetime | None


@dataclass(frozen=True, slots=True)
class Planned:
    """One action, with the code and the words of the competence that it was planned for."""

    code: str
    statement: str
    pk: int
    text: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One assessment as its profile page shows it; ``rated`` and the profile's lines meet by the competences' codes."""

    assessment: Assessment
    previous: Assessment | None
    target: int | None
    profile: Profile
    rated: Mapping[str, Rated]

    @property
    def target_in_words(self) -> str:
        """The label of the target level; empty where nothing is expected."""
        return choices(self.profile.scale).get(str(self.target), "")

    @property
    def is_private(self) -> bool:
        """Whether nobody else can see it."""
        return self.assessment.state in {State.DRAFT, State.FINISHED, State.SUPERSEDED}

    @property
    def is_past_review(self) -> bool:
        """Whether its text should have been reviewed by now."""
        return self.assessment.content.source.is_past_review(localdate())


def own(user: User) -> AssessmentQuerySet:
    """Return the user's own assessments, the latest first: these pages say "you"."""
    return Assessment.objects.of(user).select_related("job_role").newest_first()


def read(assessment: Assessment, *, history: Mapping[int, Assessment]) -> Reading:
    """Read an assessment's profile, compared with the completed one before; ``history`` has both, by primary key."""
    previous = next((past for past in assessment.past(history) if past.is_completed), None)
    ratings = _ratings(assessment, previous)
    rated = ratings[assessment.pk]
    role = assessment.job_role.code if assessment.job_role else None
    target = assessment.content.targets.level_for(role)
    profile = profile_of(
        assessment.content,
        _answers(rated),
        target=target,
        before=_before(assessment, previous, _answers(ratings[previous.pk])) if previous else {},
        rated_at={code: rating.at for code, rating in rated.items()},
    )
    return Reading(assessment, previous, target, profile, rated)


def actions_of(assessment: Assessment) -> dict[str, list[Planned]]:
    """Return its practitioner's actions about its framework by their competence's code, whatever the version.

    What is to do comes first, the soonest first.
    """
    about = {"practitioner": assessment.practitioner_id, "competence__version__framework": assessment.framework_id}
    ordered = Action.objects.filter(**about).order_by(
        F("done_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk"
    )
    by_code: dict[str, list[Planned]] = {}
    for row in ordered.values_list("competence__code", "competence__text", "pk", "text", "due_on", "done_on"):
        action = Planned(*row)
        by_code.setdefault(action.code, []).append(action)
    return by_code


def _ratings(*assessments: Assessment | None) -> dict[int, dict[str, Rated]]:
    keys = [assessment.pk for assessment in assessments if assessment]
    rows = Rating.objects.voiced(Voice.SELF).filter(assessment__in=keys)
    found: dict[int, dict[str, Rated]] = {key: {} for key in keys}
    for key, code, *answer, at, version, finished_at in rows.values_list(*_COLUMNS):
        found[key][code] = Rated(Answer(*answer), at, version, finished_at)
    return found


_COLUMNS: tuple[Any, ...] = (
    "assessment_id",
    "competence__code",
    "level",
    "off_scale",
    "reason",
    "note",
    "rated_at",
    "carried_from__assessment__version__label",
    "carried_from__assessment__finished_at",
)


def _answers(rated: Mapping[str, Rated]) -> dict[str, Answer]:
    return {code: rating.answer for code, rating in rated.items()}


def _before(assessment: Assessment, previous: Assessment, former: Mapping[str, Answer]) -> dict[str, Answer | None]:
    """Return what was said last time by the codes of this version: see ``profile_of``."""
    steps = steps_between(previous.version_id, assessment.version_id)
    same = carry.carried(steps, previous.content, assessment.content, former)
    return {code: former[same[code]] if code in same else None for code, step in steps.items() if step.sources}
