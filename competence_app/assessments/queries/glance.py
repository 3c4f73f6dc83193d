"""What home tells a supervisor at a glance: what waits for them, and how many need them in which way."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.queries.supervised import Sight
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.due import Due
from competence_app.assessments.wording.scales import review_scale
from competence_app.people.models import User

MOST = 5  # of what waits


@dataclass(frozen=True, slots=True)
class WaitingAssessment:
    """One assessment that waits for its supervisor, with how many competences they have rated."""

    assessment: Assessment
    rated: int

    @property
    def total(self) -> int:
        """How many there are to rate."""
        return len(self.assessment.content.statements)


@dataclass(frozen=True, slots=True)
class Glance:
    """What waits for a supervisor, the longest first, and how many of their people's rows need them in which way."""

    tasks: Sequence[WaitingAssessment]  # the first
    waiting: int  # all
    overdue: int
    soon: int
    never: int  # agreed
    returned: int  # to their practitioners, and not sent again
    stale: int  # with ratings that are older than they hold

    @property
    def more(self) -> int:
        """How many wait besides the first."""
        return self.waiting - len(self.tasks)


class PeopleInSight:
    """The people of one supervisor in sight, and which ratings tell the rest."""

    def __init__(self, user: User, sights: Iterable[Sight], in_use: Iterable[int]) -> None:
        """Keep of what is in sight that of the frameworks ``in_use``, by their keys; whatever waits is there anyway."""
        everything = list(sights)
        self.user = user
        waiting = [one.waiting for one in everything if one.waiting and one.waiting.supervisor_id == user.pk]
        self.waiting = sorted(waiting, key=lambda one: (str(one.with_supervisor_since), one.pk))
        self.sights = [sight for sight in everything if sight.framework.pk in set(in_use)]

    @property
    def wanted(self) -> list[Q]:
        """Which ratings are to be read: those that may be stale, and the supervisor's own of what waits first."""
        aged = [(one.shown, one.shown.first_stale) for one in self.sights if one.shown]
        own = Q(assessment__in=self.waiting[:MOST], voice=Voice.SUPERVISOR)
        stale = (Q(assessment=one, voice=Voice.SELF, rated_at__lt=before) for one, before in aged if before)
        return [own, *stale] if self.waiting else [*stale]

    def glance(self, ratings: Iterable[Rating], people: int) -> Glance:
        """Return what home tells, by the ratings that were wanted, of so many people with open accounts."""
        read = list(ratings)
        how = Counter(sight.how_due for sight in self.sights)
        known = {sight.person.pk for sight in self.sights if sight.person.is_active}
        return Glance(
            tasks=[WaitingAssessment(one, _rated(one, read)) for one in self.waiting[:MOST]],
            waiting=len(self.waiting),
            overdue=how[Due.OVERDUE],
            soon=how[Due.SOON],
            never=how[Due.NEVER_AGREED] + people - len(known),
            returned=sum(sight.returned is not None for sight in self.sights),
            stale=sum(_is_stale(one.shown, read) for one in self.sights if one.shown),
        )


def _rated(assessment: Assessment, ratings: Iterable[Rating]) -> int:
    scale = review_scale(assessment.content.scale)
    mine = (one for one in ratings if one.assessment_id == assessment.pk and one.voice == Voice.SUPERVISOR)
    return sum(one.answer.is_full(scale) for one in mine)


def _is_stale(assessment: Assessment, ratings: Iterable[Rating]) -> bool:
    own = (one for one in ratings if one.assessment_id == assessment.pk and one.voice == Voice.SELF)
    return bool(assessment.stale({one.code: one.rated_at for one in own}))
