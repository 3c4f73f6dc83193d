"""What came before, as a profile shows it: what changed since, and how far each assessment has come."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localdate

from competence_app.assessments.layout.axis import Axis, axis_of
from competence_app.assessments.models import Assessment
from competence_app.reports import wording
from competence_app.reports.layout.dates import day
from competence_app.reports.layout.pieces import TrendLine
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.profile import ProfileLine, Trend

TOLD = (Trend.UP, Trend.DOWN, Trend.OTHER, Trend.ASKED_DIFFERENTLY, Trend.NOT_ASKED)  # in the order of a page


def trends(reading: Reading) -> Iterator[tuple[str, list[TrendLine]]]:
    """Yield what changed since the last assessment, kind by kind."""
    axis = axis_of(reading.assessment.content)
    for trend in TOLD:
        if lines := reading.profile.changed(trend):
            yield wording.TRENDS[trend], [_trend_line(line, reading, axis) for line in lines]


def _trend_line(line: ProfileLine, reading: Reading, axis: Axis) -> TrendLine:
    asked, then = line.statement, axis.words(line.before.choice) if line.before else ""
    return TrendLine(asked.code, reading.briefs[asked.code], asked.language, then, axis.words(line.answer.choice))


def progress_in_words(assessment: Assessment) -> str:
    """Return how far an assessment has come and when that was, and on which version."""
    state, at = _progress(assessment)
    return wording.PROGRESS[state].format(day=day(localdate(at)), version=assessment.content.version)


def _progress(assessment: Assessment) -> tuple[str, datetime]:
    if assessment.agreed_at:
        return "agreed", assessment.agreed_at
    if assessment.finished_at:
        return "finished", assessment.finished_at
    return "moved" if assessment.is_superseded else "open", assessment.started_at
