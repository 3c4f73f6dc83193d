"""What another system's file says that statements are related to, once everything has its code."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.foreign.fitting import fitted
from competence_app.catalogue.formats.foreign.items import ForeignItem, ForeignRelation
from competence_app.catalogue.formats.problems import Place

_ADDRESS = re.compile(r"https?://\S{1,1990}")


def relate(
    items: Iterable[ForeignItem], domains: Iterable[dict[str, Any]], codes: Mapping[ForeignItem, str], notes: list[Note]
) -> None:
    """Give competences what they are related to; headings and parts are related to nothing in a framework."""
    holders = (holder for domain in domains for holder in (domain, *domain["domains"]))
    competences = {said["code"]: said for holder in holders for said in holder["competences"]}
    lost = 0
    for item in items:
        competence = competences.get(codes.get(item, ""))
        if competence and item.related:
            competence["related"] = [_said(relation, item.place, codes, notes) for relation in item.related]
        else:
            lost += len(item.related)
    if lost:
        notes.append(of_whole("left-out", "relations", value=lost))


def _said(
    relation: ForeignRelation, place: Place, codes: Mapping[ForeignItem, str], notes: list[Note]
) -> dict[str, Any]:
    if relation.to and relation.to in codes:
        return {"kind": relation.kind, "code": codes[relation.to]}
    url = relation.url if _ADDRESS.fullmatch(relation.url) else ""
    return fitted({"kind": relation.kind, "title": relation.title, "url": url}, place, notes)
