"""Rating one competence again between two assessments."""

from collections.abc import Mapping

from django.db import transaction

from competence_app.assessments.actions.answering import SaveOutcome, store_answers
from competence_app.assessments.actions.assessing import finish, start
from competence_app.assessments.models import Assessment, Rating, answers
from competence_app.assessments.rules.answers import SentAnswer, Voice
from competence_app.catalogue.models import Framework, Version
from competence_app.people.models import User


@transaction.atomic
def rate_again(version: Version, sent: Mapping[str, SentAnswer], *, after: int, by: User) -> SaveOutcome:
    """Finish a new assessment in which nothing is looked at but what is ``sent``, by code.

    ``after`` is the key of the completed assessment that the page was made from. Nothing is made where the answer was
    changed since, which is a conflict, or where it was given since: the button was pressed twice. Raise
    ``MoveRefusedError`` where another is under way, or where more needs an answer.
    """
    Framework.objects.select_for_update().get(pk=version.framework_id)  # the same button at once waits
    mine = Assessment.objects.of(by).filter(framework=version.framework_id)
    last = mine.completed().select_related("job_role").newest_first().first()
    if last and last.pk != after and _is_said_in(last, sent):
        return SaveOutcome({}, {})
    assessment = start(version=version, job_role=last.job_role if last else by.job_role, by=by)
    outcome = store_answers(assessment, Voice.SELF, sent)
    if outcome.conflicts:
        transaction.set_rollback(True)
    else:
        finish(assessment, knowing=len(assessment.content.statements), by=by)
    return outcome


def _is_said_in(last: Assessment, sent: Mapping[str, SentAnswer]) -> bool:
    said = answers(Rating.objects.filter(assessment=last, is_looked_at=True).by_code(Voice.SELF))
    return all(said.get(code) == item.answer for code, item in sent.items())
