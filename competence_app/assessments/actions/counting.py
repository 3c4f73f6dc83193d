"""Counting a team's answers in batches so large that nobody's can be told."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count

from competence_app.assessments.models import Assessment, Batch, Rating
from competence_app.assessments.models.batch import BatchMember, known_to
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.batches import COUNTED, SMALLEST_BATCH
from competence_app.catalogue.models import Version
from competence_app.people.models import Team


def count(assessment: Assessment, voice: Voice) -> None:
    """Close a batch of the practitioner's team, once enough of its people have an answer that was not counted yet.

    What somebody who leads the team wrote or reads as a supervisor is left out: see ``Batch.visible_to``.
    """
    team = assessment.practitioner.team
    if team is None:
        return
    # Whoever counts next waits, in other teams too: a person may change team meanwhile.
    Version.objects.select_for_update(no_key=True).only("pk").get(pk=assessment.version_id)
    waiting = _uncounted(team, assessment.version_id, voice)
    if len(waiting) >= SMALLEST_BATCH:
        counts = _counts(waiting, voice)
        batch = Batch.objects.create(team=team, version_id=assessment.version_id, voice=voice, counts=counts)
        BatchMember.objects.bulk_create([BatchMember(batch=batch, assessment_id=pk, voice=voice) for pk in waiting])


def _uncounted(team: Team, version_id: int, voice: Voice) -> list[int]:
    """Return the keys of what was not counted yet, at most one of each person."""
    people = {"practitioner__team": team, "practitioner__is_active": True}
    latest = Assessment.objects.filter(**people, version=version_id, state__in=COUNTED[voice]).latest_of_each()
    uncounted = latest.exclude(pk__in=known_to(team.leads.get_queryset())).exclude(counted__voice=voice)
    return list(uncounted.values_list("pk", flat=True))


def _counts(assessments: Collection[int], voice: Voice) -> dict[str, dict[str, int]]:
    """Return how many gave each choice, by the competence's code."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    said = Rating.objects.filter(assessment__in=assessments).voiced(voice)
    for code, level, off_scale, people in said.values_list("competence__code", "level", "off_scale").annotate(
        Count("pk")
    ):
        counts[code][Answer(level, off_scale).choice] = people
    return counts
