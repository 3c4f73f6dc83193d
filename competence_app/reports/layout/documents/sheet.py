"""The sheet for a meeting: what two people have to talk about, with room to write."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from competence_app.assessments.queries.plans import Plan
from competence_app.catalogue.layout.asked import WholeStatement, asked
from competence_app.catalogue.layout.helps import Help
from competence_app.catalogue.rules.domains import Statement
from competence_app.reports.layout.dates import day
from competence_app.reports.layout.documents import wording
from competence_app.reports.layout.documents.ahead import helps, looks_ahead
from competence_app.reports.layout.documents.values import Cover, PrintedRemark, Telling, cover_of
from competence_app.reports.layout.sheet import (
    BLANK_LINES,
    PlanLine,
    occasions,
    plan_lines,
    remarks,
    telling_both,
)
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.profile import ProfileLine
from competence_app.ui.passages import Passage, Words


@dataclass(frozen=True, slots=True)
class PrintedTopic:
    """One competence to talk about, whole, with what each voice says and wrote, and how the practitioner came to it."""

    asked: WholeStatement
    own: Words
    how: str
    supervisor: Words
    agreed: Words | None
    remarks: tuple[PrintedRemark, ...]
    ahead: Passage | None
    helps: tuple[Help, ...]


@dataclass(frozen=True, slots=True)
class PrintedOccasion:
    """Why to talk about some competences."""

    heading: str
    topics: tuple[PrintedTopic, ...]


@dataclass(frozen=True, slots=True)
class SheetDocument:
    """A meeting sheet, whole."""

    cover: Cover
    rater: str
    supervisor: str
    occasions: tuple[PrintedOccasion, ...]
    nothing: str
    plans: tuple[PlanLine, ...]
    blank_lines: int


def sheet_document(reading: Reading, chosen: Iterable[Statement], plans: Iterable[Plan], *, on: date) -> SheetDocument:
    """Return the sheet as of a day; ``chosen`` is what the practitioner wants to talk about."""
    assessment, telling = reading.assessment, telling_both(reading)
    found = tuple(
        PrintedOccasion(heading, tuple(_topic(line, reading, telling) for line in lines))
        for heading, lines in occasions(reading, chosen)
    )
    return SheetDocument(
        cover=cover_of(reading, "sheet", wording.AS_OF.format(day=day(on)), on),
        rater=str(assessment.reviewed_by),
        supervisor=str(assessment.supervisor),
        occasions=found,
        nothing="" if found else wording.NOTHING_TO_DISCUSS,
        plans=plan_lines(plans),
        blank_lines=BLANK_LINES,
    )


def _topic(line: ProfileLine, reading: Reading, telling: Telling) -> PrintedTopic:
    statement, content = line.statement, reading.assessment.content
    rated = reading.rated.get(statement.code)
    return PrintedTopic(
        asked=asked(statement),
        own=telling.label(line.answer),
        how=wording.HOW_SAID.get(rated.how, "") if rated else "",
        supervisor=telling.label(line.supervisor),
        agreed=telling.label(line.agreed) if line.agreed else None,
        remarks=remarks(line, telling),
        ahead=looks_ahead(line, content),
        helps=tuple(helps(line, content)),
    )
