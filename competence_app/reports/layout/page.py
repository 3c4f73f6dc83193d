"""What a profile's page holds, whoever reads it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from competence_app.assessments.models import Assessment
from competence_app.people.models import User
from competence_app.reports import queries
from competence_app.reports.layout import cards, charts, past, pieces, plans
from competence_app.reports.layout.charts import Axis
from competence_app.reports.layout.pronouns import Pronouns
from competence_app.reports.queries import Plan, Reading
from competence_app.reports.rules.profile import DomainProfile, Standing, Trend

Actions = Mapping[str, Sequence[Plan]]


def profile_context(
    assessment: Assessment,
    *,
    history: Sequence[Assessment],
    whose: Pronouns,
    reader: User,
    actions: Actions | None = None,
) -> dict[str, Any]:
    """Return the page's context; ``history`` is what its reader may see, the latest first.

    Without ``actions`` (by code) nothing can be planned on the page.
    """
    reading = queries.read_profile(assessment, history=history)
    rater = "You" if assessment.reviewed_by == reader else str(assessment.reviewed_by)
    return {
        "whose": whose,
        "rater": rater,
        "reading": reading,
        "assessment": assessment,
        "content": assessment.content,
        "groups": cards.card_groups(reading, cards.voices_of(reading, whose, rater), actions),
        "none_below": bool(reading.target) and not reading.profile.standing(Standing.BELOW),
        "left": plans.left(reading, actions or {}),
        "changes": [(heading, [pieces.moved_html(*line) for line in lines]) for heading, lines in past.trends(reading)],
        "unchanged": len(reading.profile.changed(Trend.SAME)),
        "history": [(one.pk, past.progress_in_words(one)) for one in history],
        **_pictures(reading, whose),
    }


class DotColumn(NamedTuple):
    """A column of the table of dots: its name, the mark that stands for it among the dots, and what the key says."""

    name: str
    mark: str
    label: str


def _columns(reading: Reading, whose: Pronouns) -> list[DotColumn]:
    """Return what there is something of, what the practitioner said first."""
    assessment = reading.assessment
    there = {
        DotColumn(whose.said, "self", whose.said): True,
        DotColumn("Supervisor", "supervisor", f"Supervisor: {assessment.reviewed_by}"): assessment.is_revealed,
        DotColumn("Agreed", "agreed", "Agreed"): reading.is_agreed,
        DotColumn("Target", "target", "Target"): reading.target is not None,
        DotColumn("Last time", "before", f"{whose.said} last time"): reading.previous is not None,
    }
    return [column for column, is_there in there.items() if is_there]


def _pictures(reading: Reading, whose: Pronouns) -> dict[str, Any]:
    axis, columns = charts.axis_of(reading.profile.scale), _columns(reading, whose)
    names = tuple(column.name for column in columns)
    domains = [_pictured(domain, axis, names) for domain in reading.profile.domains]
    return {"legend": pieces.legend_html(axis), "columns": columns, "domains": domains}


def _pictured(domain: DomainProfile, axis: Axis, names: tuple[str, ...]) -> dict[str, Any]:
    title, excluded = domain.domain.title, len(domain.lines) - domain.counted
    return {
        "title": title,
        "bar": pieces.bar_html(title, axis, charts.counts_of(domain, axis), excluded),
        "rows": [pieces.dot_row_html(line.statement, axis, charts.marks_of(line), names) for line in domain.lines],
    }
