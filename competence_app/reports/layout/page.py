"""What a profile's page holds, whoever reads it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.wording import stale_in_words
from competence_app.people.models import User
from competence_app.reports import wording
from competence_app.reports.layout import cards, charts, past, pieces, plans
from competence_app.reports.layout.charts import Axis
from competence_app.reports.queries.plans import Plan
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.profile import DomainProfile, Standing, Trend
from competence_app.reports.wording import Pronouns

Actions = Mapping[str, Sequence[Plan]]


def profile_context(
    reading: Reading,
    *,
    history: Sequence[Assessment],
    whose: Pronouns,
    reader: User,
    actions: Actions | None = None,
) -> dict[str, Any]:
    """Return the page's context; ``history`` is what its reader may see, the latest first.

    Without ``actions`` (by code) nothing can be planned on the page, and nothing is marked as stale.
    """
    assessment = reading.assessment
    stale = {} if actions is None else _stale(reading)
    rater = wording.YOU if assessment.reviewed_by == reader else str(assessment.reviewed_by)
    about = {"reading": reading, "assessment": assessment, "content": assessment.content}
    return {
        **about,
        "whose": whose,
        "rater": rater,
        "groups": cards.card_groups(reading, cards.voices_of(reading, whose, rater), actions, stale),
        "stale": stale,
        "older": stale_in_words(stale),
        "none_below": bool(reading.target_labels) and not reading.profile.standing(Standing.BELOW),
        "left": plans.left(reading, actions or {}),
        "changes": [(heading, [pieces.trend_html(*line) for line in lines]) for heading, lines in past.trends(reading)],
        "unchanged": len(reading.profile.changed(Trend.SAME)),
        "history": [(one.pk, past.progress_in_words(one)) for one in history],
        **_pictures(reading, whose),
    }


def _stale(reading: Reading) -> dict[str, int]:
    """Return what of the practitioner's ratings holds no longer, and how long it held: in the order of the text."""
    old = reading.assessment.stale({code: rated.at for code, rated in reading.rated.items()})
    codes = (line.statement.code for line in reading.profile.lines)
    return {code: old[code] for code in codes if code in old} if old else {}


class DotColumn(NamedTuple):
    """A column of the table of dots: a voice, "target" or "before", its name, and what the key to the dots says."""

    code: str
    name: str
    label: str


def _columns(reading: Reading, whose: Pronouns) -> list[DotColumn]:
    """Return what there is something of, what the practitioner said first."""
    there = {
        Voice.SELF: True,
        Voice.SUPERVISOR: reading.assessment.is_revealed,
        Voice.AGREED: reading.is_agreed,
        "target": bool(reading.target_labels),
        "before": reading.previous is not None,
    }
    return [_column(code, reading, whose) for code, is_there in there.items() if is_there]


def _column(code: str, reading: Reading, whose: Pronouns) -> DotColumn:
    label = whose.words(wording.MARKS[code], rater=reading.assessment.reviewed_by)
    return DotColumn(code, whose.words(wording.COLUMNS[code]), label)


def _pictures(reading: Reading, whose: Pronouns) -> dict[str, Any]:
    axis, columns = charts.axis_of(reading.assessment.content), _columns(reading, whose)
    cells = tuple((column.code, column.name) for column in columns)
    domains = [_pictured(domain, axis, cells) for domain in reading.profile.domains]
    return {"legend": pieces.legend_html(axis), "columns": columns, "domains": domains}


def _pictured(domain: DomainProfile, axis: Axis, cells: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    title, excluded = domain.domain.title, len(domain.lines) - domain.counted
    return {
        "title": title,
        "bar": pieces.bar_html(title, axis, charts.counts_of(domain, axis), excluded),
        "rows": [pieces.dot_row_html(line.statement, axis, charts.marks_of(line), cells) for line in domain.lines],
    }
