"""Storing what one voice answers, so that nothing that somebody else stored meanwhile is lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from competence_app.assessments.models import Assessment, Rating, answer_in, answers
from competence_app.assessments.rules.answers import Answer, Merge, SentAnswer, Voice, merge
from competence_app.catalogue.queries import competence_ids


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What became of answers that were sent, by code."""

    conflicts: Mapping[str, Rating]  # as they are stored: changed meanwhile, and left so
    answers: Mapping[str, Answer]  # all that this voice says now


def store_answers(assessment: Assessment, voice: Voice, sent: Mapping[str, SentAnswer]) -> SaveOutcome:
    """Store the answers, by code, that nobody changed meanwhile.

    The caller has locked the assessment and knows that this voice may speak now.
    """
    stored = assessment.ratings.by_code(voice)
    verdicts = {
        code: merge(item.base, item.answer, answer_in(stored, code), confirmed=item.confirmed)
        for code, item in sent.items()
    }
    written = {code for code, verdict in verdicts.items() if verdict is Merge.WRITE}
    confirmed = {code for code in sent if sent[code].confirmed and verdicts[code] is Merge.NOTHING and code in stored}
    new = {code: sent[code].answer for code in written | confirmed}
    write_answers(assessment, voice, new)
    conflicts = {code: stored[code] for code, verdict in verdicts.items() if verdict is Merge.CONFLICT}
    return SaveOutcome(conflicts, answers(stored) | new)


def write_answers(assessment: Assessment, voice: Voice, answers: Mapping[str, Answer]) -> None:
    """Write one voice's answers, by code, over what that voice said before."""
    ids = competence_ids(assessment.version_id)
    now = timezone.now()
    Rating.objects.bulk_create(
        [
            Rating(
                assessment=assessment,
                competence_id=ids[code],
                voice=voice,
                level=answer.level,
                off_scale=answer.off_scale,
                reason=answer.reason,
                note=answer.note,
                rated_at=now,
            )
            for code, answer in answers.items()
        ],
        update_conflicts=True,
        unique_fields=["assessment", "competence", "voice"],
        update_fields=["level", "off_scale", "reason", "note", "rated_at", "carried_from"],
    )
