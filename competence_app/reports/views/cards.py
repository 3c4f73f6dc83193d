"""A profile as its page lays it out: every competence on one card, the cards in groups by where they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.timezone import localdate

from competence_app.assessments.models import Action, Assessment
from competence_app.assessments.profile import Change, Line, Standing
from competence_app.catalogue.queries import competence_ids
from competence_app.catalogue.schema import Statement
from competence_app.reports.charts import Axis, axis_of
from competence_app.reports.queries import Rated, Reading


@dataclass(frozen=True, slots=True)
class Planned:
    """One action as a card shows it."""

    text: str
    when: str
    overdue: bool
    done: bool
    tick_url: str
    edit_url: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class Card:
    """One competence with what was said of it and what is planned."""

    code: str
    statement: SafeString
    said: str
    reason: str
    note: str
    when: str
    actions: Sequence[Planned]
    add_url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The cards that stand alike; ``key`` names the group in the page's addresses."""

    key: str
    heading: str
    about: str
    cards: Sequence[Card]


# In the page's order: the key, who is in it, the heading, and what is said about them.
GROUPS = (
    (
        "below-target",
        (Standing.BELOW,),
        "Below the target",
        "Something to discuss and to plan for. The furthest from the target come first.",
    ),
    (
        "no-opportunity",
        (Standing.NEED,),
        "No opportunity yet",
        "You have not had the chance to do these. That is a development need, not a low rating.",
    ),
    ("unanswered", (Standing.UNANSWERED,), "Not answered yet", "These have no full answer yet."),
    (
        "on-target",
        (Standing.AT, Standing.ABOVE),
        "At or above the target",
        "You have reached the level expected of your job role, or gone past it.",
    ),
    ("rated", (Standing.NO_TARGET,), "Your ratings", "No level is expected of your job role in this framework."),
    (
        "not-applicable",
        (Standing.EXCLUDED,),
        "Not applicable to your role",
        "These are left out of the counts.",
    ),
)


def groups(reading: Reading, actions: Mapping[str, Sequence[Action]] | None) -> list[Group]:
    """Return the groups that have cards; without ``actions`` (by code) nothing can be planned on the page."""
    axis, ids = axis_of(reading.profile.scale), competence_ids(reading.assessment.version_id)

    def card(line: Line) -> Card:
        code = line.statement.code
        rated = reading.rated.get(code)
        return Card(
            code=code,
            statement=statement_html(line.statement),
            said=_said(line, axis, reading),
            reason=line.answer.reason,
            note=line.answer.note,
            when=_when(rated) if rated else "",
            actions=planned((actions or {}).get(code, ())),
            add_url="" if actions is None else _url("add-action", ids[code]),
        )

    found = ((key, heading, about, reading.profile.standing(*who)) for key, who, heading, about in GROUPS)
    return [Group(key, heading, about, [card(line) for line in lines]) for key, heading, about, lines in found if lines]


@lru_cache(maxsize=4096)
def statement_html(statement: Statement) -> SafeString:
    """Return a statement with its parts."""
    return render_to_string("reports/statement.html", {"statement": statement})


def _said(line: Line, axis: Axis, reading: Reading) -> str:
    own, target = axis.words(line.answer.choice), axis.words("" if line.target is None else str(line.target))
    if line.standing is Standing.UNANSWERED:
        return f"You chose {own}, which needs your reason." if own else "You have not answered this yet."
    if line.standing is Standing.EXCLUDED or not target:
        return f"You said {own}."
    whose = "your role's target" if reading.assessment.job_role else "the target"
    return f"You said {own}; {whose} is {target}."


def _when(rated: Rated) -> str:
    when = f"Rated {day(localdate(rated.at))}{ago(localdate(rated.at), localdate())}"
    if not rated.carried_version:
        return f"{when}."
    finished = f" of {day(localdate(rated.carried_at))}" if rated.carried_at else ""
    return f"{when}. Carried from your assessment{finished}, version {rated.carried_version}."


@lru_cache(maxsize=4096)
def day(when: date) -> str:
    """Return a date in words."""
    return format_date(when, "j F Y")


@lru_cache(maxsize=4096)
def ago(then: date, today: date) -> str:
    """Return how long ago that was, in its largest unit, after a comma."""
    return f", {timesince(then, today, depth=1)} ago" if then < today else ", today"


@lru_cache(maxsize=16384)
def _url(name: str, key: int) -> str:
    return reverse(name, args=[key])


def planned(actions: Sequence[Action]) -> list[Planned]:
    """Return actions as a page shows them."""
    today = localdate()
    return [
        Planned(
            text=action.text,
            when=_by_when(action),
            overdue=not action.done_on and action.due_on is not None and action.due_on < today,
            done=action.done_on is not None,
            tick_url=_url("tick-action", action.pk),
            edit_url=_url("edit-action", action.pk),
            remove_url=_url("remove-action", action.pk),
        )
        for action in actions
    ]


def _by_when(action: Action) -> str:
    if action.done_on:
        return f"Done on {day(action.done_on)}"
    return f"By {day(action.due_on)}" if action.due_on else ""


@dataclass(frozen=True, slots=True)
class Moved:
    """One competence whose answer is not last time's."""

    code: str
    text: str
    then: str
    now: str


# In the page's order.
CHANGES = {
    Change.UP: "Moved up the scale",
    Change.DOWN: "Moved down the scale",
    Change.OTHER: "Changed to or from an answer that is no level",
    Change.ASKED_DIFFERENTLY: "Asked in other words or on another scale: not compared",
    Change.NOT_ASKED: "New in this version",
}


def changes(reading: Reading) -> Iterator[tuple[str, list[Moved]]]:
    """Yield what changed since the last assessment, kind by kind."""
    axis = axis_of(reading.profile.scale)
    for change, heading in CHANGES.items():
        if lines := reading.profile.changed(change):
            yield heading, [_moved(line, axis) for line in lines]


def _moved(line: Line, axis: Axis) -> Moved:
    then = axis.words(line.before.choice) if line.before else ""
    return Moved(line.statement.code, line.statement.text, then, axis.words(line.answer.choice))


def left(reading: Reading, actions: Mapping[str, Sequence[Action]]) -> list[tuple[Action, list[Planned]]]:
    """Return the actions about competences that this version does not have, each code's with the first of them."""
    asked = {line.statement.code for line in reading.profile.lines}
    return [(about[0], planned(about)) for code, about in actions.items() if code not in asked]


@dataclass(frozen=True, slots=True)
class Past:
    """One assessment in the list of all."""

    url: str
    words: str


def history(assessments: Sequence[Assessment]) -> list[Past]:
    """Return the assessments as a list of links."""
    return [Past(_url("assessment-profile", assessment.pk), in_words(assessment)) for assessment in assessments]


def in_words(assessment: Assessment) -> str:
    """Return when an assessment was finished, or started, and on which version."""
    if assessment.finished_at:
        return f"Finished {day(localdate(assessment.finished_at))}, version {assessment.content.version}"
    end = "Moved to a newer version" if assessment.is_superseded else "Not finished"
    return f"{end}, started {day(localdate(assessment.started_at))}, version {assessment.content.version}"
