"""What waits for a supervisor, and how far their own ratings have come."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from competence_app.assessments.models import Assessment, Rating, answers
from competence_app.assessments.rules.answers import Voice, needs_reason
from competence_app.assessments.rules.comparison import review_scale
from competence_app.assessments.rules.sections import AnswerSection, sections
from competence_app.catalogue.rules.schema import Content
from competence_app.people.models import User


@dataclass(frozen=True, slots=True)
class Task:
    """One assessment that waits for a supervisor, with how many competences they have rated so far."""

    assessment: Assessment
    content: Content
    rated: int

    @property
    def in_words(self) -> str:
        """What is to do next."""
        if self.assessment.is_revealed:
            return "Agree"
        total = len(self.content.statements)
        if self.rated == total:
            return "Reveal"
        return f"Continue rating ({self.rated} of {total})" if self.rated else "Rate"


def to_do(user: User) -> list[Task]:
    """Return what waits for ``user``, the longest waiting first, in two queries."""
    waiting = list(Assessment.objects.waiting_for(user))
    rated = _rated(waiting)
    return [Task(assessment, assessment.content, rated[assessment.pk]) for assessment in waiting]


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
    reviewed = content.model_copy(update={"scale": review_scale(content.scale)})
    return sections(reviewed, answers(assessment.ratings_of(Voice.SUPERVISOR)))
