"""A supervisor writes down what both plan when they meet."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from competence_app.assessments.models import Assessment, PlannedAction
from competence_app.assessments.rules.lifecycle import REVEALED, MoveRefusedError, Need
from competence_app.audit.actions import record
from competence_app.catalogue.queries import competence_ids
from competence_app.people.actions import tell
from competence_app.people.models import Notice, User
from competence_app.reviews.wording import NOTICES


@transaction.atomic
def plan_for(assessment: Assessment, *, code: str, text: str, due_on: date | None, by: User) -> PlannedAction:
    """Put an action about one of its competences among its practitioner's; of a button pressed twice, once.

    Raise ``MoveRefusedError`` unless it is in the hands of ``by``, with both sides to be read.
    """
    in_hand = Assessment.objects.sent_to(by).filter(state__in=REVEALED)
    locked = in_hand.select_for_update(no_key=True).filter(pk=assessment.pk).first()
    if locked is None:
        raise MoveRefusedError(Need.IN_HAND)
    person, competence = locked.practitioner, competence_ids(locked.version_id)[code]
    planned = {"practitioner": person, "competence_id": competence, "text": text, "due_on": due_on}
    if known := PlannedAction.objects.filter(**planned, done_on=None).first():
        return known
    action = PlannedAction.objects.create(**planned, written_by=by)
    record("plan for", action, by=by, about=person)
    _tell(locked, by=by)
    return action


def _tell(assessment: Assessment, *, by: User) -> None:
    """Tell the practitioner, but once where several are planned at one meeting."""
    person, content = assessment.practitioner, assessment.content
    (subject, text), path = NOTICES["plan for"].filled(by=by), reverse("framework-profile", args=[content.code])
    if not Notice.objects.visible_to(person).filter(read_at=None, text=text, path=path).exists():
        tell(person, subject, text, path=path, titled=content)
