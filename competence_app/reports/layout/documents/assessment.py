"""One assessment as it was: every statement of its version with what was said of it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment
from competence_app.catalogue.layout.answers import ScaleStep, steps
from competence_app.catalogue.layout.asked import WholeStatement, asked
from competence_app.catalogue.layout.facts import source_facts
from competence_app.catalogue.layout.wording import LOOKS_LIKE
from competence_app.reports.layout.documents import wording
from competence_app.reports.layout.documents.values import Cover, PrintedAnswer, Telling, cover_of, telling_of
from competence_app.reports.layout.past import progress_in_words
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.enclosing import Enclosure
from competence_app.reports.rules.profile import DomainProfile, ProfileLine
from competence_app.ui.passages import Fact, Passage, Words, passage, words

WRITTEN = (Enclosure.NOTES, Enclosure.COMMENTS)  # with an assessment; what is planned is no part of it


@dataclass(frozen=True, slots=True)
class PrintedStatement:
    """One statement with all that was said of it; ``looks`` says what the levels looked like that were chosen."""

    asked: WholeStatement
    target: Words | None
    said: tuple[PrintedAnswer, ...]
    looks: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class PrintedSubdomain:
    """The statements under one heading of a domain; its title is empty above the first sub-domain."""

    title: str
    items: tuple[PrintedStatement, ...]


@dataclass(frozen=True, slots=True)
class PrintedDomain:
    """One domain."""

    title: Words
    groups: tuple[PrintedSubdomain, ...]


@dataclass(frozen=True, slots=True)
class AssessmentDocument:
    """One assessment, whole."""

    cover: Cover
    source: tuple[Fact, ...]
    scale: tuple[ScaleStep, ...]
    sections: tuple[PrintedDomain, ...]
    closing_comment: str


def assessment_day(assessment: Assessment) -> date:
    """Return the day that an assessment's document bears: of the last thing that happened to it."""
    days = (assessment.agreed_at, assessment.revealed_at, assessment.finished_at, assessment.started_at)
    return localdate(next(filter(None, days)))


def assessment_document(reading: Reading, enclosed: Collection[Enclosure], *, is_own: bool) -> AssessmentDocument:
    """Return a reading as a document."""
    assessment, content = reading.assessment, reading.assessment.content
    telling, left_out = telling_of(reading, enclosed, is_own=is_own), wording.left_out(enclosed, WRITTEN)
    return AssessmentDocument(
        cover=cover_of(reading, "assessment", _of_when(assessment), assessment_day(assessment), left_out),
        source=tuple(source_facts(reading.assessment.content)),
        scale=tuple(steps(content)),
        sections=tuple(_section(domain, reading, telling) for domain in reading.profile.domains),
        closing_comment=assessment.closing_comment if Enclosure.COMMENTS in enclosed else "",
    )


def _of_when(assessment: Assessment) -> str:
    progress = progress_in_words(assessment)
    return progress[:1].lower() + progress[1:]


def _section(domain: DomainProfile, reading: Reading, telling: Telling) -> PrintedDomain:
    language = reading.assessment.content.language
    groups = groupby(domain.lines, key=lambda line: line.statement.heading)
    found = (PrintedSubdomain(title, tuple(_item(line, reading, telling) for line in lines)) for title, lines in groups)
    return PrintedDomain(words(domain.domain.title, language), tuple(found))


def _item(line: ProfileLine, reading: Reading, telling: Telling) -> PrintedStatement:
    said = tuple(telling.said(line, reading.rated.get(line.statement.code)))
    return PrintedStatement(asked(line.statement), telling.target(line), said, tuple(_looks(line, telling)))


def _looks(line: ProfileLine, telling: Telling) -> Iterator[Passage]:
    """Yield what those levels look like, if the framework says so, that somebody chose."""
    chosen = {voice.level for voice in (line.answer, line.supervisor, line.agreed) if voice}
    for level, text in line.statement.levels:
        if level in chosen:
            label = telling.axis.words(str(level))
            yield passage(text, line.statement.language, heading=LOOKS_LIKE, label=label)
