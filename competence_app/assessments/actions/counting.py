"""Counting a team's answers in batches so large that nobody's can be told."""

from collections import Counter, defaultdict

from competence_app.assessments.answers import Voice
from competence_app.assessments.lifecycle import SENT, State
from competence_app.assessments.models import Assessment, AssessmentQuerySet, Batch, Rating
from competence_app.people.models import Team

SMALLEST_BATCH = 10  # people: with fewer, no two numbers of a row could both be five or more
COUNTED = {Voice.SELF: SENT, Voice.AGREED: (State.AGREED,)}


def count(assessment: Assessment, voice: Voice) -> None:
    """Close a batch of the practitioner's team, once enough of its people have an answer that was not counted yet.

    Who leads the team is left out: whoever knows one of five answers knows four.
    """
    team = assessment.practitioner.team
    if team is None:
        return
    Team.objects.select_for_update().get(pk=team.pk)  # the next to be counted waits
    waiting = _uncounted(team, assessment.version_id, voice)
    if len(waiting) >= SMALLEST_BATCH:
        batch = Batch.objects.create(
            team=team, version_id=assessment.version_id, voice=voice, counts=_counts(waiting, voice)
        )
        batch.assessments.set(waiting)


def _uncounted(team: Team, version_id: int, voice: Voice) -> AssessmentQuerySet:
    theirs = Assessment.objects.filter(version=version_id, practitioner__team=team, state__in=COUNTED[voice])
    return theirs.exclude(practitioner__in=team.leads.all()).latest_of_each().exclude(batches__voice=voice)


def _counts(assessments: AssessmentQuerySet, voice: Voice) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for rating in Rating.objects.filter(assessment__in=assessments).voiced(voice).with_code():
        counts[rating.code][rating.answer.choice] += 1
    return counts
