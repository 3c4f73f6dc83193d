"""From a framework's content to a .matrix file in the newer dialect: parents first, names as short as Mahara asks."""

import json
from collections.abc import Iterator
from typing import Any

from competence_app.catalogue.formats.exporting.aspects import Aspect
from competence_app.catalogue.formats.exporting.html import paragraphs, shortened, with_parts
from competence_app.catalogue.formats.mahara.reading import STATUSES
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.schema import Content

_SHORT, _NAME = 100, 255  # characters
_BEGUN = "Ready for assessment"
_OTHERWISE = ("Does not meet it", "Partly meets it", "Meets it")
_SAYS = frozenset({
    Aspect.INTRODUCTION,
    Aspect.SUB_DOMAINS,
    Aspect.DOMAIN_GUIDANCE,
    Aspect.CODES,
    Aspect.TITLES,
    Aspect.LONG_TEXTS,
    Aspect.GUIDANCE,
    Aspect.PARTS,
})  # fmt: skip


def said_in_matrix(content: Content) -> frozenset[Aspect]:
    """Return what Mahara can say of it: of scales, those with three levels."""
    return _SAYS | {Aspect.SCALE} if len(content.scale.levels) == len(_OTHERWISE) else _SAYS


def write_matrix(content: Content) -> bytes:
    """Return the file as JSON."""
    framework = {
        "institution": "all",
        "name": shortened(content.title, _NAME),
        "description": paragraphs(content.introduction),
        "selfassess": True,
        "evidencestatuses": [{status: label} for status, label in zip(STATUSES, _labels(content), strict=True)],
        "standards": [_standard(domain, number) for number, domain in enumerate(content.domains, start=1)],
        "standardelements": [
            element for number, domain in enumerate(content.domains, start=1) for element in _elements(domain, number)
        ],
    }
    return json.dumps({"framework": framework}, ensure_ascii=False, indent=1).encode()


def _labels(content: Content) -> tuple[str, ...]:
    labels = tuple(level.label for level in content.scale.levels)
    return (_BEGUN, *(labels if len(labels) == len(_OTHERWISE) else _OTHERWISE))


def _standard(domain: Domain, number: int) -> dict[str, Any]:
    return _named(domain.title, domain.title, paragraphs(domain.guidance)) | {"standardid": number}


def _elements(domain: Domain, number: int) -> Iterator[dict[str, Any]]:
    for competence in domain.competences:
        yield _element(competence, number)
    for below in domain.domains:
        explained = _named(below.title, below.title, with_parts(below.title, (), below.guidance))
        yield explained | {"standardid": number, "elementid": below.code}
        for competence in below.competences:
            yield _element(competence, number) | {"parentelementid": below.code}


def _element(competence: Competence, number: int) -> dict[str, Any]:
    description = with_parts(competence.text, (part.text for part in competence.parts), competence.guidance)
    name = competence.title or competence.text
    return _named(competence.code, name, description) | {"standardid": number, "elementid": competence.code}


def _named(short: str, name: str, description: str) -> dict[str, Any]:
    return {"shortname": shortened(short, _SHORT), "name": shortened(name, _NAME), "description": description}
