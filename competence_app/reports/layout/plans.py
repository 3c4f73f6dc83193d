"""What is planned, as the profile of its owner shows it: each action with what can be done about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from competence_app.reports.layout.dates import day
from competence_app.reports.queries import Plan, Reading


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One action as a card shows it."""

    text: str
    when: str
    overdue: bool
    done: bool
    tick_url: str
    edit_url: str
    remove_url: str


def plan_items(actions: Sequence[Plan]) -> list[PlanItem]:
    """Return actions as a page shows them."""
    return [
        PlanItem(
            text=action.text,
            when=_by_when(action),
            overdue=action.is_overdue,
            done=action.done_on is not None,
            tick_url=_url("tick-action", action.pk),
            edit_url=_url("edit-action", action.pk),
            remove_url=_url("remove-action", action.pk),
        )
        for action in actions
    ]


def _by_when(action: Plan) -> str:
    if action.done_on:
        return f"Done on {day(action.done_on)}"
    return f"By {day(action.due_on)}" if action.due_on else ""


@lru_cache(maxsize=16384)
def _url(name: str, key: int) -> str:
    return reverse(name, args=[key])


@lru_cache(maxsize=4096)
def add_html(competence: int, code: str) -> SafeString:
    """Return the link to plan an action about a competence."""
    return render_to_string("reports/add.html", {"competence": competence, "code": code})


def left(reading: Reading, actions: Mapping[str, Sequence[Plan]]) -> list[tuple[Plan, list[PlanItem]]]:
    """Return the actions about competences that this version does not have, each code's with the first of them."""
    asked = {line.statement.code for line in reading.profile.lines}
    return [(about[0], plan_items(about)) for code, about in actions.items() if code not in asked]
