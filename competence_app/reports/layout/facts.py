"""Which assessment a profile is of, in plain values, so that what says so is made once and kept."""

from functools import lru_cache
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from competence_app.reports.layout.dates import ago, day
from competence_app.reports.queries.profile import Reading
from competence_app.ui.pieces import render_piece


class Facts(NamedTuple):
    """Days in words, empty where there are none."""

    version: str
    is_past_review: bool
    is_superseded: bool
    finished: str
    finished_ago: str
    rater: str
    rated: str
    agreed: str
    job_role: str
    labels: tuple[str, ...]  # of the levels expected, the lowest first
    language: str


def facts_html(reading: Reading) -> SafeString:
    """Say which assessment it is."""
    shown, content = reading.assessment, reading.assessment.content
    moments = (shown.finished_at, shown.revealed_at, shown.agreed_at)
    finished, rated, agreed = (localdate(moment) if moment else None for moment in moments)
    return _said(
        Facts(
            version=content.version,
            is_past_review=reading.is_past_review,
            is_superseded=shown.is_superseded,
            finished=day(finished) if finished else "",
            finished_ago=ago(finished, localdate()) if finished else "",
            rater=str(shown.reviewed_by) if rated else "",
            rated=day(rated) if rated else "",
            agreed=day(agreed) if agreed else "",
            job_role=str(shown.job_role) if shown.job_role else "",
            labels=reading.target_labels,
            language=content.language,
        )
    )


@lru_cache(maxsize=4096)
def _said(facts: Facts) -> SafeString:
    return render_piece("reports/profile/facts.html", {"facts": facts})
