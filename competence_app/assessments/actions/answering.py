"""Storing what one voice answers, so that nothing that somebody else stored meanwhile is lost."""

from collections.abc import Mapping

from django.utils import timezone

from competence_app.assessments.models import Assessment, Rating, answer_in
from competence_app.assessments.rules.answers import Answer, Merge, SentAnswer, Voice, merge
from competence_app.catalogue.queries import competence_ids


def store_answers(assessment: Assessment, voice: Voice, sent: Mapping[str, SentAnswer]) -> dict[str, Rating]:
    """Store the answers, by code, that nobody changed meanwhile; return the stored ratings that some were.

    The caller has locked the assessment and knows that this voice may speak now.
    """
    stored = assessment.ratings.by_code(voice)
    verdicts = {
        code: merge(item.base, item.answer, answer_in(stored, code), confirmed=item.confirmed)
        for code, item in sent.items()
    }
    written = {code for code, verdict in verdicts.items() if verdict is Merge.WRITE}
    confirmed = {code for code in sent if sent[code].confirmed and verdicts[code] is Merge.NOTHING and code in stored}
    write_answers(assessment, voice, {code: sent[code].answer for code in written | confirmed})
    return {code: stored[code] for code, verdict in verdicts.items() if verdict is Merge.CONFLICT}


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
