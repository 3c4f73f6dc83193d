"""How ratings changed over all assessments on record, domain by domain and competence by competence."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from competence_app.assessments.layout.axis import CARRIED, axis_of
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.standing import Standing
from competence_app.catalogue.rules.domains import Statement
from competence_app.reports import wording
from competence_app.reports.layout import charts, past, pieces
from competence_app.reports.layout.dates import day
from competence_app.reports.layout.timeline import Spot
from competence_app.reports.queries.lives import Moment, lives
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.profile import DomainProfile, Trend


class DomainRound(NamedTuple):
    """What one assessment says of a domain: how many competences at each level."""

    assessment: Assessment
    day: date
    is_new_version: bool
    bar: SafeString


class Life(NamedTuple):
    """One competence over time, in a picture that says the same in words."""

    statement: Statement
    brief: str  # the few words that tell it from the others
    picture: SafeString


class DomainOverTime(NamedTuple):
    """One domain of the latest assessment: its rounds, the first first, and its competences."""

    title: str
    rounds: Sequence[DomainRound]
    lives: Sequence[Life]


def over_time_context(rounds: Sequence[Reading], compared: Reading) -> dict[str, Any]:
    """Return what the page shows of ``rounds``, the first first; ``compared`` is the last beside the one before it."""
    content, moments = rounds[-1].assessment.content, lives(rounds)
    return {
        "content": content,
        "reading": compared,
        "changes": [(heading, [pieces.trend_html(one) for one in lines]) for heading, lines in past.trends(compared)],
        "unchanged": len(compared.profile.changed(Trend.SAME)),
        "legend": pieces.legend_html(axis_of(content)),
        "domains": [_domain(domain, rounds, moments, rounds[-1].briefs) for domain in rounds[-1].profile.domains],
    }


def _domain(
    domain: DomainProfile, rounds: Sequence[Reading], moments: Mapping[str, Sequence[Moment]], briefs: Mapping[str, str]
) -> DomainOverTime:
    then = [(reading, _same(domain, reading)) for reading in rounds]
    there = [(reading, found) for reading, found in then if found]
    before = [None, *(reading.assessment.version_id for reading, _ in there)]
    bars = [_round(*each, version) for each, version in zip(there, before, strict=False)]
    asked = (line.statement for line in domain.lines)
    rows = [Life(statement, briefs[statement.code], life_html(moments[statement.code])) for statement in asked]
    return DomainOverTime(domain.domain.title, bars, rows)


def _same(domain: DomainProfile, reading: Reading) -> DomainProfile | None:
    """Return the domain as another assessment has it, by its code."""
    return next((one for one in reading.profile.domains if one.domain.code == domain.domain.code), None)


def _round(reading: Reading, domain: DomainProfile, before: int | None) -> DomainRound:
    assessment, axis = reading.assessment, axis_of(reading.assessment.content)
    evidence = [line for line in domain.lines if not reading.is_carried(line)]
    kept = [line for line in domain.lines if reading.is_carried(line) and line.standing is not Standing.EXCLUDED]
    counts = (*charts.counts_of(evidence, axis), (CARRIED, len(kept)))
    is_new = before is not None and before != assessment.version_id
    return DomainRound(assessment, round_day(assessment), is_new, pieces.bar_html(axis, counts))


def round_day(assessment: Assessment) -> date:
    """Return the day that a completed assessment is called by."""
    return localdate(assessment.agreed_at or assessment.finished_at)


def life_html(moments: Sequence[Moment]) -> SafeString:
    """Draw one competence over time, and say the same in words."""
    spots = tuple(
        Spot(_height(moment), moment.reading.assessment.content.version, moment.is_carried, moment.is_as_asked)
        for moment in moments
    )
    levels = len(moments[-1].reading.profile.scale.levels)
    return pieces.timeline_html(spots, levels, " ".join(map(_sentence, moments)))


def _height(moment: Moment) -> float | None:
    """Return how high on its scale the answer stands, from 0 to 1; None where it is no level, or not one answer."""
    axis = axis_of(moment.reading.assessment.content)
    places = [axis.position(line.counted.choice) for line in moment.lines]
    return places[0] / (len(axis.values) - 1) if len(places) == 1 and places[0] is not None else None


def _sentence(moment: Moment) -> str:
    axis = axis_of(moment.reading.assessment.content)
    said = ", ".join(axis.words(line.counted.choice) for line in moment.lines)
    words = wording.MOMENT_CARRIED if moment.is_carried else wording.MOMENT
    return words.format(day=day(round_day(moment.reading.assessment)), said=said)
