"""What came before, as a profile shows it: what changed since, and how far each assessment has come."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment
from competence_app.catalogue.rules.domains import Statement
from competence_app.reports.layout.charts import Axis, axis_of
from competence_app.reports.layout.dates import day
from competence_app.reports.queries import Reading
from competence_app.reports.rules.profile import ProfileLine, Trend

# In the page's order.
CHANGES = {
    Trend.UP: "Moved up the scale",
    Trend.DOWN: "Moved down the scale",
    Trend.OTHER: "Changed to or from an answer that is no level",
    Trend.ASKED_DIFFERENTLY: "Asked in other words or on another scale: not compared",
    Trend.NOT_ASKED: "New in this version",
}


class TrendLine(NamedTuple):
    """One competence with the labels of last time's answer, if it can be compared, and of today's."""

    statement: Statement
    then: str
    now: str


def trends(reading: Reading) -> Iterator[tuple[str, list[TrendLine]]]:
    """Yield what changed since the last assessment, kind by kind."""
    axis = axis_of(reading.profile.scale)
    for change, heading in CHANGES.items():
        if lines := reading.profile.changed(change):
            yield heading, [_trend_line(line, axis) for line in lines]


def _trend_line(line: ProfileLine, axis: Axis) -> TrendLine:
    then = axis.words(line.before.choice) if line.before else ""
    return TrendLine(line.statement, then, axis.words(line.answer.choice))


def progress_in_words(assessment: Assessment) -> str:
    """Return how far an assessment has come and when that was, and on which version."""
    return f"{_how_far(assessment)}, version {assessment.content.version}"


def _how_far(assessment: Assessment) -> str:
    if assessment.agreed_at:
        return f"Agreed {day(localdate(assessment.agreed_at))}"
    if assessment.finished_at:
        return f"Finished {day(localdate(assessment.finished_at))}"
    end = "Moved to a newer version" if assessment.is_superseded else "Not finished"
    return f"{end}, started {day(localdate(assessment.started_at))}"
