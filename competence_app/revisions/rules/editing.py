"""One edit of a framework: from its content to another, checked as a whole once all of it is in place.

Each edit raises pydantic's ``ValidationError`` or ``TakenCodesError`` where what it makes is no framework, and
``NodeGoneError`` where there is nothing with that code. What nobody asked to change is the same before and after.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any, NamedTuple

from competence_app.catalogue.formats.codes import repeated_codes
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.fields import Node
from competence_app.catalogue.rules.misfits import Path
from competence_app.catalogue.rules.scale import Scale
from competence_app.catalogue.rules.schema import Content

Said = dict[str, Any]  # a node as plain values, as its file would say it


class TakenCodesError(ValueError):
    """Codes that two things have, each with the path of either."""

    def __init__(self, taken: list[tuple[Path, str]]) -> None:
        self.taken = taken
        super().__init__(taken)


class NodeGoneError(LookupError):
    """There is no domain and no competence with this code."""


class ChangedMeanwhileError(Exception):
    """What stands at a spot is not what somebody's page was made from: nothing is overwritten unseen."""


class EditedNode(NamedTuple):
    """One node of a framework that is written by itself: ``held`` are the fields that have spots of their own."""

    path: Path
    kind: type[Node]
    held: frozenset[str] = frozenset()


FRONT = EditedNode((), Content, frozenset({"code", "scale", "domains"}))
SCALE = EditedNode(("scale",), Scale)
_BELOW = frozenset({"competences", "domains"})


def spot_of(content: Content, code: str) -> EditedNode:
    """Return where the domain or competence with this code stands; raise ``NodeGoneError``."""
    found = next((spot for spot, known in _spots(content) if known == code), None)
    if found is None:
        raise NodeGoneError(code)
    return found


def _spots(content: Content) -> Iterator[tuple[EditedNode, str]]:
    for holder in content.holders:
        yield EditedNode(holder.path, Domain, _BELOW), holder.domain.code
        for index, competence in enumerate(holder.domain.competences):
            yield EditedNode((*holder.path, "competences", index), Competence), competence.code


def competences_at(content: Content) -> Iterator[tuple[EditedNode, Competence]]:
    """Yield every competence with where it stands."""
    for holder in content.holders:
        for index, competence in enumerate(holder.domain.competences):
            yield EditedNode((*holder.path, "competences", index), Competence), competence


def said_at(content: Content, spot: EditedNode) -> Said:
    """Return what is written at a spot, codes that parts get by their number aside."""
    node: Node = reduce(_below, spot.path, content)
    said = node.model_dump(mode="json", exclude=set(spot.held))
    if spot.kind is Competence:
        _unnumber(said)
    return said


def _below(node: Any, step: str | int) -> Any:
    return node[step] if isinstance(step, int) else getattr(node, step)


def fingerprint(content: Content, spot: EditedNode) -> str:
    """Return what tells whether anything at a spot has changed."""
    return hashlib.sha256(json.dumps(said_at(content, spot), sort_keys=True).encode()).hexdigest()[:32]


def changed(content: Content, spot: EditedNode, said: Said) -> Content:
    """Return the content with this at the spot; what the spot holds stays."""

    def edit(root: Said) -> None:
        node = at(root, spot.path)
        kept = {field: node[field] for field in spot.held}
        node.clear()
        node.update(said | kept)

    return edited(content, edit)


def rewritten(content: Content, find: Callable[[Content], EditedNode], said: Said, base: str) -> Content:
    """Return the content with this at the spot, of which somebody saw what ``base`` is the fingerprint of.

    Raise ``ChangedMeanwhileError`` where it says something else by now, unless it is just this.
    """
    spot = find(content)
    wanted = changed(content, spot, said)
    if wanted != content and fingerprint(content, spot) != base:
        raise ChangedMeanwhileError
    return wanted


def added(content: Content, holder: str, said: Said) -> Content:
    """Return the content with a competence more, at the end of the domain or sub-domain with this code."""
    path = spot_of(content, holder).path

    def edit(root: Said) -> None:
        at(root, path)["competences"].append(said)

    return edited(content, edit)


def domain_added(content: Content, above: str, said: Said) -> Content:
    """Return the content with a domain more, at the end; below the domain with the code ``above`` where that is given.

    It brings its first competences along: an empty one is no domain.
    """
    path = spot_of(content, above).path if above else ()

    def edit(root: Said) -> None:
        at(root, path)["domains"].append(said)

    return edited(content, edit)


def stepped(content: Content, code: str, step: int) -> Content:
    """Return the content with a domain or competence one place up (-1) or down (1) among those beside it.

    At either end it stays where it is.
    """
    path = spot_of(content, code).path

    def edit(root: Said) -> None:
        siblings, index = at(root, path[:-1]), int(path[-1])
        siblings.insert(max(0, index + step), siblings.pop(index))

    return edited(content, edit)


def moved(content: Content, code: str, holder: str) -> Content:
    """Return the content with a competence at the end of another domain or sub-domain; an emptied domain goes."""
    path, onto = spot_of(content, code).path, spot_of(content, holder).path

    def edit(root: Said) -> None:
        said, goal = take(root, path), at(root, onto)
        goal["competences"].append(said)

    return edited(content, edit)


def removed(content: Content, code: str) -> Content:
    """Return the content without a domain, with all that it holds, or competence; a domain left empty goes with it."""
    path = spot_of(content, code).path
    return edited(content, lambda root: _take_out(root, path))


def at(root: Said, path: Path) -> Any:
    """Return what is at a path of plain values."""
    node: Any = root
    for step in path:
        node = node[step]
    return node


def _take_out(root: Said, path: Path) -> None:
    take(root, path)


def take(root: Said, path: Path) -> Said:
    """Take out of the plain values what is at a path, and return it."""
    said: Said = at(root, path[:-1]).pop(path[-1])
    return said


def revision_of(content: Content, label: str) -> Content:
    """Return what a version begins with that follows this one: its words, without what it said of the one before."""

    def edit(root: Said) -> None:
        root |= {"version": label, "changes": ""}
        for spot, _ in competences_at(content):
            at(root, spot.path).update(replaces=[], change="")

    return edited(content, edit)


def edited(content: Content, edit: Callable[[Said], None]) -> Content:
    """Return what becomes of the content when its plain values are edited; a domain that is left empty goes."""
    root = _plain(content)
    edit(root)
    root["domains"] = _without_empty(root["domains"])
    return checked_content(root)


def _without_empty(domains: list[Said]) -> list[Said]:
    """Return the domains that hold a competence, or will not be told apart from what is wrong."""
    for domain in domains:
        domain["domains"] = _without_empty(domain.get("domains", []))
    return [domain for domain in domains if domain["domains"] or domain.get("competences")]


def checked_content(root: Said) -> Content:
    """Return the content that is written so; raise ``ValidationError`` or ``TakenCodesError``."""
    content = Content.model_validate(root)
    if taken := [(path, code) for *paths, code in repeated_codes(root) for path in paths]:
        raise TakenCodesError(taken)
    return content


def _plain(content: Content) -> Said:
    root = content.model_dump(mode="json")
    for spot, _ in _spots(content):
        if spot.kind is Competence:
            _unnumber(at(root, spot.path))
    return root


def _unnumber(competence: Said) -> None:
    """Take the codes away that parts get by their number: they follow the code and the order."""
    for number, part in enumerate(competence["parts"], start=1):
        if competence["rate"] == "whole" and part["code"] == f"{competence['code']}.{number}":
            del part["code"]
