"""From a framework's content to what stands in the rows of a workbook's sheets."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from competence_app.catalogue.formats.workbook.layout import (
    ANY_OTHER,
    DOMAINS,
    EXAMPLES,
    FIELDS,
    FRAMEWORK,
    LEVELS,
    OTHER_ANSWERS,
    RELATED,
    RESOURCES,
    TARGETS,
    Column,
    Layout,
    plain,
    with_levels,
)
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.scale import Targets
from competence_app.catalogue.rules.schema import Content

Row = Sequence[str]
_ELSEWHERE = {TARGETS.field, EXAMPLES.field, RESOURCES.field, RELATED.field}  # on sheets of their own


def rows_by_sheet(content: Content) -> Iterator[tuple[Layout, list[Row]]]:
    """Yield each sheet with its rows, in their order."""
    levels, answers = content.scale.levels, content.scale.off_scale
    competences = with_levels(str(level.value) for level in levels)
    yield FRAMEWORK, list(_fields(content))
    yield DOMAINS, list(_domains(content.domains))
    yield competences, [_row(competences, said) for said in _competences(content.domains)]
    yield LEVELS, [_row(LEVELS, level.model_dump()) for level in levels]
    yield OTHER_ANSWERS, [_row(OTHER_ANSWERS, answer.model_dump()) for answer in answers]
    yield TARGETS, list(_targets(content))
    yield EXAMPLES, [(said.code, example) for said in content.competences for example in said.examples]
    for sheet in (RESOURCES, RELATED):
        yield sheet, list(_entries(content, sheet))


def _row(sheet: Layout, said: Mapping[str, Any]) -> Row:
    return [_text(said, column) for column in sheet.columns]


def _text(said: Mapping[str, Any], column: Column) -> str:
    head, _, tail = column.field.partition(".")
    value = said.get(head)
    if tail:
        value = (value or {}).get(tail)
    return "" if value is None else column.notation.write(value)


def _fields(content: Content) -> Iterator[Row]:
    said = content.model_dump(exclude={"scale", "targets", "domains"})
    for column in FIELDS.columns:
        yield column.header, _text(said, column), column.note


def _domains(domains: tuple[Domain, ...]) -> Iterator[Row]:
    names = _names(domains)
    for domain in domains:
        yield _row(DOMAINS, {**_itself(domain), "domain": domain.title})
        for below in domain.domains:
            yield _row(DOMAINS, {**_itself(below), "domain": names[domain.code], "sub_domain": below.title})


def _itself(domain: Domain) -> dict[str, Any]:
    return domain.model_dump(exclude={"competences", "domains", *_ELSEWHERE})


def _competences(domains: tuple[Domain, ...]) -> Iterator[dict[str, Any]]:
    """Yield what the columns say of each statement and of each part."""
    names = _names(domains)
    for domain in domains:
        where = {"domain": names[domain.code]}
        for competence in domain.competences:
            yield from _competence(where, competence)
        names_below = _names(domain.domains)
        for below in domain.domains:
            for competence in below.competences:
                yield from _competence({**where, "sub_domain": names_below[below.code]}, competence)


def _names(domains: tuple[Domain, ...]) -> dict[str, str]:
    """Return by code what a domain is called in other rows: by its title, or by its code where that is not clear."""
    titles = Counter(plain(domain.title) for domain in domains)
    titles.update(plain(domain.code) for domain in domains if plain(domain.code) != plain(domain.title))
    return {domain.code: domain.title if titles[plain(domain.title)] == 1 else domain.code for domain in domains}


def _competence(where: Mapping[str, str], competence: Competence) -> Iterator[dict[str, Any]]:
    said = competence.model_dump(exclude={"parts", *_ELSEWHERE} if competence.parts else {"parts", "rate", *_ELSEWHERE})
    yield {**where, **said, "levels": {str(value): text for value, text in competence.levels.items()}}
    for number, part in enumerate(competence.parts, start=1):
        is_numbered = competence.rate == "whole" and part.code == f"{competence.code}.{number}"
        said = part.model_dump(exclude={"code"} if is_numbered else None)
        yield {**where, **said, "part_of": competence.code}


def _targets(content: Content) -> Iterator[Row]:
    yield from _expected("", content.targets)
    for holder in content.holders:
        yield from _expected(holder.domain.code, holder.domain.targets)
        for competence in holder.domain.competences:
            yield from _expected(competence.code, competence.targets)


def _expected(code: str, targets: Targets) -> Iterator[Row]:
    if targets.default is not None:
        yield code, ANY_OTHER, str(targets.default)
    for role, level in targets.roles.items():
        yield code, role, str(level)


def _entries(content: Content, sheet: Layout) -> Iterator[Row]:
    for competence in content.competences:
        for entry in getattr(competence, sheet.field):
            yield _row(sheet, {**entry.model_dump(), "code_of": competence.code})
