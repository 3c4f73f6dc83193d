"""What waits for a supervisor, and how far their own ratings have come."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from competence_app.assessments.models import Assessment, AssessmentQuerySet, Rating, answers, last_return
from competence_app.assessments.queries.supervised import Sight
from competence_app.assessments.rules.answers import Voice, needs_reason
from competence_app.assessments.rules.sections import AnswerSection, sections
from competence_app.assessments.wording.scales import reviewers_scale
from competence_app.catalogue.rules.schema import Content
from competence_app.people.models import User
from competence_app.reviews import wording

FIRST = 5  # of what waits, beside the people


@dataclass(frozen=True, slots=True)
class Task:
    """One assessment that waits for a supervisor, with how many competences they have rated so far."""

    assessment: Assessment
    content: Content
    rated: int

    @property
    def total(self) -> int:
        """How many there are to rate."""
        return len(self.content.statements)

    @property
    def act(self) -> str:
        """What is to do next, as a key of ``wording.TASKS``."""
        if self.assessment.is_revealed:
            return "agree"
        if self.rated == self.total:
            return "reveal"
        return "go on" if self.rated else "rate"

    @property
    def in_words(self) -> str:
        """The same, as pages say it."""
        return wording.TASKS[self.act].format(rated=self.rated, total=self.total)


def waiting_for(user: User) -> AssessmentQuerySet:
    """Return what waits for ``user``, the longest waiting first."""
    return Assessment.objects.waiting_for(user)


def first_to_do(user: User, sights: Iterable[Sight]) -> tuple[list[Task], int]:
    """Return the ``FIRST`` of what waits for ``user`` of what is in sight, and how many there are besides."""
    waiting = [sight.waiting for sight in sights if sight.waiting and sight.waiting.supervisor_id == user.pk]
    waiting.sort(key=lambda one: (one.with_supervisor_since, one.pk))
    return to_do(waiting[:FIRST]), len(waiting[FIRST:])


def to_do(waiting: Iterable[Assessment]) -> list[Task]:
    """Return what is to do with each of these, in one query."""
    assessments = list(waiting)
    rated = _rated(assessments)
    return [Task(assessment, assessment.content, rated[assessment.pk]) for assessment in assessments]


def _rated(waiting: Collection[Assessment]) -> Counter[int]:
    """Return how many full ratings the supervisor has given in each, by primary key."""
    scales = {assessment.pk: assessment.content.scale for assessment in waiting}
    given = Rating.objects.filter(assessment__in=waiting).voiced(Voice.SUPERVISOR).exclude(level=None, off_scale="")
    counts = given.values_list("assessment", "off_scale").annotate(
        all=Count("pk"), bare=Count("pk", filter=Q(reason=""))
    )
    rated: Counter[int] = Counter()
    for pk, choice, count, without_reason in counts:
        rated[pk] += count - (without_reason if needs_reason(scales[pk], choice) else 0)
    return rated


def own_ratings(assessment: Assessment) -> tuple[AnswerSection, ...]:
    """Return the domains with what the supervisor says: of the other voices nothing is read."""
    content = assessment.content
    reviewed = content.model_copy(update={"scale": reviewers_scale(content.scale)})
    return sections(reviewed, answers(assessment.ratings.by_code(Voice.SUPERVISOR)))


def is_returned(assessment: Assessment, comment: str, *, by: User) -> bool:
    """Tell whether it came back to its practitioner with this very comment by ``by``, and was not sent since."""
    assessment.refresh_from_db(fields=["state"])
    returned = last_return(assessment)
    return bool(returned and returned.by_id == by.pk and returned.comment == comment)
