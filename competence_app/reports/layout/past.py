"""What came before, as a profile shows it: what changed since, and a list of all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment
from competence_app.catalogue.rules.domains import Statement
from competence_app.reports.layout.charts import Axis, axis_of
from competence_app.reports.layout.dates import day
from competence_app.reports.layout.pronouns import Pronouns
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


def trends(reading: Reading) -> Iterator[tuple[str, list[SafeString]]]:
    """Yield what changed since the last assessment, kind by kind, each competence as one item of a list."""
    axis = axis_of(reading.profile.scale)
    for change, heading in CHANGES.items():
        if lines := reading.profile.changed(change):
            yield heading, [_moved(line, axis) for line in lines]


def _moved(line: ProfileLine, axis: Axis) -> SafeString:
    then = axis.words(line.before.choice) if line.before else ""
    return moved_html(line.statement, then, axis.words(line.answer.choice))


@lru_cache(maxsize=16384)
def moved_html(statement: Statement, then: str, now: str) -> SafeString:
    """Return a competence with the labels of last time's answer, if it can be compared, and of today's."""
    return render_to_string("reports/moved.html", {"statement": statement, "then": then, "now": now})


@dataclass(frozen=True, slots=True)
class PastLink:
    """One assessment in the list of all."""

    url: str
    words: str


def past_links(assessments: Sequence[Assessment], whose: Pronouns) -> list[PastLink]:
    """Return the assessments as a list of links."""
    return [
        PastLink(reverse(whose.address, args=[assessment.pk]), progress_in_words(assessment))
        for assessment in assessments
    ]


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
