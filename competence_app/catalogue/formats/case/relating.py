"""What a package's associations say of items beside where they stand: what each is related to, and how."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from competence_app.catalogue.formats.case.names import identifier, link, named
from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.foreign.items import ForeignItem, ForeignRelation
from competence_app.catalogue.formats.foreign.json_files import below, text_at
from competence_app.catalogue.formats.foreign.markup import kept
from competence_app.catalogue.rules.relations import Relation, RelationKind
from competence_app.catalogue.rules.schema import Content

CHILD = "isChildOf"
_KINDS: Mapping[RelationKind, str] = {
    "related-to": "isRelatedTo",
    "same-as": "exactMatchOf",
    "peer-of": "isPeerOf",
    "part-of": "isPartOf",
    "comes-before": "precedes",
    "replaced-by": "replacedBy",
    "shown-by": "exemplar",
    "at-level": "hasSkillLevel",
}
_READ = {case: kind for kind, case in _KINDS.items()}


def give_relations(
    items: Mapping[str, ForeignItem], associations: list[tuple[int, dict[str, Any]]], notes: list[Note]
) -> None:
    """Give each item what it is related to; count the associations that a framework has no word for."""
    others = Counter[str]()
    for _, said in associations:
        kind = text_at(said, "associationType")
        origin = items.get(text_at(below(said, "originNodeURI"), "identifier"))
        end = below(said, "destinationNodeURI")
        if origin and kind in _READ and (title := kept(text_at(end, "title", "uri", "identifier"))):
            item = items.get(text_at(end, "identifier"))
            origin.related.append(ForeignRelation(_READ[kind], item, title, text_at(end, "uri")))
        elif kind != CHILD:
            others[kind] += 1
    notes.extend(of_whole("left-out", "association", kind, count) for kind, count in others.items())


def associations_of(content: Content) -> Iterator[dict[str, Any]]:
    """Yield an association for each relation of a framework's competences."""
    for competence in content.competences:
        for number, relation in enumerate(competence.related):
            yield {
                **named(content.code, "related", competence.code, str(number)),
                "associationType": _KINDS[relation.kind],
                "originNodeURI": link(competence.code, identifier(content.code, "item", competence.code)),
                "destinationNodeURI": _end(content.code, relation),
            }


def _end(framework: str, relation: Relation) -> dict[str, str]:
    if relation.code:
        return link(relation.code, identifier(framework, "item", relation.code))
    end = link(relation.title, identifier(framework, "elsewhere", relation.title, relation.url))
    return end | ({"uri": relation.url} if relation.url else {})
