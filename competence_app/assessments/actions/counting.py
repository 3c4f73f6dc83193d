"""Counting a team's answers in batches so large that nobody's can be told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, Batch, Rating
from competence_app.assessments.models.batch import BatchMember, known_to
from competence_app.assessments.queries import steps_between
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.batches import COUNTED, SMALLEST_AFTER_WAITING, counted_together, is_to_close
from competence_app.assessments.rules.carry import asked_alike
from competence_app.assessments.rules.standing import is_needing
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.people.models import Team, User

SINCE = {Voice.SELF: "submitted_at", Voice.AGREED: "agreed_at"}
Counts = Mapping[str, Mapping[str, int]]  # people, by the competence's code and then by choice


class Uncounted(NamedTuple):
    """One assessment that no batch counts yet."""

    pk: int
    version_id: int
    since: datetime


def count(assessment: Assessment, voice: Voice) -> None:
    """Close a batch of the practitioner's team, once enough of its people have an answer that was not counted yet.

    What somebody who may read the team's counts wrote, or reads as a supervisor, is left out: see
    ``Batch.visible_to``.
    """
    if team := assessment.practitioner.team:
        _count(team, assessment.framework_id, voice)


def count_what_waited() -> None:
    """Close, once a day, the batches of fewer people that have waited long enough, each for itself."""
    for voice in COUNTED:
        for team, framework_id in _waiting_anywhere(voice):
            with transaction.atomic():
                _count(team, framework_id, voice)


def _waiting_anywhere(voice: Voice) -> list[tuple[Team, int]]:
    """Return the teams of which enough people may wait, each with the key of the framework."""
    waiting = Assessment.objects.filter(state__in=COUNTED[voice]).exclude(practitioner__team=None)
    groups = waiting.exclude(counted__voice=voice).values_list("practitioner__team", "framework").order_by()
    many = groups.annotate(people=Count("practitioner", distinct=True)).filter(people__gte=SMALLEST_AFTER_WAITING)
    found = [(team, framework) for team, framework, _ in many]
    teams = Team.objects.in_bulk({team for team, _ in found})
    return [(teams[team], framework) for team, framework in found]


def _count(team: Team, framework_id: int, voice: Voice) -> None:
    # Whoever counts next waits, in other teams too: a person may change team meanwhile. The framework's first version
    # stands for it, since whoever sends something holds the framework before they count.
    Version.objects.filter(framework=framework_id).select_for_update(no_key=True).only("pk").order_by("pk").first()
    uncounted = _uncounted(team, framework_id, voice)
    versions = counted_together(one.version_id for one in uncounted)
    waiting = [one for one in uncounted if one.version_id in versions]
    if is_to_close([localdate(one.since) for one in waiting], localdate()):
        _close(team, voice, waiting)


def _uncounted(team: Team, framework_id: int, voice: Voice) -> list[Uncounted]:
    """Return what was not counted yet, at most one of each person."""
    people = {"practitioner__team": team, "practitioner__is_active": True}
    sent = Assessment.objects.in_use().filter(**people, framework=framework_id, state__in=COUNTED[voice])
    readers = User.objects.get_queryset().reading_counts_of(team)
    uncounted = sent.latest_of_each().exclude(pk__in=known_to(readers)).exclude(counted__voice=voice)
    return [Uncounted(*row) for row in uncounted.values_list("pk", "version_id", SINCE[voice])]


def _close(team: Team, voice: Voice, waiting: Sequence[Uncounted]) -> None:
    versions = {one.version_id for one in waiting}
    newest = Version.objects.filter(pk__in=versions).in_order().only("pk")[len(versions) - 1].pk
    counts, needing = _counts(waiting, newest, voice)
    batch = Batch.objects.create(team=team, version_id=newest, voice=voice, counts=counts, needing=needing)
    BatchMember.objects.bulk_create([BatchMember(batch=batch, assessment_id=one.pk, voice=voice) for one in waiting])


def _counts(waiting: Iterable[Uncounted], version_id: int, voice: Voice) -> tuple[Counts, Counts | None]:
    """Return how many gave each choice and, where anything is expected, how many of them it leaves in need.

    Of an older version that counts which was asked just so, whatever was answered.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    needing: dict[str, Counter[str]] = defaultdict(Counter)
    content = content_of(version_id)
    asked = {one.version_id: _asked_alike(one.version_id, version_id) for one in waiting}
    said = Rating.objects.filter(assessment__in=[one.pk for one in waiting]).voiced(voice)
    columns = ("assessment__version_id", "assessment__job_role__code", "competence__code", "level", "off_scale")
    for version, role, code, level, off_scale, people in said.values_list(*columns).annotate(Count("pk")):
        if code in asked[version]:
            answer = Answer(level, off_scale)
            counts[code][answer.choice] += people
            if is_needing(answer, content.expected(role)[code], content.scale):
                needing[code][answer.choice] += people
    return counts, needing if content.has_targets else None


def _asked_alike(old_id: int, new_id: int) -> frozenset[str]:
    return asked_alike(steps_between(old_id, new_id), content_of(old_id), content_of(new_id))
