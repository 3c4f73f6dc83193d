"""What goes of somebody's assessments, and what is left where counts or the record of who read them need it."""

from django.db.models import Q

from competence_app.assessments.models import Assessment, PlannedAction, Rating, Reminder, Return
from competence_app.assessments.rules.lifecycle import State
from competence_app.passports.models import Passport
from competence_app.people.models import User

# What says when, for which job role and how far: nothing of it is anybody's any more. An assessment that went on
# elsewhere has none of it either.
EMPTIED = dict.fromkeys(
    (
        *("finished_at", "submitted_at", "handed_over_at", "revealed_at", "agreed_at"),
        *("previous", "job_role", "reviewed_by"),
    )
)


def forget_assessments(person: User) -> None:
    """Delete answers, plans and all that was written with them; and assessments, unless they were counted or shown."""
    theirs, of_theirs = Assessment.objects.of(person), Q(assessment__practitioner=person)
    PlannedAction.objects.filter(practitioner=person).delete()
    Reminder.objects.filter(of_theirs | Q(person=person)).delete()
    Return.objects.filter(of_theirs).delete()
    _forget_ratings(of_theirs)
    for many in (Assessment.to_discuss.through, Assessment.shared_with.through):
        many.objects.filter(of_theirs).delete()
    _forget_passports(person)
    theirs.update(**EMPTIED, closing_comment="", state=State.SUPERSEDED.value)
    theirs.filter(counted=None, showings=None, passports=None).delete()


def _forget_ratings(of_theirs: Q) -> None:
    ratings = Rating.objects.filter(of_theirs)
    ratings.update(carried_from=None, is_looked_at=True)  # or none could go before those carried from it
    ratings.delete()


def _forget_passports(person: User) -> None:
    """Delete those that hold, which their owner has; of those revoked, leave what tells whoever meets one."""
    made = Passport.objects.visible_to(person)
    made.valid().delete()
    made.update(token="")
