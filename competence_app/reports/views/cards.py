"""A profile as its page lays it out: every competence on one card, the cards in groups by where they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment
from competence_app.assessments.profile import Change, Line, Standing
from competence_app.catalogue.queries import competence_ids
from competence_app.catalogue.schema import Statement
from competence_app.reports.charts import Axis, axis_of
from competence_app.reports.queries import Planned, Reading


@dataclass(frozen=True, slots=True)
class Shown:
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
    actions: Sequence[Shown]
    add: SafeString


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


def groups(reading: Reading, actions: Mapping[str, Sequence[Planned]] | None) -> list[Group]:
    """Return the groups that have cards; without ``actions`` (by code) nothing can be planned on the page."""
    today = localdate()
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
            when=_when(rated.at, rated.carried_version, rated.carried_at, today) if rated else "",
            actions=planned((actions or {}).get(code, ()), today),
            add=SafeString() if actions is None else add_html(ids[code], code),
        )

    found = ((key, heading, about, reading.profile.standing(*who)) for key, who, heading, about in GROUPS)
    return [Group(key, heading, about, [card(line) for line in lines]) for key, heading, about, lines in found if lines]


@lru_cache(maxsize=4096)
def statement_html(statement: Statement) -> SafeString:
    """Return a statement with its parts."""
    return render_to_string("reports/statement.html", {"statement": statement})


@lru_cache(maxsize=4096)
def add_html(competence: int, code: str) -> SafeString:
    """Return the link to plan an action about a competence."""
    return render_to_string("reports/add.html", {"competence": competence, "code": code})


def _said(line: Line, axis: Axis, reading: Reading) -> str:
    own, target = axis.words(line.answer.choice), axis.words("" if line.target is None else str(line.target))
    if line.standing is Standing.UNANSWERED:
        return f"You chose {own}, which needs your reason." if own else "You have not answered this yet."
    if line.standing is Standing.EXCLUDED or not target:
        return f"You said {own}."
    whose = "your role's target" if reading.assessment.job_role else "the target"
    return f"You said {own}; {whose} is {target}."


@lru_cache(maxsize=16384)
def _when(rated_at: datetime, carried_version: str | None, carried_at: datetime | None, today: date) -> str:
    rated_on = localdate(rated_at)
    when = f"Rated {day(rated_on)}, {ago(rated_on, today)}."
    if not carried_version:
        return when
    finished = f" of {day(localdate(carried_at))}" if carried_at else ""
    return f"{when} Carried from your assessment{finished}, version {carried_version}."


def day(when: date) -> str:
    """Return a date in words."""
    return format_date(when, "j F Y")


def ago(then: date, today: date) -> str:
    """Return how long ago that was, in its largest unit."""
    return f"{timesince(then, today, depth=1)} ago" if then < today else "today"


@lru_cache(maxsize=16384)
def _url(name: str, key: int) -> str:
    return reverse(name, args=[key])


def planned(actions: Sequence[Planned], today: date) -> list[Shown]:
    """Return actions as a page shows them."""
    return [
        Shown(
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


def _by_when(action: Planned) -> str:
    if action.done_on:
        return f"Done on {day(action.done_on)}"
    return f"By {day(action.due_on)}" if action.due_on else ""


# In the page's order.
CHANGES = {
    Change.UP: "Moved up the scale",
    Change.DOWN: "Moved down the scale",
    Change.OTHER: "Changed to or from an answer that is no level",
    Change.ASKED_DIFFERENTLY: "Asked in other words or on another scale: not compared",
    Change.NOT_ASKED: "New in this version",
}


def changes(reading: Reading) -> Iterator[tuple[str, list[SafeString]]]:
    """Yield what changed since the last assessment, kind by kind, each competence as one item of a list."""
    axis = axis_of(reading.profile.scale)
    for change, heading in CHANGES.items():
        if lines := reading.profile.changed(change):
            yield heading, [_moved(line, axis) for line in lines]


def _moved(line: Line, axis: Axis) -> SafeString:
    then = axis.words(line.before.choice) if line.before else ""
    return moved_html(line.statement, then, axis.words(line.answer.choice))


@lru_cache(maxsize=16384)
def moved_html(statement: Statement, then: str, now: str) -> SafeString:
    """Return a competence with the labels of last time's answer, if it can be compared, and of today's."""
    return render_to_string("reports/moved.html", {"statement": statement, "then": then, "now": now})


def left(reading: Reading, actions: Mapping[str, Sequence[Planned]]) -> list[tuple[Planned, list[Shown]]]:
    """Return the actions about competences that this version does not have, each code's with the first of them."""
    asked = {line.statement.code for line in reading.profile.lines}
    return [(about[0], planned(about, localdate())) for code, about in actions.items() if code not in asked]


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
