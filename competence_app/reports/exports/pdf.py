"""PDFs of what a person's ratings say: templates in ``templates/reports/pdf/``."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from competence_app.assessments.queries.plans import Plan
from competence_app.catalogue.rules.domains import Statement
from competence_app.reports.layout.documents.assessment import assessment_day, assessment_document
from competence_app.reports.layout.documents.profile import profile_document
from competence_app.reports.layout.documents.reflection import ReflectionDocument
from competence_app.reports.layout.documents.sheet import sheet_document
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.enclosing import Enclosure
from competence_app.ui.typesetting import typeset

Plans = Mapping[str, Sequence[Plan]]  # by the competences' codes


def profile_pdf(reading: Reading, plans: Plans, enclosed: Collection[Enclosure], *, on: date, is_own: bool) -> bytes:
    """Return how a reading stands ``on`` a day, what needs somebody first."""
    document = profile_document(reading, plans, enclosed, on=on, is_own=is_own)
    return typeset("reports/pdf/profile.typ", asdict(document), day=on)


def sheet_pdf(reading: Reading, chosen: Iterable[Statement], plans: Iterable[Plan], *, on: date) -> bytes:
    """Return the sheet for a meeting ``on`` a day."""
    document = sheet_document(reading, chosen, plans, on=on)
    return typeset("reports/pdf/sheet.typ", asdict(document), day=on)


def reflection_pdf(document: ReflectionDocument, *, on: date) -> bytes:
    """Return notes and plans that somebody chose, as of a day."""
    return typeset("reports/pdf/reflection.typ", asdict(document), day=on)


def assessment_pdf(reading: Reading, enclosed: Collection[Enclosure], *, is_own: bool) -> bytes:
    """Return one assessment as it was."""
    document = assessment_document(reading, enclosed, is_own=is_own)
    return typeset("reports/pdf/assessment.typ", asdict(document), day=assessment_day(reading.assessment))
