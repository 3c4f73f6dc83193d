"""What practitioners plan to do: each act is one transaction, written to the audit record."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from competence_app.assessments.models import PlannedAction
from competence_app.audit.actions import record
from competence_app.catalogue.models import Competence
from competence_app.people.models import User


@transaction.atomic
def plan_action(*, competence: Competence, text: str, due_on: date | None, by: User) -> PlannedAction:
    """Plan an action of one's own about a competence; of a button pressed twice, once."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the second of two windows finds what the first planned
    mine = PlannedAction.objects.visible_to(by).filter(practitioner=by, done_on=None)
    if planned := mine.filter(competence=competence, text=text, due_on=due_on).first():
        return planned
    action = PlannedAction.objects.create(practitioner=by, competence=competence, text=text, due_on=due_on)
    record("plan", action, by=by, about=by)
    return action


@transaction.atomic
def revise_action(
    action: PlannedAction, *, text: str, due_on: date | None, base: str, by: User
) -> PlannedAction | None:
    """Change what is planned, or return what is stored where that is not what the page was made from any more.

    Other words are nobody's but ``by``'s, whoever wrote those before.

    ``base`` is the fingerprint of that. Raise ``PlannedAction.DoesNotExist`` unless it is ``by``'s own.
    """
    locked = _locked(action, by=by)
    if (text, due_on) == (locked.text, locked.due_on):
        return None
    if base != locked.fingerprint:
        return locked
    if text != locked.text:
        locked.written_by = None
    locked.text, locked.due_on = text, due_on
    locked.save(update_fields=["text", "due_on", "written_by"])
    record("revise", locked, by=by, about=by)
    return None


@transaction.atomic
def tick_action(action: PlannedAction, *, done: bool, by: User) -> None:
    """Note that it is done today, or is not after all; raise ``Action.DoesNotExist`` unless it is ``by``'s own."""
    locked = _locked(action, by=by)
    if done is (locked.done_on is not None):
        return
    locked.done_on = timezone.localdate() if done else None
    locked.save(update_fields=["done_on"])
    record("tick off" if done else "untick", locked, by=by, about=by)


@transaction.atomic
def remove_action(action: PlannedAction, *, by: User) -> None:
    """Delete it for good; raise ``Action.DoesNotExist`` unless it is ``by``'s own."""
    locked = _locked(action, by=by)
    record("remove", locked, by=by, about=by)
    locked.delete()


def _locked(action: PlannedAction, *, by: User) -> PlannedAction:
    return PlannedAction.objects.visible_to(by).filter(practitioner=by).select_for_update().get(pk=action.pk)
