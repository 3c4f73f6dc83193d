"""What the sheet for a meeting holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.safestring import SafeString

from competence_app.assessments.layout.axis import axis_of
from competence_app.assessments.queries.plans import Plan
from competence_app.catalogue.queries import competence_ids
from competence_app.catalogue.rules.domains import Statement
from competence_app.reports import wording
from competence_app.reports.layout import pieces
from competence_app.reports.layout.documents.values import PrintedRemark, Telling, telling_of
from competence_app.reports.layout.plans import by_when
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.enclosing import Enclosure
from competence_app.reports.rules.profile import ProfileLine
from competence_app.reports.rules.topics import Occasion, occasion_of

BLANK_LINES = 3  # on paper, for what is planned at the meeting


class Topic(NamedTuple):
    """One competence to talk about, with the label of what each voice says; empty where it says nothing."""

    statement: Statement
    competence: int  # its key
    own: str
    supervisor: str
    agreed: str
    how: str  # the practitioner came to what they say
    remarks: Sequence[PrintedRemark]  # what both wrote
    ahead: SafeString  # what to reach next, and what helps


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What is or was planned about one competence, and what became of it."""

    code: str
    text: str
    state: str


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


def telling_both(reading: Reading) -> Telling:
    """Return how the sheet, which both keep, tells what was said: with what both wrote."""
    return telling_of(reading, (Enclosure.NOTES, Enclosure.COMMENTS), is_own=False)


def remarks(line: ProfileLine, telling: Telling) -> tuple[PrintedRemark, ...]:
    """Return what was written of a competence, whoever wrote it."""
    return tuple(remark for said in telling.said(line, None) for remark in said.remarks)


def plan_lines(plans: Iterable[Plan]) -> tuple[PlanLine, ...]:
    """Return plans as the sheet shows them."""
    return tuple(PlanLine(plan.code, plan.text, by_when(plan, otherwise=wording.NO_DAY)) for plan in plans)


def topics(reading: Reading, chosen: Iterable[Statement]) -> list[tuple[str, list[Topic]]]:
    """Return what there is to talk about as the page shows it."""
    telling = telling_both(reading)
    return [
        (heading, [_topic(line, reading, telling) for line in lines]) for heading, lines in occasions(reading, chosen)
    ]


def _heading(occasion: Occasion, reading: Reading) -> str:
    return wording.OCCASIONS[occasion].format(practitioner=reading.assessment.practitioner)


def _topic(line: ProfileLine, reading: Reading, telling: Telling) -> Topic:
    code, content = line.statement.code, reading.assessment.content
    rated, key = reading.rated.get(code), competence_ids(reading.assessment.version_id)[code]
    own, supervisor, agreed = (
        axis_of(content).html(voice.choice) if voice else "" for voice in (line.answer, line.supervisor, line.agreed)
    )
    ahead, how = pieces.ahead_html(line, content), rated.how if rated else ""
    return Topic(line.statement, key, own, supervisor, agreed, how, remarks(line, telling), ahead)
