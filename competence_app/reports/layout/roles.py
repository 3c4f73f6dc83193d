"""What a job role asks, beside what is there."""

from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from competence_app.assessments.layout.axis import Axis, axis_of
from competence_app.assessments.rules.standing import Standing
from competence_app.people.models import JobRole
from competence_app.reports.layout import pieces
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.profile import ProfileLine


class RoleGap(NamedTuple):
    """One competence that does not reach what the job role asks: what is said of it, what is asked, and what helps."""

    statement: SafeString
    said: SafeString
    target: SafeString
    ahead: SafeString


def role_context(reading: Reading, role: JobRole) -> dict[str, Any]:
    """Return what the page says of the job role, the widest gaps first."""
    axis, profile = axis_of(reading.assessment.content), reading.profile
    gaps = [line for line in profile.standing(Standing.BELOW, Standing.NEED) if line.target is not None]
    return {
        "role": role,
        "labels": reading.target_labels,
        "gaps": [_gap(line, axis, reading) for line in gaps],
        "reached": len(profile.standing(Standing.AT, Standing.ABOVE)),
        "unanswered": len(profile.standing(Standing.UNANSWERED)),
    }


def _gap(line: ProfileLine, axis: Axis, reading: Reading) -> RoleGap:
    ahead = pieces.ahead_html(line, reading.assessment.content)
    said, target = axis.html(line.counted.choice), axis.html(str(line.target))
    return RoleGap(pieces.statement_html(line.statement), said, target, ahead)
