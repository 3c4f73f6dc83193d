"""The sheet for a meeting: what two people have to talk about, with room to write."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import Truncator

from competence_app.assessments.queries.plans import Plan
from competence_app.catalogue.rules.domains import Statement
from competence_app.reports.layout.dates import day
from competence_app.reports.layout.documents import wording
from competence_app.reports.layout.documents.ahead import Help, Planned, ahead, helps, planned
from competence_app.reports.layout.documents.values import Cover, Passage, Telling, Words, cover_of, telling_of, words
from competence_app.reports.layout.sheet import occasions
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.profile import ProfileLine

NAMED_IN = 12  # words of a competence that has no short name


@dataclass(frozen=True, slots=True)
class Topic:
    """One competence to talk about, with what each voice says, and how the practitioner came to say so."""

    code: str
    name: Words
    own: Words
    how: str
    supervisor: Words
    agreed: Words | None
    ahead: Passage | None
    helps: tuple[Help, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why to talk about some competences."""

    heading: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class OpenAction:
    """What is planned about one competence."""

    code: str
    plan: Planned


@dataclass(frozen=True, slots=True)
class SheetDocument:
    """A meeting sheet, whole."""

    cover: Cover
    rater: str
    supervisor: str
    occasions: tuple[Occasion, ...]
    nothing: str
    plans: tuple[OpenAction, ...]


def sheet_document(
    reading: Reading, chosen: Iterable[Statement], plans: Sequence[Plan], *, on: date, is_own: bool
) -> SheetDocument:
    """Return the sheet as of a day; ``chosen`` is what the practitioner wants to talk about, ``plans`` what is open."""
    assessment, telling = reading.assessment, telling_of(reading, (), is_own=is_own)
    found = tuple(
        Occasion(heading, tuple(_topic(line, reading, telling) for line in lines))
        for heading, lines in occasions(reading, chosen)
    )
    return SheetDocument(
        cover=cover_of(reading, "sheet", wording.AS_OF.format(day=day(on)), on),
        rater=str(assessment.reviewed_by),
        supervisor=str(assessment.supervisor),
        occasions=found,
        nothing="" if found else wording.NOTHING_TO_DISCUSS,
        plans=tuple(OpenAction(plan.code, each) for plan, each in zip(plans, planned(plans), strict=True)),
    )


def _topic(line: ProfileLine, reading: Reading, telling: Telling) -> Topic:
    statement, content = line.statement, reading.assessment.content
    rated = reading.rated.get(statement.code)
    return Topic(
        code=statement.code,
        name=words(Truncator(statement.name).words(NAMED_IN), statement.language),
        own=telling.label(line.answer),
        how=wording.HOW_SAID.get(rated.how, "") if rated else "",
        supervisor=telling.label(line.supervisor),
        agreed=telling.label(line.agreed) if line.agreed else None,
        ahead=ahead(line, content),
        helps=tuple(helps(line, content)),
    )
