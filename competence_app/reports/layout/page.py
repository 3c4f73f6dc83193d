"""What a profile's page holds, whoever reads it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from competence_app.assessments.models import Assessment
from competence_app.people.models import User
from competence_app.reports import queries
from competence_app.reports.layout import cards, charts, past, plans
from competence_app.reports.layout.charts import Axis
from competence_app.reports.layout.pronouns import Whose
from competence_app.reports.queries import Planned, Reading
from competence_app.reports.rules.profile import Change, DomainProfile, Standing

Actions = Mapping[str, Sequence[Planned]]


def profile(
    assessment: Assessment,
    *,
    history: Sequence[Assessment],
    whose: Whose,
    reader: User,
    actions: Actions | None = None,
) -> dict[str, Any]:
    """Return the page's context; ``history`` is what its reader may see, the latest first.

    Without ``actions`` (by code) nothing can be planned on the page.
    """
    reading = queries.read(assessment, history=history)
    rater = "You" if assessment.reviewed_by == reader else str(assessment.reviewed_by)
    return {
        "whose": whose,
        "rater": rater,
        "reading": reading,
        "assessment": assessment,
        "content": assessment.content,
        "groups": cards.groups(reading, cards.voices_of(reading, whose, rater), actions),
        "none_below": bool(reading.target) and not reading.profile.standing(Standing.BELOW),
        "left": plans.left(reading, actions or {}),
        "changes": list(past.changes(reading)),
        "unchanged": len(reading.profile.changed(Change.SAME)),
        "history": past.history(history, whose),
        **_pictures(reading, whose),
    }


class Column(NamedTuple):
    """A column of the table of dots: its name, the mark that stands for it among the dots, and what the key says."""

    name: str
    mark: str
    label: str


def _columns(reading: Reading, whose: Whose) -> list[Column]:
    """Return what there is something of, what the practitioner said first."""
    assessment = reading.assessment
    there = {
        Column(whose.said, "self", whose.said): True,
        Column("Supervisor", "supervisor", f"Supervisor: {assessment.reviewed_by}"): assessment.is_revealed,
        Column("Agreed", "agreed", "Agreed"): reading.is_agreed,
        Column("Target", "target", "Target"): reading.target is not None,
        Column("Last time", "before", f"{whose.said} last time"): reading.previous is not None,
    }
    return [column for column, is_there in there.items() if is_there]


def _pictures(reading: Reading, whose: Whose) -> dict[str, Any]:
    axis, columns = charts.axis_of(reading.profile.scale), _columns(reading, whose)
    names = tuple(column.name for column in columns)
    domains = [_pictured(domain, axis, names) for domain in reading.profile.domains]
    return {"legend": charts.legend_html(axis), "columns": columns, "domains": domains}


def _pictured(domain: DomainProfile, axis: Axis, names: tuple[str, ...]) -> dict[str, Any]:
    title, excluded = domain.domain.title, len(domain.lines) - domain.counted
    return {
        "title": title,
        "bar": charts.bar_html(title, axis, charts.counts_of(domain, axis), excluded),
        "rows": [charts.row_html(line.statement, axis, charts.marks_of(line), names) for line in domain.lines],
    }
