"""Storing what one voice answers, so that nothing that somebody else stored meanwhile is lost."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils import timezone

from competence_app.assessments.models import Assessment, Rating, answers, given_to
from competence_app.assessments.rules.answers import BLANK, Answer, Merge, SentAnswer, StillTrue, Voice, merge
from competence_app.catalogue.queries import competence_ids
from competence_app.ui.tallies import tally

NOTHING: Mapping[str, str] = MappingProxyType({})
SAID = ("level", "off_scale", "reason", "note", "rated_at", "carried_from", "is_looked_at", "still_true")


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What became of answers that were sent, by code."""

    conflicts: Mapping[str, Rating]  # as they are stored: changed meanwhile, and left so
    answers: Mapping[str, Answer]  # what this voice says now to what was sent
    at_once: int = 0  # how many former answers were confirmed together
    to_look_at: Collection[str] = ()  # the codes of former answers that are not looked at still


def store_answers(assessment: Assessment, voice: Voice, sent: Mapping[str, SentAnswer]) -> SaveOutcome:
    """Store the answers, by code, that nobody changed meanwhile.

    The caller has locked the assessment and knows that this voice may speak now.
    """
    stored = given_to(assessment, voice, sent)
    verdicts = {code: _verdict(item, stored.get(code)) for code, item in sent.items()}
    new = {code: sent[code].answer for code, verdict in verdicts.items() if verdict is Merge.WRITE}
    ways = {code: sent[code].way_over(_carried(stored.get(code))) for code in new}
    write_answers(assessment, voice, new, ways)
    conflicts = {code: stored[code] for code, verdict in verdicts.items() if verdict is Merge.CONFLICT}
    left = {code for code, rating in stored.items() if rating.is_to_look_at and code not in new}
    tally(saved=len(new), in_conflict=len(conflicts))
    return SaveOutcome(conflicts, answers(stored) | new, list(ways.values()).count(StillTrue.SECTION), left)


def _verdict(item: SentAnswer, before: Rating | None) -> Merge:
    verdict = merge(item.base, item.answer, before.answer if before else BLANK, confirmed=item.confirmed)
    is_confirmed = verdict is Merge.NOTHING and item.confirmed and before is not None and before.is_to_look_at
    return Merge.WRITE if is_confirmed else verdict


def _carried(before: Rating | None) -> Answer:
    return before.answer if before and before.is_to_look_at else BLANK


def write_answers(
    assessment: Assessment, voice: Voice, answers: Mapping[str, Answer], still_true: Mapping[str, str] = NOTHING
) -> None:
    """Write one voice's answers, by code, over what it said before; ``still_true`` has which confirm that, and how."""
    ids = competence_ids(assessment.version_id)
    now = timezone.now()
    Rating.objects.bulk_create(
        [
            Rating(
                assessment_id=assessment.pk,
                competence_id=ids[code],
                voice=voice,
                level=answer.level,
                off_scale=answer.off_scale,
                reason=answer.reason,
                note=answer.note,
                rated_at=now,
                still_true=still_true.get(code, ""),
            )
            for code, answer in answers.items()
        ],
        update_conflicts=True,
        unique_fields=["assessment", "competence", "voice"],
        update_fields=SAID,
    )
