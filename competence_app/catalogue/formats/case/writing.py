"""From a framework's content to a package that is right by CASE 1.1 and by 1.0: no field that only one of them knows.

What CASE has no field for stands under ``extensions``, which other systems pass over.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from competence_app.catalogue.formats.case.names import (
    COMPETENCE,
    DOMAIN,
    OURS,
    PART,
    SUB_DOMAIN,
    TYPES,
    identifier,
    link,
    named,
)
from competence_app.catalogue.formats.case.relating import associations_of
from competence_app.catalogue.formats.exporting.aspects import Aspect
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.scale import Level
from competence_app.catalogue.rules.schema import Content, Holder

_OF_THE_WHOLE = {"code", "changes", "source", "scale", "targets"}  # that CASE has no field for, or only part of
_WITH_A_FIELD = {"code", "title", "text", "guidance", "tags", "levels", "related", "parts", "competences", "domains"}
SAID_IN_CASE = frozenset({
    Aspect.INTRODUCTION,
    Aspect.LANGUAGE,
    Aspect.SCALE,
    Aspect.MEANS,
    Aspect.SUB_DOMAINS,
    Aspect.DOMAIN_GUIDANCE,
    Aspect.CODES,
    Aspect.TITLES,
    Aspect.LONG_TEXTS,
    Aspect.GUIDANCE,
    Aspect.LEVELS,
    Aspect.RELATED,
    Aspect.PARTS,
    Aspect.TAGS,
})  # fmt: skip
SAID_ASIDE = frozenset(Aspect) - SAID_IN_CASE  # under ``extensions``
_DAY = 10  # characters of a date that is one


def write_case(content: Content) -> bytes:
    """Return the package as JSON; the moment of its last change is the moment of writing."""
    return json.dumps(_Package(content).said(), ensure_ascii=False, separators=(",", ":")).encode()


class _Package:
    def __init__(self, content: Content) -> None:
        self._content = content
        self._changed = {"lastChangeDateTime": datetime.now(UTC).isoformat(timespec="seconds")}
        self._key = identifier(content.code)
        self._items: list[dict[str, Any]] = []
        self._associations: list[dict[str, Any]] = []

    def said(self) -> dict[str, Any]:
        for number, holder in enumerate(filter(lambda holder: holder.is_top, self._content.holders), start=1):
            self._add_domain(holder.domain, DOMAIN, self._key, number)
        self._associations += (said | self._changed for said in associations_of(self._content))
        return {
            "CFDocument": self._document(),
            "CFItems": self._items,
            "CFAssociations": self._associations,
            "CFDefinitions": {"CFItemTypes": list(self._types())},
            "CFRubrics": [self._rubric()],
        }

    def _document(self) -> dict[str, Any]:
        content, source = self._content, self._content.source
        said = {
            "caseVersion": "1.1",
            "title": content.title,
            "version": content.version,
            "language": content.language,
            "creator": source.authors or source.publisher or content.title,
            "publisher": source.publisher,
            "description": content.introduction,
            "officialSourceURL": source.url,
            "statusStartDate": source.published if len(source.published) == _DAY else "",
            "adoptionStatus": "Adopted",
        }
        ours = content.model_dump(mode="json", include=_OF_THE_WHOLE, exclude_defaults=True)
        return {**named(content.code), **self._changed, **_filled(said), "extensions": {OURS: ours}}

    def _add_domain(self, domain: Domain, kind: str, above: str, number: int) -> None:
        key = self._add(kind, domain.code, domain.title, domain, above, number)
        for place, competence in enumerate(domain.competences, start=1):
            self._add_competence(competence, key, place)
        for place, below in enumerate(domain.domains, start=len(domain.competences) + 1):
            self._add_domain(below, SUB_DOMAIN, key, place)

    def _add_competence(self, competence: Competence, above: str, number: int) -> None:
        key = self._add(COMPETENCE, competence.code, competence.text, competence, above, number)
        for place, part in enumerate(competence.parts, start=1):
            self._add(PART, part.code, part.text, None, key, place)

    def _add(self, kind: str, code: str, text: str, node: Domain | Competence | None, above: str, number: int) -> str:
        framework = self._content.code
        item: dict[str, Any] = {**named(framework, "item", code), **self._changed}
        item |= {"fullStatement": text, "humanCodingScheme": code}
        item |= {"CFItemType": kind, "CFItemTypeURI": link(kind, identifier("", kind)), **_of(node)}
        self._items.append(item)
        self._associations.append(self._child_of(item["identifier"], code, above, number))
        return str(item["identifier"])

    def _child_of(self, key: str, code: str, above: str, number: int) -> dict[str, Any]:
        return {
            **named(self._content.code, "child", key),
            **self._changed,
            "associationType": "isChildOf",
            "originNodeURI": link(code, key),
            "destinationNodeURI": link("parent", above),
            "sequenceNumber": number,
        }

    def _types(self) -> Iterator[dict[str, Any]]:
        for number, kind in enumerate(TYPES, start=1):
            key = identifier("", kind)
            said = {"title": kind, "description": kind, "hierarchyCode": str(number), "typeCode": kind}
            yield link(kind, key) | said | self._changed

    def _rubric(self) -> dict[str, Any]:
        criteria = [*map(self._scale_of, self._content.holders)]
        criteria += [self._levels_of(competence) for competence in self._content.competences if competence.levels]
        for position, criterion in enumerate(criteria, start=1):
            criterion["position"] = position
        return {
            **named(self._content.code, "rubric"),
            **self._changed,
            "title": self._content.title,
            "CFRubricCriteria": criteria,
        }

    def _scale_of(self, holder: Holder) -> dict[str, Any]:
        """Return what the levels mean for all that a domain holds."""
        means = {level.value: level.means.get(holder.domain.kind, "") for level in self._content.scale.levels}
        return self._criterion(holder.domain.code, means)

    def _levels_of(self, competence: Competence) -> dict[str, Any]:
        return self._criterion(competence.code, competence.levels)

    def _criterion(self, code: str, levels: dict[int, str]) -> dict[str, Any]:
        framework = self._content.code
        return {
            **named(framework, "criterion", code),
            **self._changed,
            "CFItemURI": link(code, identifier(framework, "item", code)),
            "CFRubricCriterionLevels": [
                self._level(code, position, level) | _filled({"description": levels.get(level.value, "")})
                for position, level in enumerate(self._content.scale.levels, start=1)
                if level.value in levels
            ],
        }

    def _level(self, code: str, position: int, level: Level) -> dict[str, Any]:
        said = {"quality": level.label, "score": level.value, "position": position}
        return {**named(self._content.code, "level", code, str(level.value)), **self._changed, **said}


def _of(node: Domain | Competence | None) -> dict[str, Any]:
    """Return what else is said of an item: by CASE's fields, or else by ours."""
    if node is None:
        return {}
    said: dict[str, Any] = {"notes": node.guidance}
    ours = node.model_dump(mode="json", exclude=_WITH_A_FIELD, exclude_defaults=True)
    if isinstance(node, Competence):
        said |= {"abbreviatedStatement": node.title, "conceptKeywords": list(node.tags)}
    else:
        ours["kind"] = node.kind
    return _filled({**said, "extensions": {OURS: ours} if ours else {}})


def _filled(said: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in said.items() if value}
