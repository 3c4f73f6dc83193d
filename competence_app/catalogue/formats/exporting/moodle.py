"""Frameworks as Moodle imports them: CSV, of which one row is the framework with its scale."""

import json
from collections.abc import Iterator

from competence_app.catalogue.formats.exporting.aspects import Aspect
from competence_app.catalogue.formats.exporting.html import paragraphs, shortened, with_parts
from competence_app.catalogue.formats.exporting.tables import csv_of
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.schema import Content

HEADERS = (
    "Parent ID number",
    "ID number",
    "Short name",
    "Description",
    "Description format",
    "Scale values",
    "Scale configuration",
    "Rule type (optional)",
    "Rule outcome (optional)",
    "Rule config (optional)",
    "Cross-referenced competency ID numbers",
    "Exported ID (optional)",
    "Is framework",
    "Taxonomy",
)
SAID_IN_MOODLE = frozenset({
    Aspect.INTRODUCTION,
    Aspect.SCALE,
    Aspect.SUB_DOMAINS,
    Aspect.DOMAIN_GUIDANCE,
    Aspect.CODES,
    Aspect.TITLES,
    Aspect.LONG_TEXTS,
    Aspect.GUIDANCE,
    Aspect.PARTS,
})  # fmt: skip
_SHORT = 100  # characters
_HTML = "1"
_TAXONOMY = "domain,competency,competency,competency"

Row = list[str]


def write_moodle(content: Content) -> bytes:
    """Return the CSV file."""
    return csv_of([list(HEADERS), _whole(content), *_rows(content)])


def _whole(content: Content) -> Row:
    labels = ",".join(level.label.replace(",", ";") for level in content.scale.levels)
    row = _row("", content.code, content.title, paragraphs(content.introduction))
    row[5:7] = [labels, json.dumps(_configuration(content))]
    row[12:] = ["1", _TAXONOMY]
    return row


def _configuration(content: Content) -> list[dict[str, int | str]]:
    """Return which levels make somebody proficient: those from what is expected of everybody on, or the highest."""
    values = [level.value for level in content.scale.levels]
    expected = values[-1] if content.targets.default is None else content.targets.default
    proficient = [number for number, value in enumerate(values, start=1) if value >= expected]
    said: list[dict[str, int | str]] = [
        {"id": number, "scaledefault": int(number == proficient[0]), "proficient": 1} for number in proficient
    ]
    return [{"scaleid": "0"}, *said]


def _rows(content: Content) -> Iterator[Row]:
    for domain in content.domains:
        yield from _domain(domain, "")
        for below in domain.domains:
            yield from _domain(below, domain.code)


def _domain(domain: Domain, above: str) -> Iterator[Row]:
    yield _row(above, domain.code, domain.title, with_parts(domain.title, (), domain.guidance))
    yield from (_competence(competence, domain.code) for competence in domain.competences)


def _competence(competence: Competence, above: str) -> Row:
    description = with_parts(competence.text, (part.text for part in competence.parts), competence.guidance)
    return _row(above, competence.code, competence.title or competence.text, description)


def _row(above: str, code: str, name: str, description: str) -> Row:
    return [above, code, shortened(name, _SHORT), description, _HTML, *[""] * 9]
