"""The life of one competence: its words, what each voice said of it and when, who looked, what was planned."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from competence_app.assessments.models import Assessment
from competence_app.assessments.queries.plans import Plan
from competence_app.catalogue.rules.domains import Statement
from competence_app.people.models import User
from competence_app.reports.layout.over_time import life_html, round_day
from competence_app.reports.layout.plans import plan_items
from competence_app.reports.layout.record import bearers_of, called_then
from competence_app.reports.layout.voices import VoiceLine, Voices, voices_of
from competence_app.reports.queries.lives import Moment
from competence_app.reports.queries.lookers import Onlooker
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.profile import ProfileLine
from competence_app.reports.wording import Pronouns

Seen = Mapping[int, Sequence[Onlooker]]
NOBODY: Seen = MappingProxyType({})


class Looker(NamedTuple):
    """Somebody else who saw the answers, as the owner calls them, and when last."""

    name: str
    at: datetime


class AskedStatement(NamedTuple):
    """One statement as it was asked in an assessment, with what each voice said of it."""

    statement: Statement
    is_as_before: bool  # the words stand already above
    voices: Sequence[VoiceLine]


class Chapter(NamedTuple):
    """One assessment of the competence's life."""

    assessment: Assessment
    day: date
    is_carried: bool
    said: Sequence[AskedStatement]
    lookers: Sequence[Looker]  # for its owner alone


def life_context(
    moments: Sequence[Moment], plans: Sequence[Plan], *, whose: Pronouns, reader: User, seen: Seen = NOBODY
) -> dict[str, Any]:
    """Return what the page shows of a competence's ``moments``, the first first; ``plans`` are about it alone.

    ``seen`` has who looked at each assessment, by its key.
    """
    return {
        "statement": moments[-1].lines[0].statement,
        "content": moments[-1].reading.assessment.content,
        "whose": whose,
        "picture": life_html(moments),
        "chapters": list(_chapters(moments, whose, reader, seen)),
        "actions": plan_items(plans),
    }


def _chapters(moments: Sequence[Moment], whose: Pronouns, reader: User, seen: Seen) -> Iterator[Chapter]:
    """Yield the assessments, the latest first; words are said where they are others than those above."""
    bearers = bearers_of(look.name for looks in seen.values() for look in looks)
    above: Collection[str] = {moments[-1].lines[0].statement.in_full}
    for moment in reversed(moments):
        shown = moment.reading.assessment
        said = [_said(line, moment.reading, voices_of(moment.reading, whose, reader), above) for line in moment.lines]
        looks = [Looker(called_then(*look[:3], bearers), look.at) for look in seen.get(shown.pk, ())]
        yield Chapter(shown, round_day(shown), moment.is_carried, said, looks)
        above = {line.statement.in_full for line in moment.lines}


def _said(line: ProfileLine, reading: Reading, voices: Voices, above: Collection[str]) -> AskedStatement:
    rated = reading.rated.get(line.statement.code)
    return AskedStatement(line.statement, line.statement.in_full in above, tuple(voices.said_of(line, rated)))
