"""How a supervisor's ratings compare with those of the people they rated."""

from django.db.models import Count, F, OuterRef, Q, Subquery

from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.lifecycle import State
from competence_app.people.models import User
from competence_app.reports.rules.pattern import Pattern


def pattern_of(rater: User) -> Pattern:
    """Count over all assessments that ``rater`` rated, that are agreed and may be used, in two queries."""
    agreed = Assessment.objects.in_use().filter(reviewed_by=rater, state=State.AGREED)
    given = Rating.objects.filter(assessment__in=agreed, voice=Voice.SUPERVISOR)
    same = {name: OuterRef(name) for name in ("assessment", "competence")}
    own = Rating.objects.filter(**same, voice=Voice.SELF).values("level")
    counted = given.annotate(own=Subquery(own)).aggregate(
        same=Count("pk", filter=Q(level=F("own"))),
        higher=Count("pk", filter=Q(level__gt=F("own"))),
        lower=Count("pk", filter=Q(level__lt=F("own"))),
    )
    return Pattern(assessments=agreed.count(), **counted)
