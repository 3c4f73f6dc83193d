"""What is planned, as a profile shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from django.utils.text import capfirst

from competence_app.assessments.queries.plans import Plan
from competence_app.reports import wording
from competence_app.reports.layout.dates import day
from competence_app.reports.layout.pieces import ActionLinks, action_links
from competence_app.reports.queries.profile import Reading

AHEAD = 3  # so many of what is planned stand at a profile's top

Plans = Mapping[str, Sequence[Plan]]  # by their competences' codes


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One action as a card shows it."""

    pk: int
    text: str
    when: str
    overdue: bool
    done: bool

    @property
    def links(self) -> ActionLinks:
        """What its owner's page offers to do about it."""
        return action_links(self.pk)


class PlansAhead(NamedTuple):
    """The soonest of what is planned and not done, each with its competence's code, and how many more there are."""

    soonest: Sequence[tuple[str, PlanItem]]
    more: int


def plan_items(actions: Sequence[Plan]) -> list[PlanItem]:
    """Return actions as they are shown."""
    return [
        PlanItem(action.pk, action.text, by_when(action), action.is_overdue, action.done_on is not None)
        for action in actions
    ]


def plans_ahead(plans: Plans) -> PlansAhead:
    """Return what comes first of what is planned; what has no day comes last."""
    still = [plan for plan in chain.from_iterable(plans.values()) if not plan.done_on]
    still.sort(key=lambda plan: (plan.due_on is None, plan.due_on, plan.pk))
    shown = still[:AHEAD]
    items = zip((plan.code for plan in shown), plan_items(shown), strict=True)
    return PlansAhead(list(items), len(still) - len(shown))


def by_when(action: Plan, *, otherwise: str = "") -> str:
    """Return when an action was done, or by when it is to be, and who wrote it down for its practitioner.

    Where no day was chosen it says what is given for that.
    """
    written = wording.WRITTEN_BY.format(name=action.written_by) if action.written_by else ""
    return str(capfirst(", ".join(filter(None, (_day(action) or otherwise, written)))))


def _day(action: Plan) -> str:
    if action.done_on:
        return wording.DONE_ON.format(day=day(action.done_on))
    return wording.DUE_BY.format(day=day(action.due_on)) if action.due_on else ""


def left(reading: Reading, plans: Plans) -> list[tuple[Plan, list[PlanItem]]]:
    """Return the actions about competences that this version does not have, each code's with the first of them."""
    asked = {line.statement.code for line in reading.profile.lines}
    return [(about[0], plan_items(about)) for code, about in plans.items() if code not in asked]
