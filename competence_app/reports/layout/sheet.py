"""What the sheet for a meeting holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.safestring import SafeString

from competence_app.assessments.layout.axis import axis_of
from competence_app.catalogue.rules.domains import Statement
from competence_app.reports import wording
from competence_app.reports.layout import pieces
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.profile import ProfileLine
from competence_app.reports.rules.topics import Occasion, occasion_of


class Topic(NamedTuple):
    """One competence to talk about, with the label of what each voice says; empty where it says nothing."""

    statement: Statement
    own: str
    supervisor: str
    agreed: str
    how: str  # the practitioner came to what they say
    ahead: SafeString  # what to reach next, and what helps


def occasions(reading: Reading, chosen: Iterable[Statement]) -> list[tuple[str, list[ProfileLine]]]:
    """Return what there is to talk about under its headings; ``chosen`` is what the practitioner wants to."""
    scale, codes = reading.profile.scale, {statement.code for statement in chosen}
    stale = _stale(reading)
    found = defaultdict(list)
    for line in reading.profile.lines:
        found[occasion_of(line, scale, codes, stale)].append(line)
    return [(_heading(occasion, reading), found[occasion]) for occasion in Occasion if occasion in found]


def _stale(reading: Reading) -> Mapping[str, int]:
    """Return what of the practitioner's ratings holds no longer, by code.

    The sheet is for both: what was carried would date an assessment which the supervisor may never have been shown.
    """
    told = {code: rated.at for code, rated in reading.rated.items() if not rated.carried_version}
    return reading.assessment.stale(told)


def topics(reading: Reading, chosen: Iterable[Statement]) -> list[tuple[str, list[Topic]]]:
    """Return the same as the page shows it."""
    return [(heading, [_topic(line, reading) for line in lines]) for heading, lines in occasions(reading, chosen)]


def _heading(occasion: Occasion, reading: Reading) -> str:
    return wording.OCCASIONS[occasion].format(practitioner=reading.assessment.practitioner)


def _topic(line: ProfileLine, reading: Reading) -> Topic:
    axis, rated = axis_of(reading.assessment.content), reading.rated.get(line.statement.code)
    own, supervisor, agreed = (
        axis.html(voice.choice) if voice else "" for voice in (line.answer, line.supervisor, line.agreed)
    )
    ahead = pieces.ahead_html(line, reading.assessment.content)
    return Topic(line.statement, own, supervisor, agreed, rated.how if rated else "", ahead)
